// SPDX-License-Identifier: MIT
#include "sample/transform.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

#include "demarche/core/types.hpp"
#include "sample/normal_rows.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sample/transform.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <hwy/contrib/math/math-inl.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Real = hn::ScalableTag<double>;
using V = hn::Vec<Real>;

/// Both branches of the quantile function are computed and the right one is chosen: below the mode
/// low + sqrt(p left), above it high - sqrt(rest right), where p and rest are the probabilities
/// below and above the value before truncation.
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

/// values[k], where k is the number of thresholds at or below x.
HWY_INLINE V steps(const Transform& t, V x) {
  const Real d;
  V value = hn::Set(d, t.values[0]);
  for (std::size_t k = 0; k < t.thresholds.size(); ++k) {
    value =
        hn::IfThenElse(hn::Ge(x, hn::Set(d, t.thresholds[k])), hn::Set(d, t.values[k + 1]), value);
  }
  return value;
}

/// The polynomial of the segment that z lies in, by Horner's rule. Coefficients are gathered, since
/// the lanes lie in different segments.
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

/// Transforms one vector. The input is u or z, whichever the kind needs.
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
    // From the last row to the first: row i needs the independent numbers of the rows before it,
    // which are overwritten after it.
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

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
namespace {

HWY_EXPORT(transform_row);
HWY_EXPORT(correlate_rows);

/// The uniform number that belongs to the input.
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

/// A step function with many steps, by binary search lane by lane. steps() would take time
/// proportional to their number.
void search(const Transform& t, double* row) {
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const auto found = std::upper_bound(t.thresholds.begin(), t.thresholds.end(), row[lane]);
    row[lane] = t.values[static_cast<std::size_t>(found - t.thresholds.begin())];
  }
}

/// The most steps for which steps() is used.
constexpr std::size_t kMaxVectorSteps = 32;

/// Whether the uniform input has to become a normal number before the transform.
bool needs_normal_numbers(const Transform& t) {
  return !t.is_normal_input &&
         (t.kind == TransformKind::normal || t.kind == TransformKind::lognormal ||
          t.kind == TransformKind::table || t.kind == TransformKind::pooled);
}

/// Transforms a row whose input is what the transform needs.
void transform_ready_row(const Transform& t, double* row) {
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

/// Gives each lane the value of its own view. Every view transforms the whole row, since transforms
/// work on vectors of lanes.
void pool(const Transform& t, double* block, double* row) {
  const double* selected = block + t.selector * kBlockLanes;
  std::array<double, kBlockLanes> input;
  std::copy(row, row + kBlockLanes, input.begin());
  for (std::size_t k = 0; k < t.views.size(); ++k) {
    alignas(64) std::array<double, kBlockLanes> values = input;
    transform_ready_row(t.views[k], values.data());
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      if (selected[lane] == static_cast<double>(k)) {
        row[lane] = values[lane];
      }
    }
  }
}

}  // namespace

double normal_probability(double z, bool upper) noexcept {
  return 0.5 * std::erfc((upper ? z : -z) / std::numbers::sqrt2);
}

void apply_copulas(const std::vector<Copula>& copulas, double* block) {
  if (copulas.empty()) {
    return;
  }
  NormalRows rows;
  for (const Copula& copula : copulas) {
    for (const std::size_t row : copula.rows) {
      rows.add({block + row * kBlockLanes, 0.0, 1.0});
    }
  }
  rows.run();
  for (const Copula& copula : copulas) {
    assert(copula.cholesky.size() == copula.rows.size() * (copula.rows.size() + 1) / 2);
    HWY_DYNAMIC_DISPATCH(correlate_rows)(copula, block);
  }
}

void apply_transforms(const std::vector<Transform>& transforms,
                      const std::vector<Copula>& copulas,
                      double* block) {
  assert(std::all_of(copulas.begin(), copulas.end(), [&](const Copula& copula) {
    return std::all_of(copula.rows.begin(), copula.rows.end(), [&](std::size_t row) {
      return row < transforms.size() && transforms[row].is_normal_input;
    });
  }));
  apply_copulas(copulas, block);
  NormalRows rows;
  for (std::size_t i = 0; i < transforms.size(); ++i) {
    const Transform& t = transforms[i];
    if (needs_normal_numbers(t)) {
      // A normal distribution takes its shift and scale here and is then done.
      const bool is_done = t.kind == TransformKind::normal;
      rows.add({block + i * kBlockLanes, is_done ? t.shift : 0.0, is_done ? t.scale : 1.0});
    }
  }
  rows.run();
  for (std::size_t i = 0; i < transforms.size(); ++i) {
    const Transform& t = transforms[i];
    double* row = block + i * kBlockLanes;
    const bool is_done = t.kind == TransformKind::normal && !t.is_normal_input;
    if (!is_done && t.kind != TransformKind::pooled) {
      transform_ready_row(t, row);
    }
  }
  // Last, when the selectors have their values.
  for (std::size_t i = 0; i < transforms.size(); ++i) {
    if (transforms[i].kind == TransformKind::pooled) {
      pool(transforms[i], block, block + i * kBlockLanes);
    }
  }
}

}  // namespace demarche

#endif  // HWY_ONCE
