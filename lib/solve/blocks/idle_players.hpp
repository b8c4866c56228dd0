// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// Whether a game of three players or more has an *idle* one, with only one strategy. Such players
/// do not change which profiles are equilibria, and a solver need not look at them. Games of fewer
/// players count as having none: their solvers take a few strategies as they are.
[[nodiscard]] bool has_idle_players(const std::vector<int>& num_strategies);

/// The numbers of strategies of the players who are not idle; {1} if all are. What a solver says of
/// a game's size, and what it refuses, goes by these.
[[nodiscard]] std::vector<int> without_idle_players(const std::vector<int>& num_strategies);

/// The game among the players who are not idle, with exact payoffs if `game` has them; the first
/// player alone if all are idle.
[[nodiscard]] NormalFormGame without_idle_players(const NormalFormGame& game);

/// The profile of without_idle_players() as one of the game, whose numbers of strategies are given.
[[nodiscard]] MixedProfile with_idle_players(const MixedProfile& profile,
                                             const std::vector<int>& num_strategies);

/// What `solve` finds in the game among the players who are not idle, as a result on the game: what
/// the others add to a solver's matrices is no information. 4,000 of them took more than a minute
/// at a time limit of 1 second. The result of `solve` has a list of profiles, `equilibria`.
template <class Solve>
auto solve_without_idle_players(const NormalFormGame& game, const Solve& solve) {
  if (!has_idle_players(game.num_strategies())) {
    return solve(game);
  }
  auto result = solve(without_idle_players(game));
  for (MixedProfile& profile : result.equilibria) {
    profile = with_idle_players(profile, game.num_strategies());
  }
  return result;
}

}  // namespace demarche
