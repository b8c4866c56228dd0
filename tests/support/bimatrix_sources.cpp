// SPDX-License-Identifier: MIT
#include "support/bimatrix_sources.hpp"

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>

#include "demarche/core/error.hpp"
#include "support/games.hpp"

namespace demarche::testing {
namespace {

using Sizes = std::vector<int>;

NormalFormGame few_integers(const Sizes& sizes, std::uint64_t seed) {
  return random_integer_game(sizes, 2, seed);
}

NormalFormGame many_integers(const Sizes& sizes, std::uint64_t seed) {
  return random_integer_game(sizes, 50, seed);
}

NormalFormGame nearly_tied(const Sizes& sizes, std::uint64_t seed) {
  auto game = random_integer_game(sizes, 2, seed);
  const auto noise = random_integer_game(sizes, 3, seed + 1);
  for (std::size_t i = 0; i < 2; ++i) {
    for (std::size_t p = 0; p < game.num_profiles(); ++p) {
      game.payoffs(i)[p] += 0x1p-50 * noise.payoffs(i)[p];
    }
  }
  return game;
}

NormalFormGame covariant(const Sizes& sizes, std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::normal_distribution<double> normal;
  const double correlation = 0.3 * (static_cast<double>(seed % 7) - 3.0);
  const double rest = std::sqrt(1.0 - correlation * correlation);
  NormalFormGame game(sizes);
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    game.payoffs(0)[p] = normal(engine);
    game.payoffs(1)[p] = correlation * game.payoffs(0)[p] + rest * normal(engine);
  }
  return game;
}

NormalFormGame zero_sum(const Sizes& sizes, std::uint64_t seed) {
  auto game = seed % 2 == 0 ? random_game(sizes, seed) : few_integers(sizes, seed);
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    game.payoffs(1)[p] = -game.payoffs(0)[p];
  }
  return game;
}

NormalFormGame duplicated(const Sizes& sizes, std::uint64_t seed) {
  const NormalFormGame original = random_game(sizes, seed);
  NormalFormGame game(sizes);
  const auto source = [](int s) { return s % 3 == 2 ? s / 2 : s; };
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    const auto profile = game.profile(p);
    const std::size_t from =
        original.profile_index(std::vector{source(profile[0]), source(profile[1])});
    game.payoffs(0)[p] = original.payoffs(0)[from];
    game.payoffs(1)[p] = original.payoffs(1)[from];
  }
  return game;
}

NormalFormGame copied_payoffs(const Sizes& sizes, std::uint64_t seed) {
  auto game = random_game(sizes, seed);
  const auto columns = static_cast<std::ptrdiff_t>(sizes[1]);
  const auto payoffs = game.payoffs(0);
  std::copy(payoffs.begin(), payoffs.begin() + columns, payoffs.end() - columns);
  return game;
}

NormalFormGame rank_one(const Sizes& sizes, std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::uniform_01<double> uniform;
  NormalFormGame game = random_game(sizes, seed + 1);
  std::vector<double> of_column;
  for (int j = 0; j < sizes[1]; ++j) {
    of_column.push_back(uniform(engine));
  }
  std::size_t p = 0;
  for (int i = 0; i < sizes[0]; ++i) {
    const double of_row = uniform(engine);
    for (const double number : of_column) {
      game.payoffs(1)[p] = of_row * number - game.payoffs(0)[p];
      ++p;
    }
  }
  return game;
}

NormalFormGame tiny(const Sizes& sizes, std::uint64_t seed) {
  return rescaled(rescaled(random_game(sizes, seed), 0, 1e-10, 0.0), 1, 1e10, 0.0);
}

NormalFormGame shifted(const Sizes& sizes, std::uint64_t seed) {
  return rescaled(rescaled(random_game(sizes, seed), 0, 1.0, 1e8), 1, 1.0, -1e8);
}

NormalFormGame mixed_scale(const Sizes& sizes, std::uint64_t seed) {
  NormalFormGame game = random_game(sizes, seed);
  for (std::size_t player = 0; player < 2; ++player) {
    for (double& payoff : game.payoffs(player)) {
      const double magnitude = std::pow(10.0, 40.0 * std::abs(payoff - 0.5) - 10.0);
      payoff = payoff < 0.5 ? -magnitude : magnitude;
    }
  }
  return game;
}

NormalFormGame flat(const Sizes& sizes, std::uint64_t seed) {
  return rescaled(random_integer_game(sizes, 1, seed), seed % 2, 0.0, 7.0);
}

}  // namespace

const std::vector<GameSource>& bimatrix_sources() {
  static const std::vector<GameSource> all = {{"uniform", false, random_game},
                                              {"fewIntegers", true, few_integers},
                                              {"manyIntegers", false, many_integers},
                                              {"nearlyTied", true, nearly_tied},
                                              {"covariant", false, covariant},
                                              {"zeroSum", false, zero_sum},
                                              {"duplicated", true, duplicated},
                                              {"copiedPayoffs", true, copied_payoffs},
                                              {"rankOne", false, rank_one},
                                              {"tiny", false, tiny},
                                              {"shifted", false, shifted},
                                              {"mixedScale", false, mixed_scale},
                                              {"flat", true, flat}};
  return all;
}

const GameSource& bimatrix_source(std::string_view name) {
  for (const GameSource& source : bimatrix_sources()) {
    if (source.name == name) {
      return source;
    }
  }
  throw InvalidArgument("no source of two-player games is called " + std::string(name));
}

std::vector<std::vector<int>> small_sizes() {
  std::vector<std::vector<int>> sizes;
  for (int m = 2; m <= 5; ++m) {
    for (int n = 2; n <= 5; ++n) {
      sizes.push_back({m, n});
    }
  }
  return sizes;
}

}  // namespace demarche::testing
