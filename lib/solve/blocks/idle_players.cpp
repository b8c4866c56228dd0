// SPDX-License-Identifier: MIT
#include "solve/blocks/idle_players.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace demarche {
namespace {

/// The players who are not idle; the first one if all are.
std::vector<std::size_t> choosing_players(const std::vector<int>& num_strategies) {
  const bool has_idle = has_idle_players(num_strategies);
  std::vector<std::size_t> choosing;
  for (std::size_t i = 0; i < num_strategies.size(); ++i) {
    if (!has_idle || num_strategies[i] > 1) {
      choosing.push_back(i);
    }
  }
  return has_idle && choosing.empty() ? std::vector<std::size_t>{0} : choosing;
}

}  // namespace

bool has_idle_players(const std::vector<int>& num_strategies) {
  return num_strategies.size() > 2 &&
         std::find(num_strategies.begin(), num_strategies.end(), 1) != num_strategies.end();
}

std::vector<int> without_idle_players(const std::vector<int>& num_strategies) {
  std::vector<int> choices;
  for (const std::size_t i : choosing_players(num_strategies)) {
    choices.push_back(num_strategies[i]);
  }
  return choices;
}

/// A player with one strategy does not move a profile's place in the tensors, so payoffs stay in
/// their order.
NormalFormGame without_idle_players(const NormalFormGame& game) {
  const std::vector<std::size_t> players = choosing_players(game.num_strategies());
  NormalFormGame smaller(without_idle_players(game.num_strategies()));
  assert(smaller.num_profiles() == game.num_profiles());
  const bool is_exact = game.is_exact();
  std::vector<Fraction> exact;
  for (std::size_t k = 0; k < players.size(); ++k) {
    std::copy_n(game.payoffs(players[k]).begin(), game.num_profiles(), smaller.payoffs(k).begin());
    if (is_exact) {
      const auto own = game.exact_payoffs(players[k]);
      exact.insert(exact.end(), own.begin(), own.end());
    }
  }
  if (is_exact) {
    smaller.set_exact_payoffs(std::move(exact));
  }
  return smaller;
}

MixedProfile with_idle_players(const MixedProfile& profile,
                               const std::vector<int>& num_strategies) {
  MixedProfile all(num_strategies.size(), std::vector<double>{1.0});
  const std::vector<std::size_t> players = choosing_players(num_strategies);
  assert(profile.size() == players.size());
  for (std::size_t k = 0; k < players.size(); ++k) {
    all[players[k]] = profile[k];
  }
  return all;
}

}  // namespace demarche
