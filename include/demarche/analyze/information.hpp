// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/analyze/jackknife.hpp"
#include "demarche/simulate/binned_sums.hpp"

namespace demarche {

/// What knowing an input is worth to whoever chooses among options: the expected value of partial
/// perfect information. The truth lies between two estimates: one is too small in the mean, since
/// options are chosen with one half of the groups and valued with the other; one is too large,
/// since options are chosen and valued with the same draws.
struct InformationValue {
  IntervalEstimate at_least;        ///< The estimate that is too small.
  IntervalEstimate at_most;         ///< The estimate that is too large.
  double change_probability = 0.0;  ///< Draws in bins where both halves find another option best.
};

/// The worth of knowing an input to whoever chooses among `options`, outputs that are defined in
/// the same draws and whose largest mean counts. Source of the estimate from bins: M. Strong and J.
/// E. Oakley, Medical Decision Making 33(6), 2013.
[[nodiscard]] InformationValue value_of_knowing(const BinnedSums& sums,
                                                std::size_t input,
                                                const std::vector<std::size_t>& options);

/// The worth of knowing everything: the mean of `best_value`, an output that is the largest of the
/// options in each draw, less the largest mean of the options.
[[nodiscard]] IntervalEstimate value_of_knowing_all(const BinnedSums& sums,
                                                    const std::vector<std::size_t>& options,
                                                    std::size_t best_value);

/// The number, among `options`, of that with the largest mean; the first of several.
[[nodiscard]] std::size_t best_by_mean(const BinnedSums& sums,
                                       const std::vector<std::size_t>& options);

}  // namespace demarche
