// SPDX-License-Identifier: MIT
#include "sample/pooled.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "sample/continuous.hpp"
#include "sample/transform.hpp"

namespace demarche {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

double weight_of(const PooledDistribution& pooled, std::size_t k) {
  return pooled.weights.empty()
             ? 1.0 / static_cast<double>(pooled.views.size())
             : pooled.weights[k] /
                   std::accumulate(pooled.weights.begin(), pooled.weights.end(), 0.0);
}

/// The point of [low, high] at which the condition, false below and true from there on, becomes
/// true.
template <class Condition>
double bisect(double low, double high, const Condition& is_reached) {
  while (true) {
    const double middle = 0.5 * low + 0.5 * high;
    if (!(low < middle && middle < high)) {
      return is_reached(low) ? low : high;
    }
    (is_reached(middle) ? high : low) = middle;
  }
}

/// P(X <= x), or P(X > x) if `upper`, from the quantile function alone: the standard normal score
/// up to which quantiles are at most x.
double inverted_quantile(const Distribution& distribution, double x, bool upper) {
  constexpr double kReach = 37.0;  // Beyond it a tail probability is no double.
  const auto exceeds = [&](double z) {
    return (z <= 0.0 ? distribution.quantile(normal_probability(z, false))
                     : distribution.upper_quantile(normal_probability(z, true))) > x;
  };
  if (x < distribution.lower_bound() || exceeds(-kReach)) {
    return upper ? 1.0 : 0.0;
  }
  if (x >= distribution.upper_bound() || !exceeds(kReach)) {
    return upper ? 0.0 : 1.0;
  }
  return normal_probability(bisect(-kReach, kReach, exceeds), upper);
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
          double sum = 0.0;
          for (std::size_t k = 0; k < d.views.size(); ++k) {
            sum += weight_of(d, k) * probability_of(d.views[k], x, upper);
          }
          return sum;
        } else {
          if constexpr (kIsContinuous<Family>) {
            if (distribution.truncate_low == -kInfinity &&
                distribution.truncate_high == kInfinity && distribution.widen == 1.0) {
              return continuous(d).probability(x, upper);
            }
          }
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
  const Distribution mean{pooled};
  return bisect(low, high, [&](double x) {
    return is_lower ? probability_of(mean, x, false) >= u : probability_of(mean, x, true) <= rest;
  });
}

double Distribution::probability(double x) const {
  return probability_of(*this, x, false);
}

double Distribution::upper_probability(double x) const {
  return probability_of(*this, x, true);
}

}  // namespace demarche
