// SPDX-License-Identifier: MIT
#include <algorithm>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "demarche/sample/distribution.hpp"
#include "sample/continuous.hpp"

namespace demarche {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double plain_mean(const ConstantDistribution& d) {
  return d.value;
}
double plain_mean(const UniformDistribution& d) {
  return d.low + 0.5 * (d.high - d.low);
}
double plain_mean(const TriangularDistribution& d) {
  return d.low + ((d.mode - d.low) + (d.high - d.low)) / 3.0;
}
double plain_mean(const PertDistribution& d) {
  return d.low + ((d.high - d.low) + d.shape * (d.mode - d.low)) / (d.shape + 2.0);
}
double plain_mean(const NormalDistribution& d) {
  return d.mean;
}
double plain_mean(const LognormalDistribution& d) {
  return d.median * std::exp(0.5 * d.log_standard_deviation * d.log_standard_deviation);
}
double plain_mean(const BetaDistribution& d) {
  return d.low + (d.high - d.low) * (d.alpha / (d.alpha + d.beta));
}
double plain_mean(const GammaDistribution& d) {
  return d.shape * d.scale;
}
double plain_mean(const ExponentialDistribution& d) {
  return 1.0 / d.rate;
}
double plain_mean(const StudentTDistribution& d) {
  return d.degrees_of_freedom > 1.0 ? d.location : kNaN;
}
double plain_mean(const BernoulliDistribution& d) {
  return d.probability;
}

double plain_mean(const DiscreteDistribution& d) {
  const auto n = static_cast<double>(d.values.size());
  const double total =
      d.weights.empty() ? n : std::accumulate(d.weights.begin(), d.weights.end(), 0.0);
  double mean = 0.0;
  for (std::size_t i = 0; i < d.values.size(); ++i) {
    mean += (d.weights.empty() ? 1.0 : d.weights[i]) / total * d.values[i];
  }
  return mean;
}

/// The quantile function is linear between neighbours of the sorted sample, each pair of which has
/// the same share of the probability. So the two ends count half.
double plain_mean(const EmpiricalDistribution& d) {
  const auto [low, high] = std::minmax_element(d.sample.begin(), d.sample.end());
  const auto n = static_cast<double>(d.sample.size());
  if (n < 2.0) {
    return *low;
  }
  double mean = -0.5 * (*low / (n - 1.0)) - 0.5 * (*high / (n - 1.0));
  for (const double value : d.sample) {
    mean += value / (n - 1.0);
  }
  return mean;
}

double plain_mean(const PooledDistribution& d) {
  const auto n = static_cast<double>(d.views.size());
  const double total =
      d.weights.empty() ? n : std::accumulate(d.weights.begin(), d.weights.end(), 0.0);
  double mean = 0.0;
  for (std::size_t k = 0; k < d.views.size(); ++k) {
    const double weight = d.weights.empty() ? 1.0 : d.weights[k];
    mean += weight == 0.0 ? 0.0 : weight / total * d.views[k].mean();
  }
  return mean;
}

/// The integral of the quantile function over (0, 1). With u = exp(-t) / 2 for the distance from
/// the nearer end it is the integral of (q(u) + q(1 - u)) u over t from 0, whose integrand falls
/// exponentially. The part beyond u = 1e-100 is left out, where Boost.Math's quantiles of gamma and
/// beta distributions fail: if the integrand is not negligible there, it has not begun to fall, and
/// there is no mean.
double integrated_mean(const Distribution& distribution) {
  constexpr double kLeast = 1e-100;
  constexpr double kNegligible = 1e-9;
  constexpr unsigned kDepth = 12;       // Halvings of an interval, for the kinks of quantiles.
  constexpr double kTolerance = 1e-10;  // Relative, of each interval.
  constexpr double kTail = 8.0;         // Up to here u has most of the probability, and no tail.
  const auto integrand = [&](double t) {
    const double u = 0.5 * std::exp(-t);
    return u * (distribution.quantile(u) + distribution.upper_quantile(u));
  };
  using Quadrature = boost::math::quadrature::gauss_kronrod<double, 31>;
  const double end = std::log(0.5 / kLeast);
  const double mean = Quadrature::integrate(integrand, 0.0, kTail, kDepth, kTolerance) +
                      Quadrature::integrate(integrand, kTail, end, kDepth, kTolerance);
  const double size = std::abs(mean) + distribution.quantile(0.75) - distribution.quantile(0.25);
  const double rest = kLeast * std::max(std::abs(distribution.quantile(kLeast)),
                                        std::abs(distribution.upper_quantile(kLeast)));
  return rest <= kNegligible * size ? mean : kNaN;
}

/// Whether the distribution is its family's, neither truncated nor widened.
template <class Family>
bool is_plain(const Distribution& distribution, const Family& d) {
  if constexpr (kIsContinuous<Family>) {
    const auto x = continuous(d);
    return distribution.widen == 1.0 && distribution.truncate_low <= x.low &&
           distribution.truncate_high >= x.high;
  } else {
    return true;
  }
}

}  // namespace

double Distribution::mean() const {
  const double mean = std::visit(
      [&]<class Family>(const Family& d) {
        if constexpr (requires { plain_mean(d); }) {
          if (is_plain(*this, d)) {
            return plain_mean(d);
          }
        }
        return integrated_mean(*this);
      },
      family);
  return std::isfinite(mean) ? mean : kNaN;
}

}  // namespace demarche
