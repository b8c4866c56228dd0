// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/sample/distribution.hpp"

namespace demarche {

/// The quantile function of a J-QPD distribution, prepared: C. C. Hadlock and J. E. Bickel,
/// "Johnson quantile-parameterized distributions", Decision Analysis 14(1), 2017, with the formulas
/// rearranged so that nothing is divided by the skewness parameter, which is 0 for quantiles in
/// symmetry.
class JqpdCurve {
 public:
  /// @pre The distribution has no problems.
  explicit JqpdCurve(const JqpdDistribution& distribution);

  /// x with P(X <= x) = p, or P(X > x) = p if `upper`, for p in [0, 1].
  [[nodiscard]] double quantile(double p, bool upper) const;
  /// P(X <= x), or P(X > x) if `upper`.
  [[nodiscard]] double probability(double x, bool upper) const;
  /// The ends of the support.
  [[nodiscard]] double low() const { return distribution_.low; }
  [[nodiscard]] double high() const { return distribution_.high; }

 private:
  [[nodiscard]] double at(double z) const;

  JqpdDistribution distribution_;
  bool is_bounded_ = false;   ///< Both ends are finite.
  bool is_mirrored_ = false;  ///< Only the upper end is finite: the curve is that of -X.
  double start_ = 0.0;        ///< The quantile next to the only end.
  double distance_ = 1.0;  ///< Its distance from that end. Values are logarithms of distances from
                           ///< the end in this unit, so that an end far away costs no digits.
  double z_tail_ = 0.0;    ///< The standard normal quantile of 1 - tail.
  double side_ = 1.0;      ///< 1 if the distribution is skewed to the right, else -1.
  double origin_ = 0.0;    ///< The quantile at which the formula is anchored, transformed.
  double step_ = 0.0;  ///< The smaller distance of an outer quantile from the median, transformed.
  double ratio_ =
      1.0;  ///< Half the distance of the outer quantiles in units of `step_`; at least 1.
  double stretch_ = 0.0;  ///< acosh(ratio_) / z_tail_, of a bounded distribution.
};

/// The quantile function of a metalog distribution: T. W. Keelin, "The metalog distributions",
/// Decision Analysis 13(4), 2016.
class MetalogCurve {
 public:
  /// Keeps a reference to the distribution.
  explicit MetalogCurve(const MetalogDistribution& distribution) : distribution_(distribution) {}

  /// x with P(X <= x) = p, or P(X > x) = p if `upper`, for p in [0, 1].
  [[nodiscard]] double quantile(double p, bool upper) const;
  /// P(X <= x), or P(X > x) if `upper`: the quantile function is inverted by bracketing.
  [[nodiscard]] double probability(double x, bool upper) const;
  /// The ends of the support.
  [[nodiscard]] double low() const { return distribution_.low; }
  [[nodiscard]] double high() const { return distribution_.high; }

 private:
  const MetalogDistribution& distribution_;
};

/// The k-th basis function of a metalog, counted from 0, at the probability p, where rest = 1 - p.
[[nodiscard]] double metalog_term(std::size_t k, double p, double rest);

/// The most terms of a metalog: more than anybody states quantiles, and with many it oscillates.
inline constexpr std::size_t kMostMetalogTerms = 16;

/// The smallest slope of the metalog's quantile function over the unit interval, times p (1 - p),
/// which keeps the slope finite at both ends. Coefficients make a distribution if it is above 0.
/// @pre At most kMostMetalogTerms coefficients.
[[nodiscard]] double least_metalog_slope(const std::vector<double>& coefficients);

}  // namespace demarche
