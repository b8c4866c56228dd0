// SPDX-License-Identifier: MIT
#include "sample/quantile_search.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>
#include <unsupported/Eigen/LevenbergMarquardt>
#include <unsupported/Eigen/NumericalDiff>

#include "sample/transform.hpp"

namespace demarche {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// A family whose numbers are searched.
struct QuantileSearch {
  /// Turns unconstrained numbers into a distribution.
  std::function<Distribution(const VectorXd&)> make;
  /// Where searches start; at least one, all of the same length.
  std::vector<VectorXd> starts;
};

/// Differences between the quantiles of a distribution and those stated, in units of their range.
struct Residuals : Eigen::DenseFunctor<double> {
  Residuals(const QuantileSearch& family, const StatedQuantiles& quantiles)
      : DenseFunctor(static_cast<int>(family.starts.front().size()),
                     static_cast<int>(quantiles.quantiles.size())),
        search(family),
        stated(quantiles),
        range(quantiles.quantiles.back().value - quantiles.quantiles.front().value) {}

  int operator()(const VectorXd& x, VectorXd& residuals) const {
    const Distribution distribution = search.make(x);
    const bool is_good = distribution.problems().empty();
    for (std::size_t i = 0; i < stated.quantiles.size(); ++i) {
      const auto& quantile = stated.quantiles[i];
      const double value = is_good ? distribution.quantile(quantile.probability) : kInfinity;
      const double residual = (value - quantile.value) / range;
      // The search turns back from what is no distribution.
      residuals(static_cast<Eigen::Index>(i)) = std::isfinite(residual) ? residual : 1e10;
    }
    return 0;
  }

  const QuantileSearch& search;
  const StatedQuantiles& stated;
  double range;
};

/// The distribution whose quantiles differ least from those stated, in the sense of least squares:
/// the best of searches by the Levenberg-Marquardt method from each start. Nothing if none of them
/// comes near a distribution.
std::optional<Distribution> best_fit(const QuantileSearch& search, const StatedQuantiles& stated) {
  std::optional<Distribution> best;
  double least = kInfinity;
  for (const VectorXd& start : search.starts) {
    const Residuals residuals(search, stated);
    Eigen::NumericalDiff<Residuals, Eigen::Central> differences(residuals);
    Eigen::LevenbergMarquardt<decltype(differences)> method(differences);
    method.setFtol(1e-14);
    method.setXtol(1e-12);
    method.setMaxfev(400);
    VectorXd x = start;
    method.minimize(x);
    VectorXd at_end(static_cast<Eigen::Index>(stated.quantiles.size()));
    residuals(x, at_end);
    const double norm = at_end.norm();
    if (norm < least && norm < 1e6) {
      least = norm;
      best = search.make(x);
    }
    if (least < 1e-12) {
      break;
    }
  }
  return best;
}

VectorXd numbers(std::initializer_list<double> values) {
  VectorXd vector(static_cast<Eigen::Index>(values.size()));
  std::copy(values.begin(), values.end(), vector.begin());
  return vector;
}

/// The unconstrained number of a mode: itself, or its log odds between ends that are given.
double start_of_mode(const StatedQuantiles& stated, double mode) {
  if (!stated.low && !stated.high) {
    return mode;
  }
  if (stated.low && stated.high) {
    const double share =
        std::clamp((mode - *stated.low) / (*stated.high - *stated.low), 0.05, 0.95);
    return std::log(share / (1.0 - share));
  }
  const double spread = stated.quantiles.back().value - stated.quantiles.front().value;
  return stated.low ? std::log(std::max(mode - *stated.low, 0.05 * spread))
                    : std::log(std::max(*stated.high - mode, 0.05 * spread));
}

/// The mode that an unconstrained number stands for.
double mode_of(const StatedQuantiles& stated, double x) {
  if (stated.low && stated.high) {
    return *stated.low + (*stated.high - *stated.low) / (1.0 + std::exp(-x));
  }
  return stated.low ? *stated.low + std::exp(x) : stated.high ? *stated.high - std::exp(x) : x;
}

/// The distribution that unconstrained numbers stand for: the mode, then the distances of the ends
/// that are not given, then the shape if both are.
Distribution with_mode(const StatedQuantiles& stated, ModeFamily family, const VectorXd& x) {
  const double mode = mode_of(stated, x(0));
  Eigen::Index next = 1;
  const double low = stated.low ? *stated.low : mode - std::exp(x(next++));
  const double high = stated.high ? *stated.high : mode + std::exp(x(next++));
  if (family == ModeFamily::triangular) {
    return {TriangularDistribution{low, mode, high}};
  }
  return {PertDistribution{
      low, mode, high, next < x.size() ? std::exp(x(next)) : PertDistribution{}.shape}};
}

}  // namespace

VectorXd linear_fit(const StatedQuantiles& stated,
                    std::size_t num_terms,
                    const std::function<double(std::size_t, double)>& term,
                    const std::function<double(double)>& transformed) {
  const auto n = static_cast<Eigen::Index>(stated.quantiles.size());
  MatrixXd basis(n, static_cast<Eigen::Index>(num_terms));
  VectorXd values(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto& quantile = stated.quantiles[static_cast<std::size_t>(i)];
    values(i) = transformed(quantile.value);
    for (Eigen::Index k = 0; k < basis.cols(); ++k) {
      basis(i, k) = term(static_cast<std::size_t>(k), quantile.probability);
    }
  }
  return basis.colPivHouseholderQr().solve(values);
}

NormalDistribution nearest_normal(const StatedQuantiles& stated) {
  const VectorXd fit = linear_fit(
      stated,
      2,
      [](std::size_t k, double p) { return k == 0 ? 1.0 : normal_quantile(p); },
      [](double x) { return x; });
  return {fit(0), fit(1)};
}

std::optional<Distribution> fit_lognormal(const StatedQuantiles& stated) {
  const VectorXd fit = linear_fit(
      stated,
      2,
      [](std::size_t k, double p) { return k == 0 ? 1.0 : normal_quantile(p); },
      [](double x) { return std::log(x); });
  if (stated.quantiles.size() == 2) {
    return Distribution{LognormalDistribution{std::exp(fit(0)), fit(1)}};
  }
  return best_fit({[](const VectorXd& x) {
                     return Distribution{LognormalDistribution{std::exp(x(0)), std::exp(x(1))}};
                   },
                   {numbers({fit(0), std::log(fit(1))})}},
                  stated);
}

std::optional<Distribution> fit_gamma(const StatedQuantiles& stated) {
  const NormalDistribution near = nearest_normal(stated);
  const double mean = std::max(near.mean, stated.quantiles.front().value);
  const double shape = std::pow(mean / near.standard_deviation, 2);
  return best_fit({[](const VectorXd& x) {
                     return Distribution{GammaDistribution{std::exp(x(0)), std::exp(x(1))}};
                   },
                   {numbers({std::log(shape), std::log(mean / shape)}),
                    numbers({0.0, std::log(mean)}),
                    numbers({-1.5, std::log(stated.quantiles.back().value)})}},
                  stated);
}

std::optional<Distribution> fit_beta(const StatedQuantiles& stated, double low, double high) {
  const double width = high - low;
  const NormalDistribution near = nearest_normal(stated);
  const double mean = std::clamp((near.mean - low) / width, 0.02, 0.98);
  const double variance = std::pow(near.standard_deviation / width, 2);
  const double total = std::max(mean * (1.0 - mean) / variance - 1.0, 0.5);
  return best_fit(
      {[low, high](const VectorXd& x) {
         return Distribution{BetaDistribution{std::exp(x(0)), std::exp(x(1)), low, high}};
       },
       {numbers({std::log(mean * total), std::log((1.0 - mean) * total)}),
        numbers({0.0, 0.0}),
        numbers({-1.0, -1.0})}},
      stated);
}

std::optional<Distribution> fit_student_t(const StatedQuantiles& stated) {
  const NormalDistribution near = nearest_normal(stated);
  QuantileSearch search{
      [](const VectorXd& x) {
        return Distribution{StudentTDistribution{std::exp(x(2)), x(0), std::exp(x(1))}};
      },
      {}};
  for (const double freedom : {3.0, 1.0, 30.0}) {
    search.starts.push_back(
        numbers({near.mean, std::log(near.standard_deviation), std::log(freedom)}));
  }
  return best_fit(search, stated);
}

std::optional<Distribution> fit_mode_family(const StatedQuantiles& stated, ModeFamily family) {
  const bool has_shape = family == ModeFamily::pert && stated.low && stated.high;
  QuantileSearch search{[&](const VectorXd& x) { return with_mode(stated, family, x); }, {}};
  const NormalDistribution near = nearest_normal(stated);
  const double spread = near.standard_deviation;
  for (const double skew : {0.0, 1.0, -1.0, 1.8, -1.8}) {
    std::vector<double> start{start_of_mode(stated, near.mean - skew * spread)};
    if (!stated.low) {
      start.push_back(std::log((2.2 - skew) * spread));
    }
    if (!stated.high) {
      start.push_back(std::log((2.2 + skew) * spread));
    }
    if (has_shape) {
      start.push_back(std::log(4.0));
    }
    search.starts.push_back(
        Eigen::Map<VectorXd>(start.data(), static_cast<Eigen::Index>(start.size())));
  }
  return best_fit(search, stated);
}

}  // namespace demarche
