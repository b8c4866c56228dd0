// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "demarche/report/forecast.hpp"
#include "demarche/simulate/estimate.hpp"

namespace demarche {

/// Settings of score_forecasts().
struct ScoreSettings {
  /// Forecasts are grouped into so many ranges of equal width; at most 1,000. 0: by their values.
  int bins = 0;
};

/// The forecasts of one value, or in one range of values, beside what happened.
struct ReliabilityRow {
  double low = 0.0;          ///< The least probability of the range, or the value.
  double high = 0.0;         ///< The largest, which belongs to the range only if it is 1.
  double probability = 0.0;  ///< The mean of the forecasts.
  double frequency = 0.0;    ///< The share of them that came true.
  std::uint64_t count = 0;   ///< How many forecasts there are; at least 1.
  /// Of the frequency: Wilson's 95 % interval @cite Wilson1927, as of independent forecasts.
  ProbabilityInterval interval = {};
};

/// What a score has in the place of a number that the forecasts do not give: NaN.
inline constexpr double kNoScore = std::numeric_limits<double>::quiet_NaN();

/// How good forecasts were; kNoScore where there is no number. y is 1 for what came true and 0 for
/// what did not, p the forecast.
struct ForecastScore {
  std::uint64_t count = 0;        ///< How many resolved.
  std::uint64_t open = 0;         ///< How many did not resolve yet; these count in no number.
  double base_rate = kNoScore;    ///< The mean of y.
  double brier = kNoScore;        ///< The mean of (p - y)^2 @cite Brier1950; 0 is best, 1 worst.
  double brier_error = kNoScore;  ///< The standard error of that mean, as of independent forecasts.
  /// Murphy's parts @cite Murphy1973, by the rows of `reliability_rows`: the weighted mean of
  /// (probability - frequency)^2; less is better.
  double reliability = kNoScore;
  double resolution =
      kNoScore;  ///< The weighted mean of (frequency - base rate)^2; more is better.
  double uncertainty = kNoScore;  ///< base rate * (1 - base rate): no merit of the forecasts.
  /// What ranges leave of the Brier score: brier - reliability + resolution - uncertainty
  /// @cite StephensonEtAl2008. 0 where rows are single values.
  double within_bins = kNoScore;
  /// The mean of -log(p) of what came true and -log(1 - p) of what did not @cite Good1952, natural
  /// logarithms. Infinite if something happened that was called impossible.
  double log_score = kNoScore;
  double log_error = kNoScore;    ///< The standard error of that mean, as of independent forecasts.
  double brier_skill = kNoScore;  ///< 1 - brier / uncertainty: 1 best, 0 as good as the base rate.
  double log_skill = kNoScore;    ///< 1 - log_score / (log score of the base rate); 1 is best.
  std::vector<ReliabilityRow> reliability_rows;  ///< By rising probability.
};

/// Scores the forecasts that have resolved. The base rate is that of these forecasts themselves,
/// which nobody knew beforehand: a skill of 0 is harder to reach than it looks.
/// @throws InvalidArgument if a probability is not in [0, 1], or `bins` not in [0, 1000].
[[nodiscard]] ForecastScore score_forecasts(std::span<const Forecast> forecasts,
                                            const ScoreSettings& settings = {});

}  // namespace demarche
