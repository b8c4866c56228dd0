// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/symbols.hpp"

namespace demarche {

/// The feasible strategies of each actor, in lexicographic order; a strategy has one level for each
/// lever of its actor.
using StrategySets = std::vector<std::vector<std::vector<int>>>;

/// The combinations of levels of every actor but for those that its conditions rule out. A
/// condition with errors rules out nothing.
/// @pre No actor has more than 2^16 combinations.
[[nodiscard]] StrategySets feasible_strategies(const v1::Scenario& scenario,
                                               const Symbols& symbols);

/// The combinations of levels of some levers that are part of a feasible strategy of every actor,
/// in lexicographic order: the levers keep the order given, and the last one's level changes
/// fastest.
/// @pre `levers` are different and have at most 4096 combinations.
[[nodiscard]] std::vector<std::vector<int>> feasible_options(const std::vector<int>& levers,
                                                             const Symbols& symbols,
                                                             const StrategySets& strategies);

/// Those strategies of an actor that have its fixed levers at their levels.
[[nodiscard]] std::vector<std::vector<int>> with_fixed_levers(
    std::vector<std::vector<int>> strategies, int actor, const Symbols& symbols);

}  // namespace demarche
