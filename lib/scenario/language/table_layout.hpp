// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

class Symbols;

/// The most cells of a table of payoffs or of a query.
inline constexpr std::size_t kMaxTableCells = std::size_t{1} << 20;

/// Which cell of a payoff table a row is. Cells are row-major in the levers, which ascend here
/// whatever their order in the file.
struct TableLayout {
  std::vector<int> levers;          ///< Ascending.
  std::vector<std::size_t> places;  ///< For each lever as the file has them, its place in `levers`.
  std::size_t num_cells = 1;        ///< Combinations of the levers' levels.

  /// The cell of the row, or nothing if the number of levels is another one or one is unknown.
  [[nodiscard]] std::optional<std::size_t> cell(const v1::PayoffRow& row,
                                                const Symbols& symbols) const;
  /// The level of each lever as the file has them, at a cell.
  [[nodiscard]] std::vector<int> levels(std::size_t cell, const Symbols& symbols) const;
};

/// The layout of a table; nothing if it has no levers, names one that the scenario lacks or one
/// twice, or has more than kMaxTableCells cells.
[[nodiscard]] std::optional<TableLayout> table_layout(const v1::PayoffTable& table,
                                                      const Symbols& symbols);

}  // namespace demarche
