// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// A function of a few variables: cell (i_0, i_1, ...) of `scope` stands at row
/// `first_cell + i_0 * stride_0 + ...` of a block's cells, row-major (the last variable fastest).
/// An empty scope is one cell.
struct FactorTable {
  std::vector<int> scope;      ///< Variables, strictly ascending.
  std::size_t first_cell = 0;  ///< Row of the first cell.
  std::size_t num_cells = 1;   ///< Product of the scope's sizes.
};

/// One player: a set of variables (levers), the feasible combinations of their levels, and payoff
/// tables.
struct FactoredPlayer {
  std::string name;            ///< For messages.
  std::vector<int> variables;  ///< Strictly ascending; no variable belongs to two players.
  /// strategies[s][k] is the level of variables[k]; sorted lexicographically, at least one.
  std::vector<std::vector<int>> strategies;
  /// The payoff is their sum. Empty for a behavioural player.
  std::vector<FactorTable> payoff = {};
  /// A behavioural player optimises nothing; the weight of each level combination is the product of
  /// these tables, all over own variables.
  std::vector<FactorTable> behaviour = {};

  /// Whether it draws its strategies.
  [[nodiscard]] bool is_behavioural() const noexcept { return !behaviour.empty(); }
};

/// The structure that all draws of a scenario share: who has which variables, and which small
/// tables add up to whose payoff. Variables are numbered player by player.
struct FactoredShape {
  std::vector<int> variable_sizes;      ///< Number of levels of each.
  std::vector<FactoredPlayer> players;  ///< By number.
  std::size_t num_cells = 0;  ///< Rows of a block's cells that payoff and behaviour tables use.

  /// Those who choose and behavioural ones.
  [[nodiscard]] std::size_t num_players() const noexcept { return players.size(); }
  /// Sum of the players' numbers of strategies: rows of a block of mixed profiles.
  [[nodiscard]] std::size_t num_strategies() const noexcept;
  /// Row of player `player`'s first strategy in a block of mixed profiles.
  [[nodiscard]] std::size_t first_strategy(std::size_t player) const noexcept;
  /// Number of joint profiles, as a double because it may be astronomic.
  [[nodiscard]] double num_profiles() const noexcept;

  /// @throws InvalidArgument naming the first rule broken: scopes sorted and in range, cell counts
  /// right, rows within num_cells, strategies sorted, unique and in range, behaviour over own
  /// variables.
  void check() const;
};

/// Up to kBlockLanes games of one shape. A view: nothing is owned.
struct GameBlock {
  const FactoredShape* shape = nullptr;  ///< Of all its games.
  std::size_t num_lanes = 0;  ///< Lanes in use; at most kBlockLanes. Others hold anything finite.
  const double* cells = nullptr;      ///< [num_cells][kBlockLanes]
  const double* precision = nullptr;  ///< [num_players][kBlockLanes], logit precision; may be null.
};

/// One game of a block with its own storage.
struct FactoredGame {
  FactoredShape shape;        ///< Of the one game.
  std::vector<double> cells;  ///< [num_cells]
};

/// The same game with one variable per player and one table per player over all of them.
[[nodiscard]] FactoredGame factored_form(const NormalFormGame& game);

/// Expected payoff of each of `player`'s strategies while the others play `probabilities`,
/// [num_strategies]; `cells` is one game's, [num_cells].
[[nodiscard]] std::vector<double> strategy_payoffs(const FactoredShape& shape,
                                                   std::span<const double> cells,
                                                   std::span<const double> probabilities,
                                                   std::size_t player);

}  // namespace demarche
