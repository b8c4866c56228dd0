// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <limits>
#include <type_traits>

#include "demarche/sample/distribution.hpp"
#include "sample/extreme_shapes.hpp"
#include "sample/quantile_families.hpp"

namespace demarche {

/// Boost.Math's error policy: return a value instead of throwing. Parameters are checked before,
/// and an overflow is an infinite quantile, which is right.
using Policy = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::promote_double<false>>;

/// A distribution that gives its quantiles and probabilities itself.
template <class Curve>
struct Direct {
  Curve curve;
  double low = curve.low();
  double high = curve.high();

  [[nodiscard]] double probability(double x, bool upper) const {
    return curve.probability(x, upper);
  }
  [[nodiscard]] double quantile(double p, bool upper) const { return curve.quantile(p, upper); }
};

/// The distribution of location + scale * X, where X is distributed as `standard`, with the support
/// [low, high].
template <class Standard>
struct Continuous {
  Standard standard;
  double location = 0.0;
  double scale = 1.0;
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();

  /// P(X <= x), or P(X > x) if `upper`.
  [[nodiscard]] double probability(double x, bool upper) const {
    if (x <= low || x >= high) {
      return (x <= low) == upper ? 1.0 : 0.0;
    }
    const double s = (x - location) / scale;
    if constexpr (requires { standard.probability(s, upper); }) {
      return standard.probability(s, upper);
    } else {
      return upper ? boost::math::cdf(boost::math::complement(standard, s))
                   : boost::math::cdf(standard, s);
    }
  }
  /// x with P(X <= x) = p, or P(X > x) = p if `upper`.
  [[nodiscard]] double quantile(double p, bool upper) const {
    if (p <= 0.0) {
      return upper ? high : low;
    }
    return std::clamp(location + scale * standard_quantile(p, upper), low, high);
  }

 private:
  [[nodiscard]] double standard_quantile(double p, bool upper) const {
    if constexpr (requires { standard.quantile(p, upper); }) {
      return standard.quantile(p, upper);
    } else {
      return upper ? boost::math::quantile(boost::math::complement(standard, p))
                   : boost::math::quantile(standard, p);
    }
  }
};

inline auto continuous(const UniformDistribution& d) {
  return Continuous<boost::math::uniform_distribution<double, Policy>>{
      {d.low, d.high}, 0.0, 1.0, d.low, d.high};
}
inline auto continuous(const TriangularDistribution& d) {
  return Continuous<boost::math::triangular_distribution<double, Policy>>{
      {d.low, d.mode, d.high}, 0.0, 1.0, d.low, d.high};
}
inline auto continuous(const BetaDistribution& d) {
  return Continuous<BetaOfAnyShape<Policy>>{
      {{d.alpha, d.beta}}, d.low, d.high - d.low, d.low, d.high};
}
inline auto continuous(const PertDistribution& d) {
  const double width = d.high - d.low;
  return continuous(BetaDistribution{1.0 + d.shape * ((d.mode - d.low) / width),
                                     1.0 + d.shape * ((d.high - d.mode) / width),
                                     d.low,
                                     d.high});
}
inline auto continuous(const NormalDistribution& d) {
  return Continuous<boost::math::normal_distribution<double, Policy>>{
      {}, d.mean, d.standard_deviation};
}
inline auto continuous(const LognormalDistribution& d) {
  return Continuous<boost::math::lognormal_distribution<double, Policy>>{
      {0.0, d.log_standard_deviation}, 0.0, d.median, 0.0};
}
inline auto continuous(const GammaDistribution& d) {
  return Continuous<boost::math::gamma_distribution<double, Policy>>{
      {d.shape, 1.0}, 0.0, d.scale, 0.0};
}
inline auto continuous(const ExponentialDistribution& d) {
  return Continuous<boost::math::exponential_distribution<double, Policy>>{
      {1.0}, 0.0, 1.0 / d.rate, 0.0};
}
inline auto continuous(const StudentTDistribution& d) {
  return Continuous<StudentTOfAnyShape<Policy>>{
      {boost::math::students_t_distribution<double, Policy>(d.degrees_of_freedom)},
      d.location,
      d.scale};
}

inline auto continuous(const JqpdDistribution& d) {
  return Direct<JqpdCurve>{JqpdCurve(d)};
}
inline auto continuous(const MetalogDistribution& d) {
  return Direct<MetalogCurve>{MetalogCurve(d)};
}

template <class Family>
constexpr bool kIsContinuous =
    !std::is_same_v<Family, ConstantDistribution> &&
    !std::is_same_v<Family, BernoulliDistribution> &&
    !std::is_same_v<Family, DiscreteDistribution> &&
    !std::is_same_v<Family, EmpiricalDistribution> && !std::is_same_v<Family, PooledDistribution>;

/// The probability of [a, b], by either tail: far in a tail only one of them has digits.
template <class X>
double interval_probability(const X& x, double a, double b) {
  return std::max(x.probability(b, false) - x.probability(a, false),
                  x.probability(a, true) - x.probability(b, true));
}

}  // namespace demarche
