// SPDX-License-Identifier: MIT
#include "demarche/scenario/feature_program.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <span>
#include <utility>

#include "scenario/compile/cell_sums.hpp"
#include "scenario/compile/feature_code.hpp"
#include "scenario/language/evaluate_operator.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "scenario/feature_program.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <hwy/contrib/math/math-inl.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Real = hn::ScalableTag<double>;
using V = hn::Vec<Real>;
using Instruction = FeatureProgram::Instruction;

/// exp() of a larger number overflows or loses digits to denormals, so std::exp() is called for it.
constexpr double kMaxExponent = 700.0;

V from_mask(Real d, hn::Mask<Real> mask) {
  return hn::IfThenElseZero(mask, hn::Set(d, 1.0));
}

/// One instruction applied to a vector of lanes.
class Lanes {
 public:
  Lanes(const Instruction& instruction, const double* values, std::size_t lane)
      : instruction_(instruction), values_(values), lane_(lane) {}

  [[nodiscard]] std::size_t size() const { return instruction_.arguments.size(); }
  [[nodiscard]] V at(std::size_t i) const {
    return hn::Load(Real(), values_ + instruction_.arguments[i] * kBlockLanes + lane_);
  }

  /// Calls the definition of the language for each lane.
  [[nodiscard]] V by_definition() const {
    const Real d;
    std::array<double, HWY_LANES(double)> out{};
    std::array<double, 64> few{};
    std::vector<double> many(size() > few.size() ? size() : 0);
    const std::span<double> arguments =
        size() > few.size() ? std::span(many) : std::span(few).first(size());
    for (std::size_t l = 0; l < hn::Lanes(d); ++l) {
      for (std::size_t i = 0; i < size(); ++i) {
        arguments[i] = values_[instruction_.arguments[i] * kBlockLanes + lane_ + l];
      }
      out[l] = apply_operator(instruction_.op, arguments);
    }
    return hn::LoadU(d, out.data());
  }

  /// `result`, but NaN in lanes where an argument is NaN.
  [[nodiscard]] V unless_nan(V result) const {
    const Real d;
    auto is_nan = hn::IsNaN(at(0));
    for (std::size_t i = 1; i < size(); ++i) {
      is_nan = hn::Or(is_nan, hn::IsNaN(at(i)));
    }
    return hn::IfThenElse(is_nan, hn::Set(d, std::nan("")), result);
  }

  [[nodiscard]] V sum() const {
    const Real d;
    V total = hn::Set(d, instruction_.constant);
    for (std::size_t i = 0; i < size(); ++i) {
      total = hn::MulAdd(hn::Set(d, instruction_.coefficients[i]), at(i), total);
    }
    return total;
  }

  template <class Combine>
  [[nodiscard]] V reduce(const Combine& combine) const {
    V result = at(0);
    for (std::size_t i = 1; i < size(); ++i) {
      result = combine(result, at(i));
    }
    return result;
  }

  /// && if `decisive` is false: one argument 0 makes it 0. || if `decisive` is true: one argument
  /// other than 0 makes it 1. If no argument decides and one is NaN, the result is NaN.
  [[nodiscard]] V decide(bool decisive) const {
    const Real d;
    const V zero = hn::Zero(d);
    auto is_decided = hn::FirstN(d, 0);
    for (std::size_t i = 0; i < size(); ++i) {
      const V value = at(i);
      const auto decides =
          decisive ? hn::AndNot(hn::IsNaN(value), hn::Ne(value, zero)) : hn::Eq(value, zero);
      is_decided = hn::Or(is_decided, decides);
    }
    const V decision = hn::Set(d, decisive ? 1.0 : 0.0);
    return hn::IfThenElse(is_decided, decision, unless_nan(hn::Set(d, decisive ? 0.0 : 1.0)));
  }

  [[nodiscard]] V conditional() const {
    const Real d;
    const V condition = at(0);
    const V chosen = hn::IfThenElse(hn::Ne(condition, hn::Zero(d)), at(1), at(2));
    return hn::IfThenElse(hn::IsNaN(condition), condition, chosen);
  }

  [[nodiscard]] V compare() const {
    const Real d;
    switch (instruction_.op) {
      case Operator::less:
        return unless_nan(from_mask(d, hn::Lt(at(0), at(1))));
      case Operator::less_equal:
        return unless_nan(from_mask(d, hn::Le(at(0), at(1))));
      case Operator::equal:
        return unless_nan(from_mask(d, hn::Eq(at(0), at(1))));
      default:
        return unless_nan(from_mask(d, hn::Ne(at(0), at(1))));
    }
  }

  [[nodiscard]] V transcendental() const {
    const Real d;
    const V x = at(0);
    const bool is_log = instruction_.op == Operator::logarithm;
    const auto is_plain = is_log
                              ? hn::And(hn::Ge(x, hn::Set(d, 1e-300)), hn::Le(x, hn::Set(d, 1e300)))
                              : hn::Le(hn::Abs(x), hn::Set(d, kMaxExponent));
    if (!hn::AllTrue(d, is_plain)) {
      return by_definition();
    }
    if (is_log) {
      return hn::Log(d, x);
    }
    if (instruction_.op == Operator::exponential) {
      return hn::Exp(d, x);
    }
    const V one = hn::Set(d, 1.0);
    return hn::Div(one, hn::Add(one, hn::Exp(d, hn::Neg(x))));  // logistic
  }

  [[nodiscard]] V result() const {
    const Real d;
    switch (instruction_.op) {
      case Operator::add:
        return sum();
      case Operator::multiply:
        return reduce([](V a, V b) { return hn::Mul(a, b); });
      case Operator::divide:
        return hn::Div(at(0), at(1));
      case Operator::minimum:
        return unless_nan(reduce([](V a, V b) { return hn::Min(a, b); }));
      case Operator::maximum:
        return unless_nan(reduce([](V a, V b) { return hn::Max(a, b); }));
      case Operator::clamp:
        return unless_nan(hn::Min(hn::Max(at(0), at(1)), at(2)));
      case Operator::absolute:
        return hn::Abs(at(0));
      case Operator::negate:
        return hn::Neg(at(0));
      case Operator::square_root:
        return hn::Sqrt(at(0));
      case Operator::logical_not:
        return unless_nan(from_mask(d, hn::Eq(at(0), hn::Zero(d))));
      case Operator::logical_and:
        return decide(false);
      case Operator::logical_or:
        return decide(true);
      case Operator::conditional:
        return conditional();
      case Operator::exponential:
      case Operator::logarithm:
      case Operator::logistic:
        return transcendental();
      case Operator::less:
      case Operator::less_equal:
      case Operator::equal:
      case Operator::not_equal:
        return compare();
      default:
        return by_definition();
    }
  }

 private:
  const Instruction& instruction_;
  const double* values_;
  std::size_t lane_;
};

void run_features(const std::vector<Instruction>& features, std::size_t first, double* values) {
  const Real d;
  for (std::size_t i = 0; i < features.size(); ++i) {
    double* out = values + (first + i) * kBlockLanes;
    for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
      hn::Store(Lanes(features[i], values, lane).result(), d, out + lane);
    }
  }
}

/// One row of a sparse matrix product, for several vectors of lanes at once. Their sums do not
/// depend on each other, so additions overlap, and column and coefficient of an entry are loaded
/// once for all of these vectors.
template <std::size_t... k>
HWY_INLINE void run_cell(std::index_sequence<k...> /*vectors*/,
                         double constant,
                         const std::uint32_t* columns,
                         const double* coefficients,
                         std::size_t count,
                         const double* values,
                         double* out) {
  const Real d;
  const std::size_t n = hn::Lanes(d);
  V sums[sizeof...(k)];
  ((sums[k] = hn::Set(d, constant)), ...);
  for (std::size_t i = 0; i < count; ++i) {
    const V coefficient = hn::Set(d, coefficients[i]);
    const double* const from = values + columns[i] * kBlockLanes;
    ((sums[k] = hn::MulAdd(coefficient, hn::Load(d, from + k * n), sums[k])), ...);
  }
  (hn::Store(sums[k], d, out + k * n), ...);
}

void run_cells(const std::vector<std::uint32_t>& rows,
               const double* constants,
               const std::uint32_t* row_starts,
               const std::uint32_t* columns,
               const double* coefficients,
               const double* values,
               double* cells) {
  // Eight sums, a coefficient and a loaded value fit the 16 vector registers of AVX2.
  constexpr std::size_t kVectors = 8;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += kVectors * hn::Lanes(Real())) {
    for (const std::size_t row : rows) {
      const std::uint32_t first = row_starts[row];
      run_cell(std::make_index_sequence<kVectors>(),
               constants[row],
               columns + first,
               coefficients + first,
               row_starts[row + 1] - first,
               values + lane,
               cells + row * kBlockLanes + lane);
    }
  }
}

void run_sums(const std::vector<FeatureProgram::CellSum>& sums, double* cells) {
  const Real d;
  for (const auto& [cell, first, second] : sums) {
    const double* const a = cells + first * kBlockLanes;
    const double* const b = cells + second * kBlockLanes;
    for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
      hn::Store(hn::Add(hn::Load(d, a + lane), hn::Load(d, b + lane)),
                d,
                cells + cell * kBlockLanes + lane);
    }
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {

HWY_EXPORT(run_features);
HWY_EXPORT(run_cells);
HWY_EXPORT(run_sums);

struct FeatureProgram::Code {
  std::size_t num_parameters = 0;
  std::vector<Instruction> features;
  // Cells in compressed rows: cell c has the entries row_starts[c] to row_starts[c + 1].
  std::vector<double> constants;
  std::vector<std::uint32_t> row_starts = {0};
  std::vector<std::uint32_t> columns;
  std::vector<double> coefficients;
  std::vector<std::uint32_t> varying;  // Cells that are neither constant nor among the sums.
  std::vector<CellSum> sums;           // Of cells that are not constant.
};

FeatureProgram::FeatureProgram() : code_(std::make_shared<const Code>()) {}

FeatureProgram::FeatureProgram(std::size_t num_parameters,
                               std::vector<Instruction> features,
                               const std::vector<Cell>& cells) {
  auto code = std::make_shared<Code>();
  code->num_parameters = num_parameters;
  code->features = std::move(features);
  code->sums = find_sums_of_cells(cells);
  std::vector<bool> is_sum(cells.size(), false);
  for (const CellSum& sum : code->sums) {
    is_sum[sum.cell] = true;
  }
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const Cell& cell = cells[c];
    code->constants.push_back(cell.constant);
    code->columns.insert(code->columns.end(), cell.values.begin(), cell.values.end());
    code->coefficients.insert(
        code->coefficients.end(), cell.coefficients.begin(), cell.coefficients.end());
    code->row_starts.push_back(static_cast<std::uint32_t>(code->columns.size()));
    if (!cell.values.empty() && !is_sum[c]) {
      code->varying.push_back(static_cast<std::uint32_t>(c));
    }
  }
  assert(reads_earlier_values(num_parameters, code->features));
  assert(reads_values(cells, num_parameters + code->features.size()));
  code_ = std::move(code);
}

std::size_t FeatureProgram::num_parameters() const noexcept {
  return code_->num_parameters;
}
std::size_t FeatureProgram::num_features() const noexcept {
  return code_->features.size();
}
std::size_t FeatureProgram::num_cells() const noexcept {
  return code_->constants.size();
}

bool FeatureProgram::is_constant(std::size_t cell) const {
  assert(cell < num_cells());
  return code_->row_starts[cell] == code_->row_starts[cell + 1];
}

double FeatureProgram::constant(std::size_t cell) const {
  assert(cell < num_cells());
  return code_->constants[cell];
}

const std::vector<FeatureProgram::CellSum>& FeatureProgram::sums() const noexcept {
  return code_->sums;
}

void FeatureProgram::evaluate_features(double* values) const {
  HWY_DYNAMIC_DISPATCH(run_features)(code_->features, code_->num_parameters, values);
}

void FeatureProgram::evaluate_cells(const double* values, double* cells) const {
  fill_constant_cells(cells);
  evaluate_varying_cells(values, code_->sums, cells);
}

void FeatureProgram::fill_constant_cells(double* cells) const {
  for (std::size_t cell = 0; cell < num_cells(); ++cell) {
    if (is_constant(cell)) {
      std::fill_n(cells + cell * kBlockLanes, kBlockLanes, code_->constants[cell]);
    }
  }
}

void FeatureProgram::evaluate_varying_cells(const double* values,
                                            const std::vector<CellSum>& sums,
                                            double* cells) const {
  assert(std::all_of(sums.begin(), sums.end(), [&](const CellSum& sum) {
    return std::max({sum.cell, sum.first, sum.second}) < num_cells();
  }));
  HWY_DYNAMIC_DISPATCH(run_cells)
  (code_->varying,
   code_->constants.data(),
   code_->row_starts.data(),
   code_->columns.data(),
   code_->coefficients.data(),
   values,
   cells);
  HWY_DYNAMIC_DISPATCH(run_sums)(sums, cells);
}

}  // namespace demarche

#endif  // HWY_ONCE
