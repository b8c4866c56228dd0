// SPDX-License-Identifier: MIT
#include "support/game_sources.hpp"

#include <algorithm>
#include <ostream>

#include "demarche/game/families.hpp"

namespace demarche::testing {
namespace {

/// A family of generate_game().
GameSource family_source(const char* name, bool is_tied) {
  return {name, is_tied, [name](const std::vector<int>& num_strategies, std::uint64_t seed) {
            const auto num_others = static_cast<double>(num_strategies.size() - 1);
            return generate_game(
                name,
                {.num_strategies = num_strategies, .correlation = -0.5 / num_others, .most = 3},
                seed);
          }};
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const GameSource& source) {
  return out << source.name;
}

const std::vector<GameSource>& two_player_sources() {
  static const std::vector<GameSource> all = {family_source("uniform", false),
                                              family_source("covariant", false),
                                              family_source("zero-sum", false),
                                              family_source("integer", true),
                                              family_source("duplicated", true)};
  return all;
}

const std::vector<GameSource>& many_player_sources() {
  static const std::vector<GameSource> all = {family_source("uniform", false),
                                              family_source("covariant", false),
                                              family_source("integer", true),
                                              family_source("duplicated", true)};
  return all;
}

NormalFormGame with_players(const NormalFormGame& game, const std::vector<std::size_t>& order) {
  std::vector<int> num_strategies;
  for (const std::size_t i : order) {
    num_strategies.push_back(game.num_strategies()[i]);
  }
  NormalFormGame told(num_strategies);
  for (std::size_t p = 0; p < told.num_profiles(); ++p) {
    const auto profile = told.profile(p);
    std::vector<int> original(profile.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      original[order[i]] = profile[i];
    }
    const std::size_t q = game.profile_index(original);
    for (std::size_t i = 0; i < order.size(); ++i) {
      told.payoffs(i)[p] = game.payoffs(order[i])[q];
    }
  }
  return told;
}

MixedProfile with_players(const MixedProfile& profile, const std::vector<std::size_t>& order) {
  MixedProfile told;
  for (const std::size_t i : order) {
    told.push_back(profile[i]);
  }
  return told;
}

NormalFormGame with_reversed_strategies(const NormalFormGame& game) {
  NormalFormGame told(game.num_strategies());
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    // Reversing every axis of a tensor reverses the order of its elements.
    std::reverse_copy(game.payoffs(i).begin(), game.payoffs(i).end(), told.payoffs(i).begin());
  }
  return told;
}

MixedProfile with_reversed_strategies(MixedProfile profile) {
  for (auto& strategy : profile) {
    std::reverse(strategy.begin(), strategy.end());
  }
  return profile;
}

NormalFormGame with_dominated_strategy(const NormalFormGame& game, std::size_t player) {
  auto num_strategies = game.num_strategies();
  const int added = num_strategies[player]++;
  NormalFormGame larger(num_strategies);
  for (std::size_t p = 0; p < larger.num_profiles(); ++p) {
    auto profile = larger.profile(p);
    const bool is_added = profile[player] == added;
    profile[player] = is_added ? 0 : profile[player];
    const std::size_t q = game.profile_index(profile);
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      larger.payoffs(i)[p] = game.payoffs(i)[q] - (is_added && i == player ? 1.0 : 0.0);
    }
  }
  return larger;
}

}  // namespace demarche::testing
