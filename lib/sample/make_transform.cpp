// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <boost/math/distributions/normal.hpp>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include "sample/extreme_shapes.hpp"
#include "sample/transform.hpp"

namespace demarche {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// The largest error of a table, as ParameterSampler::max_table_error() measures it.
constexpr double kTableError = 1e-10;
constexpr std::size_t kFewestSegments = 16;
constexpr std::size_t kMostSegments = 512;

/// A discrete distribution as a step function of the input. Threshold k is the input at which the
/// step from the k-th to the next value lies: the cumulated probability, or its normal quantile.
Transform make_steps(std::vector<std::pair<double, double>> weighted, Transform transform) {
  std::erase_if(weighted, [](const auto& value) { return value.second == 0.0; });
  std::sort(weighted.begin(), weighted.end());
  double total = 0.0;
  for (const auto& [value, weight] : weighted) {
    total += weight;
  }
  double sum = 0.0;
  transform.kind = TransformKind::steps;
  for (const auto& [value, weight] : weighted) {
    if (sum > 0.0) {
      const double share = sum / total;
      transform.thresholds.push_back(!transform.is_normal_input ? share : normal_quantile(share));
    }
    transform.values.push_back(value);
    sum += weight;
  }
  return transform;
}

/// A distribution's quantile as a function of a standard normal number z, computed from the tail on
/// whose side z lies, so that small probabilities keep their digits.
class Curve {
 public:
  explicit Curve(const Distribution& distribution)
      : distribution_(distribution),
        median_(distribution.quantile(0.5)),
        spread_(distribution.quantile(0.75) - distribution.quantile(0.25)) {}

  [[nodiscard]] double operator()(double z) const {
    return z <= 0.0 ? distribution_.quantile(normal_probability(z, false))
                    : distribution_.upper_quantile(normal_probability(z, true));
  }
  /// The error relative to the larger of the interquartile range and the distance from the median.
  [[nodiscard]] double error(double approximate, double exact) const {
    const double scale = std::max(spread_, std::abs(exact - median_));
    const double distance = std::abs(approximate - exact);
    return distance == 0.0 ? 0.0 : distance / scale;
  }

 private:
  const Distribution& distribution_;
  double median_;
  double spread_;
};

/// The z at x in [-1, 1] within a segment, where segments divide [-kTableReach, kTableReach]
/// evenly.
double place(std::size_t segment, std::size_t num_segments, double x) {
  const double width = 2.0 * kTableReach / static_cast<double>(num_segments);
  return -kTableReach + width * (static_cast<double>(segment) + 0.5 * (x + 1.0));
}

using Coefficients = std::array<double, kTableCoefficients>;

/// The coefficients, in powers of x, of the polynomial through the function's values at the
/// Chebyshev points of the first kind x_j = cos(pi (j + 1/2) / n). Its Chebyshev coefficients are
/// c_k = 2/n sum_j f(x_j) cos(pi k (j + 1/2) / n), half of that for k = 0. T_{k+1} = 2 x T_k -
/// T_{k-1} turns them into powers.
template <class F>
Coefficients interpolate(const F& function) {
  constexpr std::size_t n = kTableCoefficients;
  std::array<double, n> values{};
  for (std::size_t j = 0; j < n; ++j) {
    values[j] = function(std::cos(std::numbers::pi * (static_cast<double>(j) + 0.5) / n));
  }
  Coefficients powers{};
  Coefficients before{};
  Coefficients current{};
  current[0] = 1.0;  // T_0
  for (std::size_t k = 0; k < n; ++k) {
    double c = 0.0;
    for (std::size_t j = 0; j < n; ++j) {
      c += values[j] *
           std::cos(std::numbers::pi * static_cast<double>(k) * (static_cast<double>(j) + 0.5) / n);
    }
    c *= (k == 0 ? 1.0 : 2.0) / n;
    Coefficients next{};
    for (std::size_t p = 0; p < n; ++p) {
      powers[p] += c * current[p];
      if (p + 1 < n) {
        next[p + 1] += (k == 0 ? 1.0 : 2.0) * current[p];
      }
      next[p] -= before[p];
    }
    before = current;
    current = next;
  }
  return powers;
}

/// Fills the table with this many segments. The error is measured at the extrema of T_9, which lie
/// between the points that the polynomials interpolate, and so about where errors are largest.
void tabulate(const Curve& curve, std::size_t num_segments, Transform& transform) {
  transform.num_segments = num_segments;
  transform.coefficients.assign(kTableCoefficients * num_segments, 0.0);
  transform.table_error = 0.0;
  for (std::size_t s = 0; s < num_segments; ++s) {
    const auto powers = interpolate([&](double x) { return curve(place(s, num_segments, x)); });
    for (std::size_t k = 0; k < kTableCoefficients; ++k) {
      transform.coefficients[k * num_segments + s] = powers[k];
    }
    for (std::size_t j = 0; j <= kTableCoefficients; ++j) {
      const double x = std::cos(std::numbers::pi * static_cast<double>(j) / kTableCoefficients);
      double value = 0.0;
      for (std::size_t k = kTableCoefficients; k-- > 0;) {
        value = value * x + powers[k];
      }
      value = std::clamp(value, transform.low, transform.high);
      const double error = curve.error(value, curve(place(s, num_segments, x)));
      transform.table_error =
          std::isnan(error) ? kInfinity : std::max(transform.table_error, error);
    }
  }
}

Transform make_table(const Distribution& distribution, Transform transform) {
  const Curve curve(distribution);
  transform.kind = TransformKind::table;
  for (std::size_t n = kFewestSegments; n <= kMostSegments; n *= 2) {
    tabulate(curve, n, transform);
    if (transform.table_error <= kTableError) {
      return transform;
    }
  }
  transform.kind = TransformKind::exact;
  transform.coefficients.clear();
  transform.table_error = 0.0;
  transform.distribution = distribution;
  return transform;
}

/// Visits a distribution and sets the transform's closed form. `is_found` becomes false if there is
/// none for this kind of input.
struct ClosedForm {
  Transform transform;
  bool is_truncated = false;
  double widen = 1.0;
  bool is_found = true;

  void affine(double low, double high) {
    transform.kind = TransformKind::affine;
    transform.shift = low;
    transform.scale = high - low;
  }

  void operator()(const ConstantDistribution& d) { transform.shift = d.value; }
  void operator()(const UniformDistribution& d) {
    is_found = !transform.is_normal_input && widen == 1.0;
    affine(std::max(d.low, transform.low), std::min(d.high, transform.high));
  }
  // Always in closed form, whatever the input and the truncation: the kink of the quantile function
  // at the mode would cost a table its accuracy. Below the mode F(x) = (x - low)^2 / left, above it
  // 1 - F(x) = (high - x)^2 / right.
  void operator()(const TriangularDistribution& d) {
    is_found = widen == 1.0;
    const double width = d.high - d.low;
    transform.kind = TransformKind::triangular;
    transform.shift = d.low;
    transform.scale = d.high;
    transform.mode_probability = (d.mode - d.low) / width;
    transform.left = width * (d.mode - d.low);
    transform.right = width * (d.high - d.mode);
    const auto rising = [&](double x) { return (x - d.low) * (x - d.low) / transform.left; };
    const auto falling = [&](double x) { return (d.high - x) * (d.high - x) / transform.right; };
    const double a = transform.low;
    const double b = transform.high;
    transform.below = a <= d.low ? 0.0 : a < d.mode ? rising(a) : 1.0 - falling(a);
    transform.above = b >= d.high ? 0.0 : b > d.mode ? falling(b) : 1.0 - rising(b);
  }
  void operator()(const ExponentialDistribution& d) {
    is_found = !transform.is_normal_input && !is_truncated && widen == 1.0;
    transform.kind = TransformKind::exponential;
    transform.scale = 1.0 / d.rate;
  }
  void operator()(const NormalDistribution& d) {
    is_found = !is_truncated;
    transform.kind = TransformKind::normal;
    transform.shift = d.mean;
    transform.scale = widen * d.standard_deviation;
  }
  void operator()(const LognormalDistribution& d) {
    is_found = !is_truncated;
    transform.kind = TransformKind::lognormal;
    transform.shift = std::log(d.median);
    transform.scale = widen * d.log_standard_deviation;
  }
  void operator()(const BetaDistribution& d) {
    const auto one = probability_of_one(d.alpha, d.beta);
    is_found = one && !is_truncated && widen == 1.0;
    if (is_found) {
      transform = make_steps({{d.low, 1.0 - *one}, {d.high, *one}}, transform);
    }
  }
  void operator()(const BernoulliDistribution& d) {
    transform = make_steps({{0.0, 1.0 - d.probability}, {1.0, d.probability}}, transform);
  }
  void operator()(const DiscreteDistribution& d) {
    std::vector<std::pair<double, double>> weighted;
    for (std::size_t i = 0; i < d.values.size(); ++i) {
      weighted.emplace_back(d.values[i], d.weights.empty() ? 1.0 : d.weights[i]);
    }
    transform = make_steps(std::move(weighted), transform);
  }
  void operator()(const PooledDistribution& d) {
    is_found = d.is_shared;
    if (is_found) {
      transform.kind = TransformKind::pooled;
      for (const Distribution& view : d.views) {
        transform.views.push_back(make_transform(view, true));
        transform.table_error = std::max(transform.table_error, transform.views.back().table_error);
      }
    }
  }
  void operator()(const EmpiricalDistribution& d) {
    transform.kind = TransformKind::empirical;
    transform.values = d.sample;
    std::sort(transform.values.begin(), transform.values.end());
  }
  template <class Other>
  void operator()(const Other& /*other*/) {
    is_found = false;
  }
};

}  // namespace

double normal_quantile(double p) {
  if (p <= 0.0 || p >= 1.0) {
    return p <= 0.0 ? -kInfinity : kInfinity;
  }
  return boost::math::quantile(boost::math::normal_distribution<double>(), p);
}

Transform make_transform(const Distribution& distribution, bool is_normal_input) {
  ClosedForm form;
  assert(distribution.problems().empty());
  form.transform.is_normal_input = is_normal_input;
  form.transform.low = distribution.lower_bound();
  form.transform.high = distribution.upper_bound();
  form.widen = distribution.widen;
  form.is_truncated =
      distribution.truncate_low != -kInfinity || distribution.truncate_high != kInfinity;
  Transform blank = form.transform;
  std::visit(form, distribution.family);
  return form.is_found ? std::move(form.transform) : make_table(distribution, std::move(blank));
}

}  // namespace demarche
