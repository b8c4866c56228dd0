// SPDX-License-Identifier: MIT
#include "sample/pooled.hpp"

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <tuple>
#include <type_traits>

#include "sample/continuous.hpp"
#include "sample/transform.hpp"
#include "sample/truncation.hpp"

namespace demarche {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double weight_of(const PooledDistribution& pooled, std::size_t k) {
  return pooled.weights.empty()
             ? 1.0 / static_cast<double>(pooled.views.size())
             : pooled.weights[k] /
                   std::accumulate(pooled.weights.begin(), pooled.weights.end(), 0.0);
}

/// The smallest point of [low, high], up to neighbouring doubles, at which a function that does not
/// fall is at least 0. It may jump: the search by interpolation ends in bisection.
template <class F>
double first_reached(double low, double high, const F& function) {
  const double at_low = function(low);
  const double at_high = function(high);
  if (at_low >= 0.0 || at_high <= 0.0) {
    return at_low >= 0.0 ? low : high;
  }
  std::uintmax_t iterations = 100;
  std::tie(low, high) =
      boost::math::tools::toms748_solve(function,
                                        low,
                                        high,
                                        at_low,
                                        at_high,
                                        boost::math::tools::eps_tolerance<double>(52),
                                        iterations);
  while (true) {
    const double middle = 0.5 * low + 0.5 * high;
    if (!(low < middle && middle < high)) {
      return function(low) >= 0.0 ? low : high;
    }
    (function(middle) >= 0.0 ? high : low) = middle;
  }
}

/// P(X <= x), or P(X > x) if `upper`, from the quantile function alone: the standard normal score
/// up to which quantiles are at most x.
double inverted_quantile(const Distribution& distribution, double x, bool upper) {
  constexpr double kReach = 37.0;  // Beyond it a tail probability is no double.
  if (x < distribution.lower_bound() || x >= distribution.upper_bound()) {
    return (x < distribution.lower_bound()) == upper ? 1.0 : 0.0;
  }
  const double z = first_reached(-kReach, kReach, [&](double score) {
    const double quantile = score <= 0.0
                                ? distribution.quantile(normal_probability(score, false))
                                : distribution.upper_quantile(normal_probability(score, true));
    return quantile > x ? 1.0 : -1.0;
  });
  return normal_probability(z, upper);
}

/// P(X <= x), or P(X > x) if `upper`, of a continuous distribution as if it was not widened.
template <class Family>
double plain_probability(const Distribution& distribution, const Family& d, double x, bool upper) {
  const auto family = continuous(d);
  const double low = std::max(distribution.truncate_low, family.low);
  const double high = std::min(distribution.truncate_high, family.high);
  if (x < low || x >= high) {
    return (x < low) == upper ? 1.0 : 0.0;
  }
  if (low == family.low && high == family.high) {
    return family.probability(x, upper);
  }
  if (far_interval(distribution, family)) {
    Distribution plain = distribution;
    plain.widen = 1.0;
    return inverted_quantile(plain, x, upper);
  }
  // From the tail on whose side the interval lies, so that small probabilities keep their digits.
  const auto mass = [&](double from, double to) {
    return family.probability(to, false) <= 0.5
               ? family.probability(to, false) - family.probability(from, false)
               : family.probability(from, true) - family.probability(to, true);
  };
  return mass(upper ? x : low, upper ? high : x) / mass(low, high);
}

/// P(X <= x), or P(X > x) if `upper`, of a continuous distribution: the standard normal score of a
/// widened one at x is that of the plain one, divided by the factor.
template <class Family>
double continuous_probability(const Distribution& distribution,
                              const Family& d,
                              double x,
                              bool upper) {
  if (distribution.widen == 1.0) {
    return plain_probability(distribution, d, x, upper);
  }
  const double below = plain_probability(distribution, d, x, false);
  const double score = below <= 0.5 ? normal_quantile(below)
                                    : -normal_quantile(plain_probability(distribution, d, x, true));
  return normal_probability(score / distribution.widen, upper);
}

double total_weight(const DiscreteDistribution& d, double x, bool upper) {
  double within = 0.0;
  double total = 0.0;
  for (std::size_t i = 0; i < d.values.size(); ++i) {
    const double weight = d.weights.empty() ? 1.0 : d.weights[i];
    total += weight;
    within += (d.values[i] > x) == upper ? weight : 0.0;
  }
  return within / total;
}

double probability_of(const Distribution& distribution, double x, bool upper);

double probability_of(const PooledDistribution& pooled, double x, bool upper) {
  double sum = 0.0;
  for (std::size_t k = 0; k < pooled.views.size(); ++k) {
    sum += weight_of(pooled, k) * probability_of(pooled.views[k], x, upper);
  }
  return sum;
}

double probability_of(const Distribution& distribution, double x, bool upper) {
  return std::visit(
      [&]<class Family>(const Family& d) {
        if constexpr (std::is_same_v<Family, ConstantDistribution>) {
          return (d.value > x) == upper ? 1.0 : 0.0;
        } else if constexpr (std::is_same_v<Family, BernoulliDistribution>) {
          return total_weight({{0.0, 1.0}, {1.0 - d.probability, d.probability}}, x, upper);
        } else if constexpr (std::is_same_v<Family, DiscreteDistribution>) {
          return total_weight(d, x, upper);
        } else if constexpr (std::is_same_v<Family, PooledDistribution>) {
          return probability_of(d, x, upper);
        } else if constexpr (kIsContinuous<Family>) {
          return continuous_probability(distribution, d, x, upper);
        } else {
          return inverted_quantile(distribution, x, upper);
        }
      },
      distribution.family);
}

}  // namespace

double pooled_quantile(const PooledDistribution& pooled, double u, double rest) {
  const bool is_lower = u <= 0.5;
  double low = kInfinity;
  double high = -kInfinity;
  for (const Distribution& view : pooled.views) {
    const double quantile = is_lower ? view.quantile(u) : view.upper_quantile(rest);
    low = std::min(low, quantile);
    high = std::max(high, quantile);
  }
  return first_reached(low, high, [&](double x) {
    return is_lower ? probability_of(pooled, x, false) - u : rest - probability_of(pooled, x, true);
  });
}

double Distribution::probability(double x) const {
  return probability_of(*this, x, false);
}

double Distribution::upper_probability(double x) const {
  return probability_of(*this, x, true);
}

}  // namespace demarche
