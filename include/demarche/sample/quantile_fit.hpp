// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "demarche/sample/distribution.hpp"

namespace demarche {

/// One quantile that somebody states: the number lies below `value` with the probability
/// `probability`.
struct StatedQuantile {
  double probability = 0.5;  ///< Above 0 and below 1.
  double value = 0.0;        ///< Finite.
};

/// What is known of a number, and the family that is to fill what lies between.
struct StatedQuantiles {
  std::string family;                     ///< One of quantile_families().
  std::vector<StatedQuantile> quantiles;  ///< Probabilities and values rise.
  std::optional<double> low;              ///< The smallest possible value, if one is known.
  std::optional<double> high;             ///< The largest possible value, if one is known.
};

/// What fit_quantiles() makes of stated quantiles.
struct QuantileFit {
  std::optional<Distribution> distribution;  ///< None if there are problems.
  std::vector<std::string> problems;         ///< One sentence for each rule that is broken.
  /// The distribution's quantiles at the probabilities stated, in their order: what is to be
  /// compared with the values stated. Empty if there are problems.
  std::vector<double> values;
  /// The largest distance between a value stated and the fit's, relative to the distance between
  /// the smallest and the largest value stated. 0 up to rounding where the family is exact.
  double misfit = 0.0;
};

/// The families that can be fitted, in the order in which the documentation lists them.
[[nodiscard]] const std::vector<std::string>& quantile_families();

/// The distribution of the family with these quantiles. `jqpd` and `metalog` have them exactly, in
/// closed form; so has a family with as many free numbers as there are quantiles. A family with
/// fewer is fitted by least squares of the values, by the Levenberg-Marquardt method. The family is
/// never exchanged for another: what it cannot do is a problem. docs/theory/quantiles.md has the
/// formulas and what is free in each family.
[[nodiscard]] QuantileFit fit_quantiles(const StatedQuantiles& stated);

}  // namespace demarche
