// SPDX-License-Identifier: MIT
#include "scenario/language/table_layout.hpp"

#include <algorithm>

#include "scenario/language/symbols.hpp"

namespace demarche {

std::optional<TableLayout> table_layout(const v1::PayoffTable& table, const Symbols& symbols) {
  std::vector<int> given;
  for (const std::string& name : table.levers()) {
    given.push_back(symbols.find_lever(name));
  }
  TableLayout layout;
  layout.levers = given;
  std::sort(layout.levers.begin(), layout.levers.end());
  const bool is_good =
      !given.empty() && layout.levers.front() >= 0 &&
      std::adjacent_find(layout.levers.begin(), layout.levers.end()) == layout.levers.end() &&
      num_combinations(layout.levers, symbols) <= kMaxTableCells;
  if (!is_good) {
    return std::nullopt;
  }
  for (const int lever : given) {
    const auto found = std::lower_bound(layout.levers.begin(), layout.levers.end(), lever);
    layout.places.push_back(static_cast<std::size_t>(found - layout.levers.begin()));
    layout.num_cells *= symbols.num_levels(lever);
  }
  return layout;
}

std::optional<std::size_t> TableLayout::cell(const v1::PayoffRow& row,
                                             const Symbols& symbols) const {
  if (static_cast<std::size_t>(row.levels_size()) != places.size()) {
    return std::nullopt;
  }
  std::vector<int> at(levers.size());
  for (std::size_t k = 0; k < places.size(); ++k) {
    const auto& lever = symbols.levers()[static_cast<std::size_t>(levers[places[k]])];
    const int level = lever.find_level(row.levels(static_cast<int>(k)));
    if (level < 0) {
      return std::nullopt;
    }
    at[places[k]] = level;
  }
  std::size_t cell = 0;
  for (std::size_t k = 0; k < levers.size(); ++k) {
    cell = cell * symbols.num_levels(levers[k]) + static_cast<std::size_t>(at[k]);
  }
  return cell;
}

std::vector<int> TableLayout::levels(std::size_t cell, const Symbols& symbols) const {
  std::vector<int> at(levers.size());
  for (std::size_t k = levers.size(); k-- > 0;) {
    at[k] = static_cast<int>(cell % symbols.num_levels(levers[k]));
    cell /= symbols.num_levels(levers[k]);
  }
  std::vector<int> as_given;
  for (const std::size_t place : places) {
    as_given.push_back(at[place]);
  }
  return as_given;
}

}  // namespace demarche
