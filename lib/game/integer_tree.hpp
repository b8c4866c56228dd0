// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/rational.hpp"
#include "demarche/game/extensive_game.hpp"

namespace demarche {

/// The numbers of an exact tree, brought to common denominators: the probability with which chance
/// lets a node be reached is weights[weight_of[node]] / weight_scale, and an outcome pays a player
/// payoffs[outcome][player] / payoff_scales[player]. A sum over nodes is then a sum of integers.
struct IntegerTree {
  std::vector<std::size_t> weight_of;         ///< For each node.
  std::vector<Integer> weights;               ///< At least 0, at most weight_scale.
  Integer weight_scale = 1;                   ///< The common denominator of probabilities.
  std::vector<std::vector<Integer>> payoffs;  ///< [outcome][player]
  std::vector<Integer> payoff_scales;         ///< [player]
  Integer largest_sum;  ///< What a profile pays is at most this, times the scales.
};

/// Brings the tree to common denominators. Returns nothing if the tree is not exact, or if the
/// integers would be large: longer than 4,096 bits, or more than 32 MiB together.
/// @pre The game has passed its check().
[[nodiscard]] std::optional<IntegerTree> integer_tree(const ExtensiveGame& game);

}  // namespace demarche
