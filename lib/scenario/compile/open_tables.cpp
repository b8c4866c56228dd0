// SPDX-License-Identifier: MIT
#include "scenario/compile/open_tables.hpp"

#include <cassert>
#include <cstddef>
#include <utility>

namespace demarche {
namespace {

/// For each combination of all levers' levels, the row-major number of the strategies that it
/// consists of; -1 if a strategy is infeasible.
std::vector<int> strategy_cells(const Symbols& symbols, const StrategySets& strategies) {
  std::vector<int> cells = {0};
  int lever = 0;
  for (const auto& own : strategies) {
    assert(!own.empty());
    // The number of the actor's strategy at each combination of its levels, or -1. Then each cell
    // so far is combined with each of these.
    std::size_t num_own = 1;
    const int first = lever;
    for (std::size_t k = 0; k < own.num_levers(); ++k, ++lever) {
      num_own *= symbols.num_levels(lever);
    }
    std::vector<int> numbers(num_own, -1);
    const auto all = own.all();
    for (std::size_t s = 0; s < all.size(); ++s) {
      std::size_t combination = 0;
      for (std::size_t k = 0; k < all[s].size(); ++k) {
        combination = combination * symbols.num_levels(first + static_cast<int>(k)) +
                      static_cast<std::size_t>(all[s][k]);
      }
      assert(combination < num_own);
      numbers[combination] = static_cast<int>(s);
    }
    std::vector<int> longer;
    longer.reserve(cells.size() * num_own);
    for (const int cell : cells) {
      for (const int number : numbers) {
        longer.push_back(cell < 0 || number < 0 ? -1
                                                : cell * static_cast<int>(own.size()) + number);
      }
    }
    cells = std::move(longer);
  }
  return cells;
}

}  // namespace

std::vector<OpenTable> make_open_tables(const Symbols& symbols, const StrategySets& strategies) {
  std::vector<OpenTable> tables;
  std::size_t first_row = 0;
  for (const OpenTableSymbol& symbol : symbols.open_tables()) {
    OpenTable& table = tables.emplace_back();
    table.actor = symbol.actor;
    table.levers = symbol.levers;
    table.is_over_strategies = symbol.is_over_strategies;
    table.first_row = first_row;
    if (symbol.is_over_strategies) {
      for (const auto& own : strategies) {
        table.sizes.push_back(static_cast<int>(own.size()));
      }
    } else {
      for (const int lever : symbol.levers) {
        table.sizes.push_back(static_cast<int>(symbols.num_levels(lever)));
      }
    }
    for (const int size : table.sizes) {
      table.num_rows *= static_cast<std::size_t>(size);
    }
    if (table.num_rows != symbol.num_values) {
      table.cell_of_levels = strategy_cells(symbols, strategies);
    }
    first_row += table.num_rows;
  }
  return tables;
}

}  // namespace demarche
