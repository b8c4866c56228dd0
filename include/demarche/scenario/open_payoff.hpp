// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// Leaves the payoff of an actor open: code computes it in every draw (see CustomCode), and the
/// actor's own terms do not count, wherever the scenario mentions its payoff.
struct OpenPayoff {
  std::string actor;  ///< Id; one who chooses.
  /// The payoff is the sum of tables, each over the levels of the levers that it names
  /// ("actor.lever", in the scenario's order). None: one table over the strategies of all actors.
  std::vector<std::vector<std::string>> tables = {};
};

/// Every actor who chooses, each with one table over the strategies of all actors.
[[nodiscard]] std::vector<OpenPayoff> all_payoffs_open(const v1::Scenario& scenario);

/// One table of an open payoff in a model: what code has to fill in.
struct OpenTable {
  int actor = 0;                   ///< Whose payoff, or a part of it.
  bool is_over_strategies = true;  ///< The axes are the actors; else they are `levers`.
  std::vector<int> levers;         ///< Variables that it depends on, ascending.
  std::vector<int> sizes;          ///< Length of each axis: numbers of strategies, or of levels.
  std::size_t first_row = 0;       ///< Its first cell among those of all open tables.
  std::size_t num_rows = 1;        ///< Product of `sizes`; cells are row-major.
  /// Per combination of the levers' levels (row-major) its cell, or -1 where that is infeasible;
  /// empty if cells and combinations are the same.
  std::vector<int> cell_of_levels;
};

/// The rows of all open tables as expressions see them: for each table, for each combination of its
/// levers' levels (row-major), the row among those of all tables, or -1 where it is infeasible.
[[nodiscard]] std::vector<int> open_rows(std::span<const OpenTable> tables);

}  // namespace demarche
