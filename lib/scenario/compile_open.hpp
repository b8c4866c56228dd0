// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/scenario/open_payoff.hpp"
#include "scenario/compile_strategies.hpp"

namespace demarche {

/// The open tables of a model, with rows in their order.
[[nodiscard]] std::vector<OpenTable> make_open_tables(const Symbols& symbols,
                                                      const StrategySets& strategies);

/// Per cell of the symbols' open tables its row among those of the model's, or -1.
[[nodiscard]] std::vector<int> open_rows(const Symbols& symbols,
                                         const std::vector<OpenTable>& tables);

}  // namespace demarche
