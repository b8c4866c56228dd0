// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// A function of a few variables, given by one number for each combination of their levels. The
/// cell of levels (i_0, i_1, ...) is row first_cell + i_0 * stride_0 + i_1 * stride_1 + ... of a
/// block's cells, in row-major order (the last variable fastest). A table with an empty scope has
/// one cell.
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
  /// The player's payoff is the sum of these tables. Empty for a behavioural player.
  std::vector<FactorTable> payoff = {};
  /// Not empty for a behavioural player, who draws a strategy instead of choosing one. A strategy's
  /// weight is the product of these tables, all over own variables; its probability is the weight
  /// over the sum of all.
  std::vector<FactorTable> behaviour = {};

  /// Whether the player draws its strategy with fixed weights instead of choosing it.
  [[nodiscard]] bool is_behavioural() const noexcept { return !behaviour.empty(); }
};

/// The structure that all draws of a scenario share: who has which variables, and which small
/// tables add up to whose payoff. Variables may be numbered in any order.
struct FactoredShape {
  std::vector<int> variable_sizes;      ///< Number of levels of each.
  std::vector<FactoredPlayer> players;  ///< By number.
  std::size_t num_cells = 0;  ///< Rows of a block's cells that payoff and behaviour tables use.

  /// The number of players, behavioural ones among them.
  [[nodiscard]] std::size_t num_players() const noexcept { return players.size(); }
  /// The sum of the players' numbers of strategies, which is the number of rows of a block of mixed
  /// profiles.
  [[nodiscard]] std::size_t num_strategies() const noexcept;
  /// The row of `player`'s first strategy in a block of mixed profiles.
  [[nodiscard]] std::size_t first_strategy(std::size_t player) const noexcept;
  /// Number of joint profiles, as a double because it may be astronomic.
  [[nodiscard]] double num_profiles() const noexcept;

  /// @throws InvalidArgument naming the first rule broken: scopes sorted and in range, cell counts
  /// right, rows within num_cells, strategies sorted, unique and in range, behaviour over own
  /// variables.
  void check() const;
};

/// Up to kBlockLanes games of one shape, one per lane. A view that owns nothing.
struct GameBlock {
  const FactoredShape* shape = nullptr;  ///< The shape of all games.
  std::size_t num_lanes = 0;      ///< Lanes in use, the first ones. Others hold any finite numbers.
  const double* cells = nullptr;  ///< [num_cells][kBlockLanes]
  const double* precision = nullptr;  ///< [num_players][kBlockLanes], logit precision; may be null.
};

/// One game with its own storage.
struct FactoredGame {
  FactoredShape shape;        ///< Players, strategies and tables.
  std::vector<double> cells;  ///< [num_cells]
};

/// A dense game as a factored one: each player has one variable, whose levels are its strategies,
/// and one table over the variables of all players.
[[nodiscard]] FactoredGame factored_form(const NormalFormGame& game);

/// The expected payoff of each of `player`'s strategies where the others play `probabilities`,
/// [num_strategies]. `cells` are those of one game, [num_cells].
[[nodiscard]] std::vector<double> strategy_payoffs(const FactoredShape& shape,
                                                   std::span<const double> cells,
                                                   std::span<const double> probabilities,
                                                   std::size_t player);

}  // namespace demarche
