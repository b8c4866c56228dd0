// SPDX-License-Identifier: MIT
#include "demarche/scenario/open_payoff.hpp"

#include <cassert>

namespace demarche {

std::vector<OpenPayoff> all_payoffs_open(const v1::Scenario& scenario) {
  std::vector<OpenPayoff> open;
  for (const v1::Actor& actor : scenario.actors()) {
    if (actor.behaviour().empty()) {
      open.push_back({.actor = actor.id()});
    }
  }
  return open;
}

std::vector<int> open_rows(std::span<const OpenTable> tables) {
  std::vector<int> rows;
  for (const OpenTable& table : tables) {
    const auto first_row = static_cast<int>(table.first_row);
    if (table.cell_of_levels.empty()) {
      for (std::size_t cell = 0; cell < table.num_rows; ++cell) {
        rows.push_back(first_row + static_cast<int>(cell));
      }
    }
    for (const int cell : table.cell_of_levels) {
      assert(cell < static_cast<int>(table.num_rows));
      rows.push_back(cell < 0 ? -1 : first_row + cell);
    }
  }
  return rows;
}

}  // namespace demarche
