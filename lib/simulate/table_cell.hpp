// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>

#include "core/to_size.hpp"
#include "demarche/scenario/model.hpp"

namespace demarche {

/// The number of the cell of a table, counted from its first, that a strategy of each player leads
/// to; `strategy(player)` gives the strategy.
template <class Strategy>
[[nodiscard]] std::size_t cell_at(const Model& model,
                                  const FactorTable& table,
                                  const Strategy& strategy) {
  assert(std::is_sorted(table.scope.begin(), table.scope.end()));
  std::size_t cell = 0;
  for (const int variable : table.scope) {
    const std::size_t v = to_size(variable);
    const int level = model.level(v, strategy(to_size(model.variables[v].actor)));
    cell = cell * to_size(model.shape.variable_sizes[v]) + to_size(level);
  }
  assert(cell < table.num_cells);
  return cell;
}

}  // namespace demarche
