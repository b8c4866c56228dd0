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
  /// The same game for the same seed.
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
/// The same without zero-sum, which has two players.
[[nodiscard]] const std::vector<GameSource>& many_player_sources();

/// The same game told otherwise: player i was player order[i].
[[nodiscard]] NormalFormGame with_players(const NormalFormGame& game,
                                          const std::vector<std::size_t>& order);
/// The profile told likewise.
[[nodiscard]] MixedProfile with_players(const MixedProfile& profile,
                                        const std::vector<std::size_t>& order);

/// Everybody's strategies in reverse order.
[[nodiscard]] NormalFormGame with_reversed_strategies(const NormalFormGame& game);
[[nodiscard]] MixedProfile with_reversed_strategies(MixedProfile profile);

/// One more strategy of `player`, the last, which pays it less than its first whatever happens.
[[nodiscard]] NormalFormGame with_dominated_strategy(const NormalFormGame& game,
                                                     std::size_t player);

}  // namespace demarche::testing
