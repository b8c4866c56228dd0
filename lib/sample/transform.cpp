// SPDX-License-Identifier: MIT
#include "sample/transform.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <numbers>

#include "demarche/core/types.hpp"

#ifndef DEMARCHE_SAMPLE_NORMAL_ROW_
#define DEMARCHE_SAMPLE_NORMAL_ROW_
namespace demarche {

/// A row of a block in which u becomes shift + scale z, P(Z <= z) = u.
struct NormalRow {
  double* values;
  double shift;
  double scale;
};

}  // namespace demarche
#endif

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sample/transform.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <hwy/contrib/math/math-inl.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using Real = hn::ScalableTag<double>;
using V = hn::Vec<Real>;

/// The polynomial with these coefficients, constant term first. Written out by the compiler.
template <std::size_t first = 0, std::size_t N>
HWY_INLINE V polynomial(const double (&coefficients)[N], V x) {
  const V constant = hn::Set(Real(), coefficients[first]);
  if constexpr (first + 1 == N) {
    return constant;
  } else {
    return hn::MulAdd(polynomial<first + 1>(coefficients, x), x, constant);
  }
}

// Rational approximations of the normal quantile function. The centre, where all but one number in
// two hundred lie, is fitted by fit_normal_quantile.py with relative error 1.2e-12, far below what
// any number of draws can tell; tails and far tails are those of algorithm AS 241, PPND16 (Wichura
// 1988), with about 1e-16.
constexpr double kCentreReach = 0.4975;
constexpr double kCentreAbove[] = {5.6422789313378827,
                                   5430.8541102184819,
                                   1936163.817498898,
                                   322559349.62460604,
                                   26486086132.31555,
                                   1063192283449.1367,
                                   20007922427055.934,
                                   163864184734801.61,
                                   512966480889900.8,
                                   470934859834352.59,
                                   56821564359111.489};
constexpr double kCentreBelow[] = {1.0,
                                   1006.6419425961113,
                                   379307.99780824909,
                                   67722292.263443635,
                                   6068330504.8068648,
                                   272170434890.3339,
                                   5907279827330.3336,
                                   58415352046056.37,
                                   237942194725386.54,
                                   330434772876787.63,
                                   99125433439013.296};
constexpr double kTailAbove[] = {1.42343711074968357734,
                                 4.63033784615654529590,
                                 5.76949722146069140550,
                                 3.64784832476320460504,
                                 1.27045825245236838258,
                                 0.241780725177450611770,
                                 0.0227238449892691845833,
                                 7.74545014278341407640e-4};
constexpr double kTailBelow[] = {1.0,
                                 2.05319162663775882187,
                                 1.67638483018380384940,
                                 0.689767334985100004550,
                                 0.148103976427480074590,
                                 0.0151986665636164571966,
                                 5.47593808499534494600e-4,
                                 1.05075007164441684324e-9};
constexpr double kFarAbove[] = {6.65790464350110377720,
                                5.46378491116411436990,
                                1.78482653991729133580,
                                0.296560571828504891230,
                                0.0265321895265761230930,
                                1.24266094738807843860e-3,
                                2.71155556874348757815e-5,
                                2.01033439929228813265e-7};
constexpr double kFarBelow[] = {1.0,
                                0.599832206555887937690,
                                0.136929880922735805310,
                                0.0148753612908506148525,
                                7.86869131145613259100e-4,
                                1.84631831751005468180e-5,
                                1.42151175831644588870e-7,
                                2.04426310338993978564e-15};

/// The normal number with probability u below it, where |u - 1/2| is above the centre's reach.
HWY_NOINLINE V normal_tail(V u) {
  const Real d;
  const V tail = hn::Min(u, hn::Sub(hn::Set(d, 1.0), u));
  const V depth = hn::Sqrt(hn::Neg(hn::Log(d, hn::Max(tail, hn::Set(d, 1e-300)))));
  const V near = hn::Sub(depth, hn::Set(d, 1.6));
  V magnitude = hn::Div(polynomial(kTailAbove, near), polynomial(kTailBelow, near));
  const auto is_far = hn::Gt(depth, hn::Set(d, 5.0));
  if (!hn::AllFalse(d, is_far)) {
    const V far = hn::Sub(depth, hn::Set(d, 5.0));
    magnitude = hn::IfThenElse(
        is_far, hn::Div(polynomial(kFarAbove, far), polynomial(kFarBelow, far)), magnitude);
  }
  return hn::CopySign(magnitude, hn::Sub(u, hn::Set(d, 0.5)));
}

/// Vectors in step: each waits for its own last operation, and they share coefficients.
constexpr std::size_t kInStep = 4;

template <std::size_t power, std::size_t N>
HWY_INLINE void polynomials(const double (&coefficients)[N],
                            const V (&x)[kInStep],
                            V (&sums)[kInStep]) {
  const V coefficient = hn::Set(Real(), coefficients[power]);
  if constexpr (power + 1 == N) {
    for (std::size_t k = 0; k < kInStep; ++k) {
      sums[k] = coefficient;
    }
  } else {
    polynomials<power + 1>(coefficients, x, sums);
    for (std::size_t k = 0; k < kInStep; ++k) {
      sums[k] = hn::MulAdd(sums[k], x[k], coefficient);
    }
  }
}

/// Numbers in the tails, put aside so that those of many rows fill vectors.
class Tails {
 public:
  /// Those of a row that have a bit in `is_tail`, a byte per vector; they still are uniform.
  void add(const NormalRow& row, const std::uint8_t* is_tail) {
    const std::size_t n = hn::Lanes(Lanes());
    for (std::size_t byte = 0; byte < kBlockLanes / n; byte += sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, is_tail + byte, sizeof(word));
      for (; word != 0; word &= word - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(word));
        if (count_ == kMost) {
          place();
        }
        double* const value = row.values + (byte + bit / 8) * n + bit % 8;
        u_[count_] = *value;
        places_[count_++] = {value, row.shift, row.scale};
      }
    }
  }

  void place() {
    const Real d;
    for (std::size_t i = 0; i < count_; i += hn::Lanes(d)) {
      hn::Store(normal_tail(hn::Load(d, u_.data() + i)), d, u_.data() + i);
    }
    for (std::size_t i = 0; i < count_; ++i) {
      *places_[i].value = places_[i].scale * u_[i] + places_[i].shift;
    }
    count_ = 0;
  }

  using Lanes = hn::CappedTag<double, 8>;

 private:
  static constexpr std::size_t kMost = 64;
  struct Place {
    double* value;
    double shift;
    double scale;
  };
  std::size_t count_ = 0;
  alignas(64) std::array<double, kMost> u_{};
  std::array<Place, kMost> places_;
};

/// In the tails, u stays.
void normal_row(const NormalRow& row, std::uint8_t* is_tail) {
  const Tails::Lanes d;
  const std::size_t n = hn::Lanes(d);
  const V scale = hn::Set(d, row.scale);
  const V shift = hn::Set(d, row.shift);
  // Read twice: registers are what this runs short of.
  const auto q_of = [&](const double* u)
                        HWY_ATTR { return hn::Sub(hn::Load(d, u), hn::Set(d, 0.5)); };
  const auto r_of = [&](const double* u) HWY_ATTR {
    const V q = q_of(u);
    return hn::NegMulAdd(q, q, hn::Set(d, kCentreReach * kCentreReach));
  };
  for (std::size_t lane = 0; lane < kBlockLanes; lane += kInStep * n) {
    double* const at = row.values + lane;
    V r[kInStep];
    for (std::size_t k = 0; k < kInStep; ++k) {
      r[k] = r_of(at + k * n);
    }
    V above[kInStep];
    V below[kInStep];
    polynomials<0>(kCentreAbove, r, above);
    polynomials<0>(kCentreBelow, r, below);
    const auto store = [&](std::size_t k) HWY_ATTR {
      double* const to = at + k * n;
      const auto tail = hn::Lt(r[k], hn::Zero(d));
      hn::StoreMaskBits(d, tail, is_tail + lane / n + k);
      const V z = hn::Mul(q_of(to), hn::Div(above[k], below[k]));
      hn::Store(hn::IfThenElse(tail, hn::Load(d, to), hn::MulAdd(scale, z, shift)), d, to);
    };
    for (std::size_t k = 0; k < kInStep; ++k) {
      store(k);
    }
  }
}

void normal_rows(const NormalRow* rows, std::size_t count) {
  Tails tails;
  // A row's bytes are read as words one row later: right after they were written, that would wait.
  alignas(64) std::array<std::array<std::uint8_t, kBlockLanes>, 2> is_tail;
  for (std::size_t i = 0; i < count; ++i) {
    normal_row(rows[i], is_tail[i % 2].data());
    if (i > 0) {
      tails.add(rows[i - 1], is_tail[(i - 1) % 2].data());
    }
  }
  if (count > 0) {
    tails.add(rows[count - 1], is_tail[(count - 1) % 2].data());
  }
  tails.place();
}

HWY_INLINE V triangular(const Transform& t, V u) {
  const Real d;
  const V span = hn::Set(d, 1.0 - t.below - t.above);
  const V p = hn::MulAdd(u, span, hn::Set(d, t.below));
  const V rest = hn::MulAdd(hn::Sub(hn::Set(d, 1.0), u), span, hn::Set(d, t.above));
  const V left = hn::Add(hn::Set(d, t.shift), hn::Sqrt(hn::Mul(p, hn::Set(d, t.left))));
  const V right = hn::Sub(hn::Set(d, t.scale), hn::Sqrt(hn::Mul(rest, hn::Set(d, t.right))));
  const V value = hn::IfThenElse(hn::Lt(p, hn::Set(d, t.mode_probability)), left, right);
  return hn::Min(hn::Max(value, hn::Set(d, t.low)), hn::Set(d, t.high));
}

HWY_INLINE V steps(const Transform& t, V x) {
  const Real d;
  V value = hn::Set(d, t.values[0]);
  for (std::size_t k = 0; k < t.thresholds.size(); ++k) {
    value =
        hn::IfThenElse(hn::Ge(x, hn::Set(d, t.thresholds[k])), hn::Set(d, t.values[k + 1]), value);
  }
  return value;
}

HWY_INLINE V table(const Transform& t, V z) {
  const Real d;
  const hn::RebindToSigned<Real> integer;
  const double num_segments = static_cast<double>(t.num_segments);
  const V place =
      hn::Mul(hn::Add(z, hn::Set(d, kTableReach)), hn::Set(d, num_segments / (2.0 * kTableReach)));
  const V inside = hn::Min(hn::Max(place, hn::Zero(d)), hn::Set(d, num_segments * (1.0 - 1e-12)));
  const V segment = hn::Floor(inside);
  const auto index = hn::ConvertTo(integer, segment);
  const V x = hn::MulSub(hn::Set(d, 2.0), hn::Sub(inside, segment), hn::Set(d, 1.0));
  const double* coefficients = t.coefficients.data();
  V sum = hn::GatherIndex(d, coefficients + (kTableCoefficients - 1) * t.num_segments, index);
  for (std::size_t k = kTableCoefficients - 1; k-- > 0;) {
    sum = hn::MulAdd(sum, x, hn::GatherIndex(d, coefficients + k * t.num_segments, index));
  }
  return hn::Min(hn::Max(sum, hn::Set(d, t.low)), hn::Set(d, t.high));
}

/// One vector of an input that the kind needs, as u or z.
HWY_INLINE V transformed(const Transform& t, V x) {
  const Real d;
  switch (t.kind) {
    case TransformKind::triangular:
      return triangular(t, x);
    case TransformKind::exponential:
      return hn::Mul(hn::Set(d, -t.scale), hn::Log(d, hn::Sub(hn::Set(d, 1.0), x)));
    case TransformKind::affine:
    case TransformKind::normal:
      return hn::MulAdd(hn::Set(d, t.scale), x, hn::Set(d, t.shift));
    case TransformKind::lognormal:
      return hn::Exp(d, hn::MulAdd(hn::Set(d, t.scale), x, hn::Set(d, t.shift)));
    case TransformKind::steps:
      return steps(t, x);
    case TransformKind::table:
      return table(t, x);
    default:
      return hn::Set(d, t.shift);
  }
}

void transform_row(const Transform& t, double* row) {
  const Real d;
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
    hn::Store(transformed(t, hn::Load(d, row + lane)), d, row + lane);
  }
}

void correlate_rows(const Copula& copula, double* block) {
  const Real d;
  const std::size_t n = copula.rows.size();
  for (std::size_t lane = 0; lane < kBlockLanes; lane += hn::Lanes(d)) {
    const auto at = [&](std::size_t i) { return block + copula.rows[i] * kBlockLanes + lane; };
    // From the last row up, so that every row still finds the independent numbers above it.
    for (std::size_t i = n; i-- > 0;) {
      const double* row = copula.cholesky.data() + i * (i + 1) / 2;
      V sum = hn::Zero(d);
      for (std::size_t j = 0; j <= i; ++j) {
        sum = hn::MulAdd(hn::Set(d, row[j]), hn::Load(d, at(j)), sum);
      }
      hn::Store(sum, d, at(i));
    }
  }
}

}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
namespace {

HWY_EXPORT(normal_rows);
HWY_EXPORT(transform_row);
HWY_EXPORT(correlate_rows);

double percentile(const Transform& t, double x) {
  return t.is_normal_input ? normal_probability(x, false) : x;
}

void interpolate(const Transform& t, double* row) {
  const auto last = static_cast<double>(t.values.size() - 1);
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const double position = percentile(t, row[lane]) * last;
    const auto i = std::min(static_cast<std::size_t>(position), t.values.size() - 1);
    const double next = t.values[std::min(i + 1, t.values.size() - 1)];
    row[lane] = t.values[i] + (position - static_cast<double>(i)) * (next - t.values[i]);
  }
}

/// As many steps as would take a vector long: a binary search instead.
void search(const Transform& t, double* row) {
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const auto found = std::upper_bound(t.thresholds.begin(), t.thresholds.end(), row[lane]);
    row[lane] = t.values[static_cast<std::size_t>(found - t.thresholds.begin())];
  }
}

constexpr std::size_t kMaxVectorSteps = 32;

/// Rows that are to become normal numbers, some at a time.
class NormalRows {
 public:
  void add(NormalRow row) {
    rows_[count_++] = row;
    if (count_ == rows_.size()) {
      run();
    }
  }
  void run() {
    HWY_DYNAMIC_DISPATCH(normal_rows)(rows_.data(), count_);
    count_ = 0;
  }

 private:
  std::array<NormalRow, 64> rows_;
  std::size_t count_ = 0;
};

/// Whether uniform numbers have to become normal ones first.
bool needs_normal_numbers(const Transform& t) {
  return !t.is_normal_input &&
         (t.kind == TransformKind::normal || t.kind == TransformKind::lognormal ||
          t.kind == TransformKind::table);
}

}  // namespace

double normal_probability(double z, bool upper) noexcept {
  return 0.5 * std::erfc((upper ? z : -z) / std::numbers::sqrt2);
}

void apply_copula(const Copula& copula, double* block) {
  NormalRows rows;
  for (const std::size_t row : copula.rows) {
    rows.add({block + row * kBlockLanes, 0.0, 1.0});
  }
  rows.run();
  HWY_DYNAMIC_DISPATCH(correlate_rows)(copula, block);
}

void apply_transforms(const std::vector<Transform>& transforms,
                      const Copula& copula,
                      double* block) {
  if (!copula.rows.empty()) {
    apply_copula(copula, block);
  }
  NormalRows rows;
  for (std::size_t i = 0; i < transforms.size(); ++i) {
    const Transform& t = transforms[i];
    if (needs_normal_numbers(t)) {
      const bool is_all = t.kind == TransformKind::normal;
      rows.add({block + i * kBlockLanes, is_all ? t.shift : 0.0, is_all ? t.scale : 1.0});
    }
  }
  rows.run();
  for (std::size_t i = 0; i < transforms.size(); ++i) {
    const Transform& t = transforms[i];
    double* row = block + i * kBlockLanes;
    if (t.kind == TransformKind::normal && !t.is_normal_input) {
      continue;
    }
    if (t.kind == TransformKind::empirical) {
      interpolate(t, row);
    } else if (t.kind == TransformKind::exact) {
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        row[lane] = t.distribution.quantile(percentile(t, row[lane]));
      }
    } else if (t.kind == TransformKind::steps && t.thresholds.size() > kMaxVectorSteps) {
      search(t, row);
    } else {
      if (t.is_normal_input && t.kind == TransformKind::triangular) {
        std::transform(
            row, row + kBlockLanes, row, [](double z) { return normal_probability(z, false); });
      }
      HWY_DYNAMIC_DISPATCH(transform_row)(t, row);
    }
  }
}

}  // namespace demarche

#endif  // HWY_ONCE
