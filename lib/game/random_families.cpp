// SPDX-License-Identifier: MIT
#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <functional>

#include "game/family_games.hpp"

namespace demarche {
namespace {

using Engine = boost::random::mt19937_64;

double uniform(Engine& engine) {
  return boost::random::uniform_01<double>()(engine);
}

}  // namespace

NormalFormGame uniform_game(const FamilyOptions& options, std::uint64_t seed) {
  Engine engine(seed);
  NormalFormGame game(options.num_strategies);
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    for (double& payoff : game.payoffs(i)) {
      payoff = uniform(engine);
    }
  }
  return game;
}

NormalFormGame integer_game(const FamilyOptions& options, std::uint64_t seed) {
  Engine engine(seed);
  boost::random::uniform_int_distribution<int> integers(0, options.most);
  NormalFormGame game(options.num_strategies);
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    for (double& payoff : game.payoffs(i)) {
      payoff = integers(engine);
    }
  }
  return game;
}

NormalFormGame covariant_game(const FamilyOptions& options, std::uint64_t seed) {
  Engine engine(seed);
  boost::random::normal_distribution<double> normal;
  NormalFormGame game(options.num_strategies);
  const auto n = static_cast<double>(game.num_players());
  // The correlation matrix R has 1 on its diagonal and rho elsewhere. Its symmetric square root is
  // own * I + all * J, with J the matrix of ones. On vectors that sum to 0 its eigenvalue is own,
  // whose square must be 1 - rho; along the vector of ones it is own + n * all, whose square must
  // be 1 + (n - 1) rho. Independent normal numbers z become own * z_i + all * (sum of z).
  const double own = std::sqrt(std::max(0.0, 1.0 - options.correlation));
  const double along_ones = std::sqrt(std::max(0.0, 1.0 + (n - 1.0) * options.correlation));
  const double all = (along_ones - own) / n;
  std::vector<double> independent(game.num_players());
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    double sum = 0.0;
    for (double& z : independent) {
      sum += z = normal(engine);
    }
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      game.payoffs(i)[p] = own * independent[i] + all * sum;
    }
  }
  return game;
}

NormalFormGame zero_sum_game(const FamilyOptions& options, std::uint64_t seed) {
  Engine engine(seed);
  NormalFormGame game(options.num_strategies);
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    game.payoffs(0)[p] = 2.0 * uniform(engine) - 1.0;
    game.payoffs(1)[p] = -game.payoffs(0)[p];
  }
  return game;
}

// The strategies s and s + (count + 1) / 2 of a player are copies of each other.
NormalFormGame duplicated_game(const FamilyOptions& options, std::uint64_t seed) {
  FamilyOptions distinct = options;
  for (int& count : distinct.num_strategies) {
    count = (count + 1) / 2;
  }
  const NormalFormGame original = uniform_game(distinct, seed);
  NormalFormGame game(options.num_strategies);
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    std::vector<int> profile = game.profile(p);
    for (std::size_t i = 0; i < profile.size(); ++i) {
      profile[i] %= distinct.num_strategies[i];
    }
    const std::size_t source = original.profile_index(profile);
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      game.payoffs(i)[p] = original.payoffs(i)[source];
    }
  }
  return game;
}

NormalFormGame coordination_game(const FamilyOptions& options, std::uint64_t seed) {
  NormalFormGame game = uniform_game(options, seed);
  for (int s = 0; s < game.num_strategies().front(); ++s) {
    const std::size_t p = game.profile_index(std::vector<int>(game.num_players(), s));
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      game.payoffs(i)[p] += 1.0;
    }
  }
  return game;
}

NormalFormGame dispersion_game(const FamilyOptions& options, std::uint64_t seed) {
  Engine engine(seed);
  NormalFormGame game(options.num_strategies);
  std::vector<double> payoff_of_crowd(game.num_players());
  for (double& payoff : payoff_of_crowd) {
    payoff = uniform(engine);
  }
  std::sort(payoff_of_crowd.begin(), payoff_of_crowd.end(), std::greater<>());
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    const std::vector<int> profile = game.profile(p);
    for (std::size_t i = 0; i < profile.size(); ++i) {
      const auto crowd = std::count(profile.begin(), profile.end(), profile[i]);
      game.payoffs(i)[p] = payoff_of_crowd[static_cast<std::size_t>(crowd) - 1];
    }
  }
  return game;
}

NormalFormGame polymatrix_game(const FamilyOptions& options, std::uint64_t seed) {
  Engine engine(seed);
  NormalFormGame game(options.num_strategies);
  const auto size = [&](std::size_t player) {
    return static_cast<std::size_t>(game.num_strategies()[player]);
  };
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    for (std::size_t j = 0; j < game.num_players(); ++j) {
      if (j == i) {
        continue;
      }
      std::vector<double> pair(size(i) * size(j));
      for (double& payoff : pair) {
        payoff = uniform(engine);
      }
      for (std::size_t p = 0; p < game.num_profiles(); ++p) {
        const std::size_t own = p / game.stride(i) % size(i);
        game.payoffs(i)[p] += pair[own * size(j) + p / game.stride(j) % size(j)];
      }
    }
  }
  return game;
}

}  // namespace demarche
