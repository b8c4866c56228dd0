// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/scenario/open_payoff.hpp"
#include "scenario/compile/strategies.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {

/// The open tables of a model, each with its place among the rows that code fills.
/// @pre Every actor has a strategy.
[[nodiscard]] std::vector<OpenTable> make_open_tables(const Symbols& symbols,
                                                      const StrategySets& strategies);

}  // namespace demarche
