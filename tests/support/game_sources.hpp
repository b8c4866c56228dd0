// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche::testing {

/// Random games of one kind, of any size.
struct GameSource {
  std::string name;
  bool is_tied;  ///< Many of its games are degenerate.
  /// Makes the game of a seed; equal seeds give equal games.
  std::function<NormalFormGame(const std::vector<int>& num_strategies, std::uint64_t seed)> make;
};

/// The source as part of a test's name.
template <class Info>
std::string test_name(const Info& info) {
  std::string name = info.param.name;
  std::erase(name, '-');
  return name;
}

std::ostream& operator<<(std::ostream& out, const GameSource& source);

/// Families of generate_game(): uniform, covariant (correlation -0.5 for two players), zero-sum,
/// integer (0 to 3) and duplicated.
[[nodiscard]] const std::vector<GameSource>& two_player_sources();
/// These families without zero-sum, which has two players only.
[[nodiscard]] const std::vector<GameSource>& many_player_sources();

/// The same game with the players in another order: player i is player order[i] of `game`.
[[nodiscard]] NormalFormGame with_players(const NormalFormGame& game,
                                          const std::vector<std::size_t>& order);
/// A profile with the players in another order, likewise.
[[nodiscard]] MixedProfile with_players(const MixedProfile& profile,
                                        const std::vector<std::size_t>& order);

/// The same game with each player's strategies in reverse order.
[[nodiscard]] NormalFormGame with_reversed_strategies(const NormalFormGame& game);
[[nodiscard]] MixedProfile with_reversed_strategies(MixedProfile profile);

/// The game with one more strategy of `player`, the last one, which always pays it less than its
/// first one.
[[nodiscard]] NormalFormGame with_dominated_strategy(const NormalFormGame& game,
                                                     std::size_t player);

}  // namespace demarche::testing
