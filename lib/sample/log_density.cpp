// SPDX-License-Identifier: MIT
#include "sample/log_density.hpp"

#include <cmath>
#include <variant>

#include "sample/extreme_shapes.hpp"

namespace demarche {
namespace {

/// Differences of squares are written as products, and differences of logarithms as log1p(), so
/// that the ratio of densities at neighbouring values has all digits.
struct RatioOf {
  LogDensityRatio operator()(const NormalDistribution& d) const {
    return [d](double p, double distance) {
      const double step = distance / d.standard_deviation;
      const double z = (p - d.mean) / d.standard_deviation;
      return -step * (z + 0.5 * step);
    };
  }
  LogDensityRatio operator()(const LognormalDistribution& d) const {
    return [d](double p, double distance) {
      const double growth = std::log1p(distance / p);
      const double step = growth / d.log_standard_deviation;
      const double z = std::log(p / d.median) / d.log_standard_deviation;
      return -step * (z + 0.5 * step) - growth;
    };
  }
  LogDensityRatio operator()(const GammaDistribution& d) const {
    return [d](double p, double distance) {
      return (d.shape - 1.0) * std::log1p(distance / p) - distance / d.scale;
    };
  }
  LogDensityRatio operator()(const ExponentialDistribution& d) const {
    return [d](double /*p*/, double distance) { return -d.rate * distance; };
  }
  LogDensityRatio operator()(const BetaDistribution& d) const {
    if (probability_of_one(d.alpha, d.beta)) {
      return {};  // The density has no tail: it falls like 1 / x from 0 on.
    }
    return [d](double p, double distance) {
      return (d.alpha - 1.0) * std::log1p(distance / (p - d.low)) +
             (d.beta - 1.0) * std::log1p(-distance / (d.high - p));
    };
  }
  LogDensityRatio operator()(const PertDistribution& d) const {
    const double width = d.high - d.low;
    return (*this)(BetaDistribution{1.0 + d.shape * ((d.mode - d.low) / width),
                                    1.0 + d.shape * ((d.high - d.mode) / width),
                                    d.low,
                                    d.high});
  }
  LogDensityRatio operator()(const StudentTDistribution& d) const {
    return [d](double p, double distance) {
      const double t = (p - d.location) / d.scale;
      const double growth = distance / d.scale / t;
      const double n = d.degrees_of_freedom;
      // (t + step)^2 - t^2 over n + t^2, without squares that overflow.
      return -0.5 * (n + 1.0) * std::log1p(growth * (2.0 + growth) / (1.0 + n / t / t));
    };
  }
  template <class Other>
  LogDensityRatio operator()(const Other& /*other*/) const {
    return {};
  }
};

}  // namespace

LogDensityRatio log_density_ratio(const Distribution& distribution) {
  return std::visit(RatioOf(), distribution.family);
}

}  // namespace demarche
