// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/v1/result.pb.h"

namespace demarche {

/// Runs two scenarios on paired draws: in each draw, a parameter that both have gets the same
/// random numbers, whatever else differs. Says what differs in the inputs, and how far each
/// outcome, claim, metric, payoff and lever that both have (by its id) moves from the first to the
/// second. An interval of a difference is made from the differences in single draws, which vary
/// less than the two numbers do. The comparison is the same to the last bit for any number of
/// threads, and holds the results that run() gives for each scenario. It costs as much as both.
///
/// Settings differ in what the scenarios may need: the concept and its options. Threads and
/// progress are those of `first_settings`; a comparison that `progress` stopped covers the same
/// draws of both.
/// @throws InvalidArgument as run() does for either scenario, if both together need more memory
/// than `first_settings` allow, if the settings differ in draws or seed, or if they hold code of
/// the caller's own.
[[nodiscard]] v1::ScenarioComparison compare_scenarios(const Model& first,
                                                       const RunSettings& first_settings,
                                                       const Model& second,
                                                       const RunSettings& second_settings);

}  // namespace demarche
