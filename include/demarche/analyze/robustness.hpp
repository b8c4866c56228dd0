// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace demarche {

/// What a rule looks at in a scenario (a draw), first.
enum class RobustnessTransform {
  identity,  ///< The option's value.
  regret,    ///< Minus the distance to the best option of the scenario: at most 0.
  satisfice  ///< 1 if the value is above the threshold, else 0.
};

/// Which scenarios a rule looks at then, in the option's own order from the worst to the best.
enum class RobustnessSubset {
  all,
  worst,               ///< The worst one.
  best,                ///< The best one.
  worst_and_best,      ///< Both.
  percentile,          ///< That at one percentile, see RobustnessSettings.
  worst_half,          ///< From the worst to the median.
  tails_and_middle,    ///< Those at 10, 50 and 90 %.
  tails_and_quartiles  ///< Those at 10, 25, 75 and 90 %.
};

/// What a rule makes of them; larger is better.
enum class RobustnessAggregate {
  identity,               ///< The one number there is.
  mean,                   ///< Their mean.
  weighted_mean,          ///< Pessimism times the worst plus the rest times the best.
  mean_variance,          ///< (mean + 1) / (standard deviation + 1).
  undesirable_deviation,  ///< Minus the mean distance from the median.
  skew,                   ///< How far the middle lies below the mean of the tails, turned.
  peakedness              ///< The distance of the tails over that of the quartiles.
};

/// A rule of choice under uncertainty: a transformation, a subset of scenarios and an aggregate.
struct RobustnessRule {
  std::string_view name;          ///< What it is called.
  RobustnessTransform transform;  ///< What it looks at in a scenario.
  RobustnessSubset subset;        ///< Which scenarios count.
  RobustnessAggregate aggregate;  ///< What it makes of them.
};

/// The eleven rules that C. McPhail, H. R. Maier, J. H. Kwakkel, M. Giuliani, A. Castelletti and
/// S. Westra compare, Earth's Future 6(2), 2018: maximin, maximax, hurwicz, laplace,
/// minimax-regret, percentile-regret, mean-variance, undesirable-deviations, percentile-skew,
/// percentile-kurtosis and starrs-domain.
[[nodiscard]] std::span<const RobustnessRule> robustness_rules();

/// What rules need to know.
struct RobustnessSettings {
  double threshold = 0.0;          ///< Of the satisficing rule.
  bool accepts_threshold = true;   ///< Whether a value equal to the threshold satisfies.
  double pessimism = 0.75;         ///< The weight of the worst case under hurwicz, in [0, 1].
  double regret_percentile = 0.9;  ///< Of percentile-regret, in [0, 1]: so many regrets are less.
};

/// The value of each option under each rule, [rule][option]; larger is better. `values` are rows of
/// one number per scenario, one row for each option; larger is better. A percentile p is the number
/// in place p (n - 1), rounded to the nearest whole, halves to the even one; the standard deviation
/// divides by n - 1. A rule that divides by 0 gives NaN or infinity.
/// @throws InvalidArgument if there is no option or scenario, rows differ in length, a value is not
/// finite or a setting is out of range.
[[nodiscard]] std::vector<std::vector<double>> robustness(
    std::span<const std::span<const double>> values, const RobustnessSettings& settings = {});

/// How far rules agree on the order of options: Kendall's tau-b of each pair of rows of
/// robustness(), [rule][rule]; NaN where a rule finds all options equal or gives NaN.
[[nodiscard]] std::vector<std::vector<double>> rank_agreement(
    const std::vector<std::vector<double>>& values);

/// The option that each rule prefers, the first of several; none is -1 where a rule gives NaN
/// alone.
[[nodiscard]] std::vector<int> preferred_options(const std::vector<std::vector<double>>& values);

}  // namespace demarche
