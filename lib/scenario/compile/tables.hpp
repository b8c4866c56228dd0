// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "demarche/game/factored_game.hpp"
#include "scenario/compile/linear.hpp"
#include "scenario/compile/pieces.hpp"
#include "scenario/language/evaluate_walk.hpp"

namespace demarche {

/// Linear combinations of features as a domain of values for Walker.
struct LinearDomain {
  using Value = Linear;
  FeatureBuilder* builder = nullptr;
  /// For each parameter of the scenario the number of its value.
  std::span<const ValueId> parameters = {};
  /// For each cell of an open table the number of its value, or -1 for a cell that is 0 because no
  /// strategies lead to it.
  std::span<const int> open_values = {};

  Linear constant(double x) const;
  Linear parameter(int index) const;
  Linear any_of(double low, double high) const;  // Not reached: all levels of a scope are fixed.
  Linear apply(Operator op, const std::vector<Linear>& arguments) const;
  static std::optional<bool> truth(const Linear& condition);
};

/// A table before it has rows: for each combination of levels in its scope (row-major) the number
/// of a cell. Equal cells have equal numbers.
struct CellTable {
  std::vector<int> scope;
  std::vector<std::uint32_t> cells;

  friend auto operator<=>(const CellTable&, const CellTable&) = default;
};

/// Turns pieces into tables, and gives tables rows of the program; equal tables share their rows.
/// Throws LimitExceeded for a table of more than 2^20 cells, or more than 2^22 cells in all.
class TableCompiler {
 public:
  /// `open_rows`: for each cell of the symbols' open tables its row among the values that code
  /// gives, or -1 if no strategies lead to it. Keeps a reference to `symbols`.
  TableCompiler(const Symbols& symbols, std::vector<int> open_rows);
  TableCompiler(const TableCompiler&) = delete;
  TableCompiler& operator=(const TableCompiler&) = delete;

  /// One table for each group; a table of zeros is left out.
  [[nodiscard]] std::vector<CellTable> fold(const PieceGroups& groups);
  /// The table of a sum of pieces whose scopes are parts of `scope`, which ascends.
  [[nodiscard]] CellTable fold(const std::vector<int>& scope, const std::vector<Piece>& pieces);
  /// The tables with some levers fixed at levels. Tables that then have the same scope are added
  /// up.
  [[nodiscard]] std::vector<CellTable> fix(const std::vector<CellTable>& tables,
                                           std::span<const int> levers,
                                           std::span<const int> levels);

  /// Gives the table rows, or finds the rows that it has.
  FactorTable place(const CellTable& table);
  /// How many rows all tables have.
  [[nodiscard]] std::size_t num_rows() const noexcept { return rows_.size(); }
  [[nodiscard]] PieceSplitter& splitter() noexcept { return splitter_; }
  /// The program that computes all rows, with the features that these need.
  [[nodiscard]] FeatureProgram program() const;

 private:
  std::size_t checked_cells(const std::vector<int>& scope);
  Linear fold_piece(const Piece& piece);
  std::uint32_t intern(Linear cell);
  CellTable slice(const CellTable& table, std::span<const int> levers, std::span<const int> levels);

  const Symbols& symbols_;
  std::vector<std::uint32_t> by_id_;  // The parameters in the order of their ids, as values are.
  std::vector<ValueId> numbers_;      // For each parameter, its place in `by_id_`.
  std::vector<int> open_values_;
  FeatureBuilder builder_;
  Walker<LinearDomain> walker_;
  PieceSplitter splitter_;
  std::vector<Linear> cells_;
  std::unordered_multimap<std::uint64_t, std::uint32_t> cell_ids_;
  std::map<CellTable, std::size_t> first_rows_;
  std::vector<std::uint32_t> rows_;
  std::size_t num_folded_ = 0;
};

}  // namespace demarche
