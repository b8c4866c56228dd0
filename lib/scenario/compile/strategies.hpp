// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/symbols.hpp"

namespace demarche {

/// Per actor, its feasible strategies: lexicographic, one level per own lever.
using StrategySets = std::vector<std::vector<std::vector<int>>>;

/// Level combinations of every actor less those that its conditions rule out; conditions with
/// errors rule out nothing. At most 2^16 combinations per actor are presumed.
[[nodiscard]] StrategySets feasible_strategies(const v1::Scenario& scenario,
                                               const Symbols& symbols);

/// The combinations of the levels of some levers (ascending), lexicographic, that can be completed
/// to a feasible strategy of every actor. At most 4096 combinations are presumed.
[[nodiscard]] std::vector<std::vector<int>> feasible_options(const std::vector<int>& levers,
                                                             const Symbols& symbols,
                                                             const StrategySets& strategies);

}  // namespace demarche
