// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "demarche/game/extensive_game.hpp"

namespace demarche::testing {

/// A game tree and its information sets by player, in the order of their first node.
struct RandomTree {
  ExtensiveGame game;
  std::vector<std::vector<std::size_t>> sets;
};

/// A random tree for up to three players with up to three information sets each and up to three
/// actions per set. It has moves of chance, some with probability 0, and outcomes at any node.
/// Often a player has no perfect recall, or a play meets an information set twice.
RandomTree random_tree(std::uint64_t seed);

/// All profiles of plain strategies: an action for each information set of the game, 0 for chance.
std::vector<std::vector<int>> plain_profiles(const RandomTree& tree);

/// Expected payoffs when everybody plays the plain strategies of `profile`.
std::vector<double> payoffs_of_play(const ExtensiveGame& game, const std::vector<int>& profile);

/// The names like "1*2" of the player's strategies that agree with `profile`, by number.
std::vector<int> matches(const RandomTree& tree,
                         std::size_t player,
                         const std::vector<std::string>& names,
                         const std::vector<int>& profile);

/// The information sets at which a name like "1*2" has an action.
std::set<std::size_t> sets_named(const RandomTree& tree,
                                 std::size_t player,
                                 const std::string& name);

/// The player's information sets that can be reached if it plays so, for some play of the others.
std::set<std::size_t> sets_reached(const RandomTree& tree,
                                   std::size_t player,
                                   const std::string& name);

}  // namespace demarche::testing
