// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// An actor whose payoff is open: code computes it in every draw (see CustomCode), wherever the
/// scenario mentions it, and the actor's payoff terms are ignored.
struct OpenPayoff {
  std::string actor;  ///< The id of an actor without a behaviour.
  /// The payoff is a sum of tables. Each table names its levers ("actor.lever", in the scenario's
  /// order). Without tables the payoff is one table over the strategies of all actors.
  std::vector<std::vector<std::string>> tables = {};
};

/// Every actor without a behaviour, each with one table over the strategies of all actors.
[[nodiscard]] std::vector<OpenPayoff> all_payoffs_open(const v1::Scenario& scenario);

/// A table of an open payoff in a model, which code fills.
struct OpenTable {
  int actor = 0;                   ///< Whose payoff the table is, or a part of it.
  bool is_over_strategies = true;  ///< Whether the axes are the actors; else `levers` are.
  std::vector<int> levers;         ///< The variables that it depends on, ascending.
  std::vector<int> sizes;          ///< Strategies or levels along each axis.
  std::size_t first_row = 0;       ///< Its first cell among the cells of all open tables.
  std::size_t num_rows = 1;        ///< Product of `sizes`; cells are row-major.
  /// For each combination of the levers' levels (row-major) its cell, or -1 if it is infeasible.
  /// Empty if each combination has a cell, in the same order.
  std::vector<int> cell_of_levels;
};

/// For each table, and for each combination of its levers' levels (row-major), the number of the
/// cell among the cells of all tables; -1 if the combination is infeasible.
[[nodiscard]] std::vector<int> open_rows(std::span<const OpenTable> tables);

}  // namespace demarche
