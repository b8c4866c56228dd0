// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demarche/simulate/quantile_sketch.hpp"
#include "demarche/v1/result.pb.h"
#include "simulate/accumulator.hpp"

namespace demarche {

/// The mean of the lowest numbers of a sketch, as many as the share `probability` of all; a number
/// counts as the middle of its bucket, and so is wrong by at most half of
/// QuantileSketch::relative_error(). NaN of no numbers.
/// @pre 0 < probability <= 1
[[nodiscard]] double lower_mean(const QuantileSketch& sketch, double probability);

/// Writes the tails of an option: its worst decile and the mean below, its regret's quantiles and
/// the largest. `least` and `most` are its smallest and largest value. NaN of no numbers.
void set_tails(const QuantileSketch& values,
               double least,
               double most,
               const QuantileSketch& regrets,
               double largest_regret,
               v1::Option& option);

/// The lever that decides a variable.
[[nodiscard]] const v1::Lever& lever_of(const Model& model, std::size_t variable);

/// The ids of the levels that an option sets, one per lever of its set.
[[nodiscard]] std::vector<std::string> level_ids(const Model& model,
                                                 const OptionSetModel& set,
                                                 std::size_t option);

/// Writes the comparison of each option set.
void add_option_sets(const Model& model, const Accumulator& accumulated, v1::Result& result);

}  // namespace demarche
