// SPDX-License-Identifier: MIT
#include "demarche/game/responses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "demarche/core/error.hpp"
#include "game/mean_payoff.hpp"
#include "game/range_scale.hpp"

namespace demarche {
namespace {

void check_strategies(const NormalFormGame& game, const std::vector<std::vector<int>>& strategies) {
  if (strategies.size() != game.num_players()) {
    throw InvalidArgument(fmt::format(
        "strategies must be lists for {} players, got {}", game.num_players(), strategies.size()));
  }
  for (std::size_t i = 0; i < strategies.size(); ++i) {
    const std::set<int> distinct(strategies[i].begin(), strategies[i].end());
    if (distinct.empty() || distinct.size() != strategies[i].size() || *distinct.begin() < 0 ||
        *distinct.rbegin() >= game.num_strategies()[i]) {
      throw InvalidArgument(
          fmt::format("strategies of player {} must be at least one, each once, from 0 up to, not "
                      "including, {}; got ({})",
                      game.player_names[i],
                      game.num_strategies()[i],
                      fmt::join(strategies[i], ", ")));
    }
  }
}

}  // namespace

std::vector<double> expected_payoffs(const NormalFormGame& game, const MixedProfile& profile) {
  std::vector<double> payoffs;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    payoffs.push_back(game.expected_payoff(i, profile));
  }
  return payoffs;
}

std::vector<double> regrets(const NormalFormGame& game, const MixedProfile& profile) {
  std::vector<double> all;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    all.push_back(std::max(0.0, largest_gain(game.strategy_payoffs(i, profile), profile[i])));
  }
  return all;
}

std::vector<int> best_responses(const NormalFormGame& game,
                                std::size_t player,
                                const MixedProfile& profile,
                                double tie_tolerance) {
  // Both sides are compared after range.scale, so that payoffs near the end of the range of doubles
  // neither overflow nor vanish.
  const ScaledRange range = scaled_range(game.payoffs(player));
  const double slack = tie_tolerance * range.spread();
  const auto values = game.strategy_payoffs(player, profile);
  const double best = range.scale * *std::max_element(values.begin(), values.end());
  std::vector<int> found;
  for (std::size_t s = 0; s < values.size(); ++s) {
    if (best - range.scale * values[s] <= slack) {
      found.push_back(static_cast<int>(s));
    }
  }
  return found;
}

NormalFormGame restricted(const NormalFormGame& game,
                          const std::vector<std::vector<int>>& strategies) {
  check_strategies(game, strategies);
  std::vector<int> sizes;
  sizes.reserve(strategies.size());
  for (const auto& own : strategies) {
    sizes.push_back(static_cast<int>(own.size()));
  }
  NormalFormGame smaller(sizes);
  smaller.title = game.title;
  smaller.player_names = game.player_names;
  for (std::size_t i = 0; i < strategies.size(); ++i) {
    for (std::size_t s = 0; s < strategies[i].size(); ++s) {
      smaller.strategy_names[i][s] =
          game.strategy_names[i][static_cast<std::size_t>(strategies[i][s])];
    }
  }
  std::vector<std::size_t> places;  // Of the smaller game's profiles in the larger one.
  for (std::size_t p = 0; p < smaller.num_profiles(); ++p) {
    std::vector<int> profile = smaller.profile(p);
    for (std::size_t i = 0; i < profile.size(); ++i) {
      profile[i] = strategies[i][static_cast<std::size_t>(profile[i])];
    }
    places.push_back(game.profile_index(profile));
  }
  std::vector<Fraction> exact;
  for (std::size_t i = 0; i < strategies.size(); ++i) {
    const auto own = game.exact_payoffs(i);
    for (std::size_t p = 0; p < places.size(); ++p) {
      smaller.payoffs(i)[p] = game.payoffs(i)[places[p]];
      if (!own.empty()) {
        exact.push_back(own[places[p]]);
      }
    }
  }
  if (!exact.empty()) {
    smaller.set_exact_payoffs(std::move(exact));
  }
  return smaller;
}

}  // namespace demarche
