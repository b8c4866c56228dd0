// SPDX-License-Identifier: MIT
#include "solve/pivoting/pivot_kernel.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>

#include "game/range_scale.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/pivoting/pivot_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/lane_vectors-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

static_assert(kPivotPadding % kMaxVectorLanes == 0);
using V = hn::Vec<LaneTag>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

PayoffScan row_scan(const double* payoffs,
                    std::size_t num_rows,
                    std::size_t num_columns,
                    double* best) {
  const LaneTag d;
  const std::size_t lanes = hn::Lanes(d);
  const std::size_t whole = num_columns - num_columns % lanes;
  V low = hn::Set(d, kInfinity);
  V zeros = hn::Zero(d);
  PayoffScan scan{kInfinity, -kInfinity, true};
  double rest = 0.0;
  const V numbers = hn::Iota(d, 0.0);
  for (std::size_t r = 0; r < num_rows; ++r) {
    const double* row = payoffs + r * num_columns;
    V high = hn::Set(d, -kInfinity);
    V last = hn::Zero(d);
    for (std::size_t c = 0; c < whole; c += lanes) {
      const V x = hn::LoadU(d, row + c);
      low = hn::Min(low, x);
      zeros = hn::MulAdd(x, hn::Zero(d), zeros);  // NaN from here on if x is not finite.
      const V here = hn::Add(numbers, hn::Set(d, static_cast<double>(c)));
      last = hn::IfThenElse(hn::Ge(x, high), here, last);
      high = hn::Max(high, x);
    }
    double most = hn::GetLane(hn::MaxOfLanes(d, high));
    const auto is_best = hn::Eq(high, hn::Set(d, most));
    best[r] = hn::GetLane(hn::MaxOfLanes(d, hn::IfThenElseZero(is_best, last)));
    for (std::size_t c = whole; c < num_columns; ++c) {
      scan.low = std::min(scan.low, row[c]);
      rest += row[c] * 0.0;
      if (row[c] >= most) {
        most = row[c];
        best[r] = static_cast<double>(c);
      }
    }
    scan.high = std::max(scan.high, most);
  }
  scan.low = std::min(scan.low, hn::GetLane(hn::MinOfLanes(d, low)));
  scan.is_finite = hn::GetLane(hn::SumOfLanes(d, zeros)) + rest == 0.0;
  return scan;
}

PayoffScan column_scan(const double* payoffs,
                       std::size_t num_rows,
                       std::size_t num_columns,
                       double* best,
                       double* largest) {
  const LaneTag d;
  const std::size_t lanes = hn::Lanes(d);
  const std::size_t whole = num_columns - num_columns % lanes;
  V low = hn::Set(d, kInfinity);
  V zeros = hn::Zero(d);
  double least = kInfinity;
  double rest = 0.0;
  std::fill_n(largest, num_columns, -kInfinity);
  std::fill_n(best, num_columns, 0.0);
  for (std::size_t r = 0; r < num_rows; ++r) {
    const double* row = payoffs + r * num_columns;
    const V here = hn::Set(d, static_cast<double>(r));
    for (std::size_t c = 0; c < whole; c += lanes) {
      const V x = hn::LoadU(d, row + c);
      low = hn::Min(low, x);
      zeros = hn::MulAdd(x, hn::Zero(d), zeros);
      const V most = hn::LoadU(d, largest + c);
      const auto is_best = hn::Ge(x, most);
      hn::StoreU(hn::Max(x, most), d, largest + c);
      hn::StoreU(hn::IfThenElse(is_best, here, hn::LoadU(d, best + c)), d, best + c);
    }
    for (std::size_t c = whole; c < num_columns; ++c) {
      least = std::min(least, row[c]);
      rest += row[c] * 0.0;
      if (row[c] >= largest[c]) {
        largest[c] = row[c];
        best[c] = static_cast<double>(r);
      }
    }
  }
  return {std::min(least, hn::GetLane(hn::MinOfLanes(d, low))),
          *std::max_element(largest, largest + num_columns),
          hn::GetLane(hn::SumOfLanes(d, zeros)) + rest == 0.0};
}

void scaled(const double* payoffs,
            std::size_t count,
            const UnitScale& scale,
            double* HWY_RESTRICT target) {
  const LaneTag d;
  const std::size_t whole = count - count % hn::Lanes(d);
  const V slope = hn::Set(d, scale.slope);
  const V low = hn::Set(d, scale.low);
  const V factor = hn::Set(d, scale.factor);
  const V one = hn::Set(d, 1.0);
  for (std::size_t i = 0; i < whole; i += hn::Lanes(d)) {
    const V above = hn::Sub(hn::Mul(factor, hn::LoadU(d, payoffs + i)), low);
    hn::StoreU(hn::MulAdd(above, slope, one), d, target + i);
  }
  for (std::size_t i = whole; i < count; ++i) {
    target[i] = (scale.factor * payoffs[i] - scale.low) * scale.slope + 1.0;
  }
}

/// Copies a square tile of kPivotPadding rows at a time, so that whole cache lines of the target
/// are written.
void transposed(const StridedColumns& payoffs,
                const UnitScale& scale,
                double* HWY_RESTRICT target,
                std::size_t length) {
  constexpr std::size_t kSide = kPivotPadding;
  alignas(64) std::array<double, kSide * kSide> tile{};
  for (std::size_t first = 0; first < payoffs.num_rows; first += kSide) {
    const std::size_t rows = std::min(kSide, payoffs.num_rows - first);
    for (std::size_t r = 0; r < rows; ++r) {
      scaled(payoffs.data + (first + r) * payoffs.row_stride,
             payoffs.count,
             scale,
             tile.data() + r * kSide);
    }
    std::fill(tile.begin() + static_cast<std::ptrdiff_t>(rows * kSide), tile.end(), 0.0);
    for (std::size_t j = 0; j < payoffs.count; ++j) {
      double* const column = target + j * length + first;
      for (std::size_t r = 0; r < kSide; ++r) {
        column[r] = tile[r * kSide + j];
      }
    }
  }
}

/// Adds factor * column to the target.
void add_column(V factor, const double* HWY_RESTRICT column, std::size_t length, double* target) {
  const LaneTag d;
  for (std::size_t i = 0; i < length; i += hn::Lanes(d)) {
    hn::Store(hn::MulAdd(factor, hn::Load(d, column + i), hn::Load(d, target + i)), d, target + i);
  }
}

void exchanges(std::span<const Index> rows,
               const double* etas,
               std::size_t length,
               double* vector) {
  const LaneTag d;
  for (const Index row : rows) {
    const double factor = vector[row];
    if (factor != 0.0) {
      vector[row] = 0.0;
      add_column(hn::Set(d, factor), etas, length, vector);
    }
    etas += length;
  }
}

void columns_sum(std::span<const double* const> columns,
                 const double* factors,
                 std::size_t length,
                 double* target) {
  const LaneTag d;
  std::size_t k = 0;
  // Four columns at a time load and store the target once instead of four times.
  for (; k + 4 <= columns.size(); k += 4) {
    const V f0 = hn::Set(d, factors[k]);
    const V f1 = hn::Set(d, factors[k + 1]);
    const V f2 = hn::Set(d, factors[k + 2]);
    const V f3 = hn::Set(d, factors[k + 3]);
    for (std::size_t i = 0; i < length; i += hn::Lanes(d)) {
      V sum = hn::MulAdd(f0, hn::Load(d, columns[k] + i), hn::Load(d, target + i));
      sum = hn::MulAdd(f1, hn::Load(d, columns[k + 1] + i), sum);
      sum = hn::MulAdd(f2, hn::Load(d, columns[k + 2] + i), sum);
      hn::Store(hn::MulAdd(f3, hn::Load(d, columns[k + 3] + i), sum), d, target + i);
    }
  }
  for (; k < columns.size(); ++k) {
    add_column(hn::Set(d, factors[k]), columns[k], length, target);
  }
}

double ratio_test(const double* values,
                  const double* column,
                  std::size_t length,
                  double least_pivot) {
  const LaneTag d;
  const V threshold = hn::Set(d, least_pivot);
  const V none = hn::Set(d, kInfinity);
  V least = none;
  for (std::size_t i = 0; i < length; i += hn::Lanes(d)) {
    const V slope = hn::Load(d, column + i);
    const V ratio = hn::Div(hn::Load(d, values + i), slope);
    least = hn::Min(least, hn::IfThenElse(hn::Gt(slope, threshold), ratio, none));
  }
  return hn::GetLane(hn::MinOfLanes(d, least));
}

void ties(const double* values,
          const double* column,
          std::size_t length,
          double least_pivot,
          double ratio,
          double tolerance,
          std::vector<Index>& rows) {
  const LaneTag d;
  const V threshold = hn::Set(d, least_pivot);
  const V step = hn::Set(d, ratio);
  const V bound = hn::Set(d, tolerance);
  rows.clear();
  for (std::size_t i = 0; i < length; i += hn::Lanes(d)) {
    const V slope = hn::Load(d, column + i);
    const V rest = hn::NegMulAdd(step, slope, hn::Load(d, values + i));
    const auto is_tied = hn::And(hn::Gt(slope, threshold), hn::Le(rest, bound));
    if (hn::AllFalse(d, is_tied)) {
      continue;
    }
    std::array<std::uint8_t, 8> bytes{};
    hn::StoreMaskBits(d, is_tied, bytes.data());
    for (std::size_t r = 0; r < hn::Lanes(d); ++r) {
      if (((bytes[0] >> r) & 1U) != 0) {
        rows.push_back(static_cast<Index>(i + r));
      }
    }
  }
}

void change_basis(double* HWY_RESTRICT values,
                  const double* HWY_RESTRICT column,
                  std::size_t length,
                  Index row,
                  double* HWY_RESTRICT eta) {
  const LaneTag d;
  const double inverse = 1.0 / column[row];
  const double ratio = values[row] * inverse;
  const V scale = hn::Set(d, -inverse);
  const V step = hn::Set(d, ratio);
  for (std::size_t i = 0; i < length; i += hn::Lanes(d)) {
    const V slope = hn::Load(d, column + i);
    hn::Store(hn::Mul(scale, slope), d, eta + i);
    const V rest = hn::NegMulAdd(step, slope, hn::Load(d, values + i));
    hn::Store(hn::Max(rest, hn::Zero(d)), d, values + i);
  }
  eta[row] = inverse;
  values[row] = ratio;
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
namespace {

/// Whether the length is that of a vector of complementary pivoting.
[[maybe_unused]] bool is_padded(std::size_t length) {
  return length % kPivotPadding == 0;
}

}  // namespace

UnitScale unit_scale(const PayoffScan& scan) {
  const double factor = range_scale(std::max(std::abs(scan.low), std::abs(scan.high)));
  const double spread = factor * scan.high - factor * scan.low;
  return {factor, factor * scan.low, spread > 0.0 ? 1.0 / spread : 0.0};
}

HWY_EXPORT(row_scan);
HWY_EXPORT(column_scan);
HWY_EXPORT(scaled);
HWY_EXPORT(transposed);
HWY_EXPORT(exchanges);
HWY_EXPORT(columns_sum);
HWY_EXPORT(ratio_test);
HWY_EXPORT(ties);
HWY_EXPORT(change_basis);

PayoffScan scan_rows(const double* payoffs,
                     std::size_t num_rows,
                     std::size_t num_columns,
                     double* best) {
  assert(num_rows > 0 && num_columns > 0);
  return HWY_DYNAMIC_DISPATCH(row_scan)(payoffs, num_rows, num_columns, best);
}

PayoffScan scan_columns(const double* payoffs,
                        std::size_t num_rows,
                        std::size_t num_columns,
                        double* best,
                        double* largest) {
  assert(num_rows > 0 && num_columns > 0);
  return HWY_DYNAMIC_DISPATCH(column_scan)(payoffs, num_rows, num_columns, best, largest);
}

void scale_payoffs(const double* payoffs,
                   std::size_t count,
                   const UnitScale& scale,
                   double* target) {
  HWY_DYNAMIC_DISPATCH(scaled)(payoffs, count, scale, target);
}

void transpose_payoffs(const StridedColumns& payoffs,
                       const UnitScale& scale,
                       double* target,
                       std::size_t length) {
  assert(payoffs.count <= kPivotPadding && is_padded(length) && payoffs.num_rows <= length);
  HWY_DYNAMIC_DISPATCH(transposed)(payoffs, scale, target, length);
}

void apply_exchanges(std::span<const Index> rows,
                     const double* etas,
                     std::size_t length,
                     double* vector) {
  assert(is_padded(length));
  HWY_DYNAMIC_DISPATCH(exchanges)(rows, etas, length, vector);
}

void add_columns(std::span<const double* const> columns,
                 const double* factors,
                 std::size_t length,
                 double* target) {
  assert(is_padded(length));
  HWY_DYNAMIC_DISPATCH(columns_sum)(columns, factors, length, target);
}

double least_ratio(const double* values,
                   const double* column,
                   std::size_t length,
                   double least_pivot) {
  assert(is_padded(length));
  return HWY_DYNAMIC_DISPATCH(ratio_test)(values, column, length, least_pivot);
}

void find_ties(const double* values,
               const double* column,
               std::size_t length,
               double least_pivot,
               double ratio,
               double tolerance,
               std::vector<Index>& rows) {
  assert(is_padded(length));
  HWY_DYNAMIC_DISPATCH(ties)(values, column, length, least_pivot, ratio, tolerance, rows);
}

void exchange(double* values, const double* column, std::size_t length, Index row, double* eta) {
  assert(is_padded(length) && column[row] != 0.0);
  HWY_DYNAMIC_DISPATCH(change_basis)(values, column, length, row, eta);
}

}  // namespace demarche

#endif  // HWY_ONCE
