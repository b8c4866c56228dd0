// SPDX-License-Identifier: MIT
#include "report/correlated_play.hpp"

#include <cassert>

namespace demarche {

std::vector<double> expected_payoffs(const NormalFormGame& game,
                                     const std::vector<WeightedProfile>& distribution) {
  std::vector<double> payoffs(game.num_players(), 0.0);
  for (const WeightedProfile& profile : distribution) {
    assert(profile.strategies.size() == game.num_players());
    for (std::size_t i = 0; i < payoffs.size(); ++i) {
      payoffs[i] += profile.probability * game.payoffs(i)[game.profile_index(profile.strategies)];
    }
  }
  return payoffs;
}

}  // namespace demarche
