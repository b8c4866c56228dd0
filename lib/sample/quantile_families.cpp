// SPDX-License-Identifier: MIT
#include "sample/quantile_families.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "sample/transform.hpp"

namespace demarche {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// ln(p / rest), where rest = 1 - p.
double log_odds(double p, double rest) {
  return std::log(p) - std::log(rest);
}

/// base^exponent.
double power(double base, std::size_t exponent) {
  double product = 1.0;
  for (std::size_t i = 0; i < exponent; ++i) {
    product *= base;
  }
  return product;
}

/// The derivative of the k-th basis function by p, times p (1 - p).
double metalog_slope(std::size_t k, double p, double rest) {
  const double centred = 0.5 * (p - rest);
  const double product = p * rest;
  const std::size_t m = k / 2;
  if (k < 2) {
    return k == 0 ? 0.0 : 1.0;
  }
  if (k == 3) {
    return product;
  }
  const bool has_log = k == 2 || (k > 4 && k % 2 == 1);
  if (!has_log) {
    return static_cast<double>(m) * power(centred, m - 1) * product;
  }
  const double odds_part = product > 0.0 ? product * log_odds(p, rest) : 0.0;
  return power(centred, m) + static_cast<double>(m) * power(centred, m - 1) * odds_part;
}

/// A row for each point at which slopes are looked at: evenly in z up to the last uniform number,
/// and the two ends. Made once, since the normal probabilities take fifty times as long as the
/// products.
Eigen::MatrixXd metalog_slopes() {
  constexpr int kPoints = 2000;
  constexpr double kReach = 8.3;
  Eigen::MatrixXd slopes(kPoints + 3, static_cast<Eigen::Index>(kMostMetalogTerms));
  for (int i = 0; i < slopes.rows(); ++i) {
    const double z = i <= kPoints       ? kReach * (2.0 * i / kPoints - 1.0)
                     : i == kPoints + 1 ? -kInfinity
                                        : kInfinity;
    const double p = normal_probability(z, false);
    const double rest = normal_probability(z, true);
    for (Eigen::Index k = 0; k < slopes.cols(); ++k) {
      slopes(i, k) = metalog_slope(static_cast<std::size_t>(k), p, rest);
    }
  }
  return slopes;
}

}  // namespace

JqpdCurve::JqpdCurve(const JqpdDistribution& d)
    : distribution_(d),
      is_bounded_(std::isfinite(d.low) && std::isfinite(d.high)),
      is_mirrored_(!std::isfinite(d.low)),
      start_(is_mirrored_ ? d.high_quantile : d.low_quantile),
      distance_(std::abs(start_ - (is_mirrored_ ? d.high : d.low))),
      z_tail_(-normal_quantile(d.tail)) {
  const auto transformed = [&](double x) {
    return is_bounded_ ? normal_quantile((x - d.low) / (d.high - d.low))
                       : std::log1p(std::abs(x - start_) / distance_);
  };
  const double first = transformed(is_mirrored_ ? d.high_quantile : d.low_quantile);
  const double median = transformed(d.median);
  const double last = transformed(is_mirrored_ ? d.low_quantile : d.high_quantile);
  side_ = first + last >= 2.0 * median ? 1.0 : -1.0;
  origin_ = side_ > 0.0 ? first : last;
  step_ = std::min(median - first, last - median);
  ratio_ = std::max(1.0, (last - first) / (2.0 * step_));
  stretch_ = std::acosh(ratio_) / z_tail_;
}

double JqpdCurve::at(double z) const {
  if (!is_bounded_) {
    const double root = std::sqrt(z_tail_ * z_tail_ + (ratio_ * ratio_ - 1.0) * z * z);
    return origin_ + step_ / z_tail_ * (ratio_ * z + side_ * root);
  }
  // sinh(s (z + n c)) / sinh(2 s c), whose limit as s -> 0 is (z + n c) / (2 c).
  const double shifted = z + side_ * z_tail_;
  const double share = stretch_ < 1e-8
                           ? shifted / (2.0 * z_tail_)
                           : std::sinh(stretch_ * shifted) / std::sinh(2.0 * stretch_ * z_tail_);
  return origin_ + 2.0 * step_ * ratio_ * share;
}

double JqpdCurve::quantile(double p, bool upper) const {
  if (p <= 0.0 || p >= 1.0) {
    return (p <= 0.0) == upper ? distribution_.high : distribution_.low;
  }
  const double z = upper ? -normal_quantile(p) : normal_quantile(p);
  if (is_bounded_) {
    const double width = distribution_.high - distribution_.low;
    const double t = at(z);
    return t <= 0.0 ? distribution_.low + width * normal_probability(t, false)
                    : distribution_.high - width * normal_probability(t, true);
  }
  return is_mirrored_ ? start_ - distance_ * std::expm1(at(-z))
                      : start_ + distance_ * std::expm1(at(z));
}

double JqpdCurve::probability(double x, bool upper) const {
  if (x <= distribution_.low || x >= distribution_.high) {
    return (x <= distribution_.low) == upper ? 1.0 : 0.0;
  }
  if (is_bounded_) {
    const double width = distribution_.high - distribution_.low;
    const double t = x - distribution_.low <= 0.5 * width
                         ? normal_quantile((x - distribution_.low) / width)
                         : -normal_quantile((distribution_.high - x) / width);
    const double share = (t - origin_) / (2.0 * step_ * ratio_);
    const double shifted = stretch_ < 1e-8
                               ? share * 2.0 * z_tail_
                               : std::asinh(share * std::sinh(2.0 * stretch_ * z_tail_)) / stretch_;
    return normal_probability(shifted - side_ * z_tail_, upper);
  }
  // With y = r z + n sqrt(c^2 + (r^2 - 1) z^2), z = r y - n sqrt(c^2 + (r^2 - 1) y^2).
  const double beyond = (is_mirrored_ ? start_ - x : x - start_) / distance_;
  const double y = (std::log1p(beyond) - origin_) * z_tail_ / step_;
  const double root = std::sqrt(z_tail_ * z_tail_ + (ratio_ * ratio_ - 1.0) * y * y);
  const double z = ratio_ * y - side_ * root;
  return is_mirrored_ ? normal_probability(-z, upper) : normal_probability(z, upper);
}

double metalog_term(std::size_t k, double p, double rest) {
  const double centred = 0.5 * (p - rest);
  if (k == 0) {
    return 1.0;
  }
  if (k == 1) {
    return log_odds(p, rest);
  }
  if (k == 3) {
    return centred;
  }
  const bool has_log = k == 2 || (k > 4 && k % 2 == 1);
  return power(centred, k / 2) * (has_log ? log_odds(p, rest) : 1.0);
}

double MetalogCurve::quantile(double p, bool upper) const {
  const auto& d = distribution_;
  if (p <= 0.0 || p >= 1.0) {
    return (p <= 0.0) == upper ? d.high : d.low;
  }
  const double below = upper ? 1.0 - p : p;
  const double rest = upper ? p : 1.0 - p;
  double t = 0.0;
  for (std::size_t k = 0; k < d.coefficients.size(); ++k) {
    t += d.coefficients[k] * metalog_term(k, below, rest);
  }
  const bool has_low = std::isfinite(d.low);
  const bool has_high = std::isfinite(d.high);
  if (has_low && has_high) {
    const double width = d.high - d.low;
    return t <= 0.0 ? d.low + width * (std::exp(t) / (1.0 + std::exp(t)))
                    : d.high - width / (1.0 + std::exp(t));
  }
  return has_low ? d.low + std::exp(t) : has_high ? d.high - std::exp(-t) : t;
}

double MetalogCurve::probability(double x, bool upper) const {
  const auto& d = distribution_;
  if (x <= d.low || x >= d.high) {
    return (x <= d.low) == upper ? 1.0 : 0.0;
  }
  // The search is over z, the standard normal number with the same probability below it, so that
  // both tails keep their digits.
  const auto distance = [&](double z) {
    return (z <= 0.0 ? quantile(normal_probability(z, false), false)
                     : quantile(normal_probability(z, true), true)) -
           x;
  };
  constexpr double kReach = 38.0;  // Beyond it a tail probability is no double.
  const double first = distance(-kReach);
  const double last = distance(kReach);
  if (first >= 0.0 || last <= 0.0) {
    return (first >= 0.0) == upper ? 1.0 : 0.0;
  }
  std::uintmax_t iterations = 200;
  const auto [a, b] =
      boost::math::tools::toms748_solve(distance,
                                        -kReach,
                                        kReach,
                                        first,
                                        last,
                                        boost::math::tools::eps_tolerance<double>(52),
                                        iterations);
  return normal_probability(0.5 * (a + b), upper);
}

double least_metalog_slope(const std::vector<double>& coefficients) {
  assert(coefficients.size() <= kMostMetalogTerms);
  static const Eigen::MatrixXd slopes = metalog_slopes();
  const auto n = static_cast<Eigen::Index>(coefficients.size());
  return (slopes.leftCols(n) * Eigen::Map<const Eigen::VectorXd>(coefficients.data(), n))
      .minCoeff();
}

}  // namespace demarche
