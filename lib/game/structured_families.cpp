// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <functional>
#include <numeric>

#include "game/family_games.hpp"

namespace demarche {
namespace {

using Engine = boost::random::mt19937_64;

/// A set of facilities: bit f stands for facility f.
using FacilitySet = unsigned;

/// Draws `count` different non-empty sets and returns them in ascending order. The first `count`
/// places of a Fisher-Yates shuffle of all sets are a uniform sample without repetition.
std::vector<FacilitySet> random_sets(int num_facilities, int count, Engine& engine) {
  std::vector<FacilitySet> sets((std::size_t{1} << num_facilities) - 1);
  std::iota(sets.begin(), sets.end(), FacilitySet{1});
  const auto chosen = static_cast<std::size_t>(count);
  for (std::size_t k = 0; k < chosen; ++k) {
    std::swap(
        sets[k],
        sets[boost::random::uniform_int_distribution<std::uint64_t>(k, sets.size() - 1)(engine)]);
  }
  sets.resize(chosen);
  std::sort(sets.begin(), sets.end());
  return sets;
}

std::string set_name(FacilitySet set) {
  std::string name;
  for (int f = 0; set >> f != 0; ++f) {
    if ((set >> f & 1U) != 0) {
      name += fmt::format("{}{}", name.empty() ? "" : "+", f + 1);
    }
  }
  return name;
}

/// All ways to distribute soldiers over battlefields, in lexicographic order.
std::vector<std::vector<int>> placements(int num_soldiers, int num_battlefields) {
  std::vector<std::vector<int>> all;
  std::vector<int> placement(static_cast<std::size_t>(num_battlefields), 0);
  placement.back() = num_soldiers;
  while (true) {
    all.push_back(placement);
    // The next placement in this order: find the last battlefield with soldiers, move one of them
    // to the battlefield before it, and put the rest of them on the last battlefield.
    std::size_t last = placement.size() - 1;
    while (placement[last] == 0) {
      --last;
    }
    if (last == 0) {
      return all;
    }
    const int rest = placement[last] - 1;
    placement[last] = 0;
    ++placement[last - 1];
    placement.back() = rest;
  }
}

/// What each facility pays every user of a crowd: [facility][size of the crowd - 1], falling.
std::vector<std::vector<double>> random_crowd_payoffs(std::size_t num_facilities,
                                                      std::size_t num_players,
                                                      Engine& engine) {
  std::vector<std::vector<double>> payoff_of_crowd(num_facilities);
  for (auto& payoffs : payoff_of_crowd) {
    for (std::size_t c = 0; c < num_players; ++c) {
      payoffs.push_back(2.0 * boost::random::uniform_01<double>()(engine) - 1.0);
    }
    std::sort(payoffs.begin(), payoffs.end(), std::greater<>());
  }
  return payoff_of_crowd;
}

/// What one of the first `num_cyclic` = 2 * size - 1 strategies of the family sgc pays against any
/// strategy of the other player.
double sgc_cyclic_payoff(int own, int other, int num_cyclic, int size) {
  if (other >= num_cyclic) {
    return 2.0;
  }
  if (own == other) {
    return 3.0;
  }
  return (other - own + num_cyclic) % num_cyclic < size ? 2.0 : 4.0;
}

}  // namespace

NormalFormGame congestion_game(const FamilyOptions& options, std::uint64_t seed) {
  Engine engine(seed);
  NormalFormGame game(options.num_strategies);
  const std::size_t num_players = game.num_players();
  const auto num_facilities = static_cast<std::size_t>(options.num_facilities);
  std::vector<std::vector<FacilitySet>> sets;
  for (std::size_t i = 0; i < num_players; ++i) {
    if (i > 0 && options.is_symmetric) {
      sets.push_back(sets.front());
    } else {
      sets.push_back(random_sets(options.num_facilities, options.num_strategies[i], engine));
    }
    std::transform(sets[i].begin(), sets[i].end(), game.strategy_names[i].begin(), set_name);
  }
  const auto payoff_of_crowd = random_crowd_payoffs(num_facilities, num_players, engine);
  std::vector<std::size_t> users;
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    const std::vector<int> profile = game.profile(p);
    for (std::size_t f = 0; f < num_facilities; ++f) {
      users.clear();
      for (std::size_t i = 0; i < num_players; ++i) {
        if ((sets[i][static_cast<std::size_t>(profile[i])] >> f & 1U) != 0) {
          users.push_back(i);
        }
      }
      for (const std::size_t i : users) {
        game.payoffs(i)[p] += payoff_of_crowd[f][users.size() - 1];
      }
    }
  }
  return game;
}

// The first 2k - 1 strategies of a player form a generalised rock-paper-scissors: against each
// other they pay 4, 3 or 2, and 2 against the 2k other strategies. The other strategies pay 0
// against the first ones. Among themselves they come in pairs: the first player gets 3 where both
// choose the same strategy, the second player where it chooses the partner of the first one's
// strategy, and both get 0 elsewhere @cite SandholmGilpinConitzer2005.
NormalFormGame sgc_game(const FamilyOptions& options, std::uint64_t /*seed*/) {
  const int num_cyclic = 2 * options.size - 1;
  const int n = 2 * num_cyclic + 1;
  NormalFormGame game({n, n});
  const auto cyclic = [&](int own, int other) {
    return sgc_cyclic_payoff(own, other, num_cyclic, options.size);
  };
  const auto is_pair = [&](int i, int j) {
    return j >= num_cyclic && j == num_cyclic + ((i - num_cyclic) ^ 1);
  };
  for (int i = 0; i < n; ++i) {
    for (int j = 0; j < n; ++j) {
      const auto p =
          static_cast<std::size_t>(i) * static_cast<std::size_t>(n) + static_cast<std::size_t>(j);
      game.payoffs(0)[p] = i < num_cyclic ? cyclic(i, j) : i == j ? 3.0 : 0.0;
      game.payoffs(1)[p] = j < num_cyclic ? cyclic(j, i) : is_pair(i, j) ? 3.0 : 0.0;
    }
  }
  return game;
}

NormalFormGame travellers_dilemma(const FamilyOptions& options, std::uint64_t /*seed*/) {
  NormalFormGame game(options.num_strategies);
  for (auto& names : game.strategy_names) {
    for (std::size_t s = 0; s < names.size(); ++s) {
      names[s] = fmt::format("{}", options.lowest_claim + static_cast<double>(s));
    }
  }
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    const std::vector<int> profile = game.profile(p);
    const auto [least, most] = std::minmax_element(profile.begin(), profile.end());
    for (std::size_t i = 0; i < profile.size(); ++i) {
      const double bonus = *least == *most        ? 0.0
                           : profile[i] == *least ? options.reward
                                                  : -options.reward;
      game.payoffs(i)[p] = options.lowest_claim + *least + bonus;
    }
  }
  return game;
}

NormalFormGame blotto_game(const FamilyOptions& options, std::uint64_t /*seed*/) {
  const auto forces = placements(options.num_soldiers, options.num_battlefields);
  const auto count = static_cast<int>(forces.size());
  NormalFormGame game({count, count});
  for (std::size_t s = 0; s < forces.size(); ++s) {
    game.strategy_names[0][s] = fmt::format("{}", fmt::join(forces[s], "-"));
    game.strategy_names[1][s] = game.strategy_names[0][s];
  }
  for (std::size_t i = 0; i < forces.size(); ++i) {
    for (std::size_t j = 0; j < forces.size(); ++j) {
      int won = 0;
      for (std::size_t b = 0; b < forces[i].size(); ++b) {
        won += (forces[i][b] > forces[j][b] ? 1 : 0) - (forces[i][b] < forces[j][b] ? 1 : 0);
      }
      game.payoffs(0)[i * forces.size() + j] = won;
      game.payoffs(1)[i * forces.size() + j] = -won;
    }
  }
  return game;
}

}  // namespace demarche
