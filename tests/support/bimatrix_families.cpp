// SPDX-License-Identifier: MIT
#include "support/bimatrix_families.hpp"

#include <array>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>

#include "support/games.hpp"

namespace demarche::testing {
namespace {

NormalFormGame covariant(int m, int n, std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::normal_distribution<double> normal;
  const double correlation = 0.3 * (static_cast<double>(seed % 7) - 3.0);
  const double rest = std::sqrt(1.0 - correlation * correlation);
  NormalFormGame game({m, n});
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    game.payoffs(0)[p] = normal(engine);
    game.payoffs(1)[p] = correlation * game.payoffs(0)[p] + rest * normal(engine);
  }
  return game;
}

NormalFormGame duplicated(int m, int n, std::uint64_t seed) {
  const NormalFormGame original = random_game({m, n}, seed);
  NormalFormGame game({m, n});
  const auto source = [](int s) { return s % 3 == 2 ? s / 2 : s; };
  std::size_t p = 0;
  for (int i = 0; i < m; ++i) {
    for (int j = 0; j < n; ++j, ++p) {
      const auto from = static_cast<std::size_t>(source(i) * n + source(j));
      game.payoffs(0)[p] = original.payoffs(0)[from];
      game.payoffs(1)[p] = original.payoffs(1)[from];
    }
  }
  return game;
}

NormalFormGame rank_one(int m, int n, std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::uniform_01<double> uniform;
  NormalFormGame game = random_game({m, n}, seed + 1);
  std::vector<double> of_column;
  for (int j = 0; j < n; ++j) {
    of_column.push_back(uniform(engine));
  }
  std::size_t p = 0;
  for (int i = 0; i < m; ++i) {
    const double of_row = uniform(engine);
    for (int j = 0; j < n; ++j, ++p) {
      game.payoffs(1)[p] = of_row * of_column[static_cast<std::size_t>(j)] - game.payoffs(0)[p];
    }
  }
  return game;
}

NormalFormGame mixed_scale(int m, int n, std::uint64_t seed) {
  NormalFormGame game = random_game({m, n}, seed);
  for (std::size_t player = 0; player < 2; ++player) {
    for (double& payoff : game.payoffs(player)) {
      const double magnitude = std::pow(10.0, 40.0 * std::abs(payoff - 0.5) - 10.0);
      payoff = payoff < 0.5 ? -magnitude : magnitude;
    }
  }
  return game;
}

NormalFormGame negated(NormalFormGame game) {
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    game.payoffs(1)[p] = -game.payoffs(0)[p];
  }
  return game;
}

}  // namespace

std::string_view to_string(BimatrixFamily family) {
  constexpr std::array<std::string_view, kNumBimatrixFamilies> kNames = {"uniform",
                                                                         "integer",
                                                                         "covariant",
                                                                         "zero_sum",
                                                                         "duplicated",
                                                                         "rank_one",
                                                                         "tiny",
                                                                         "shifted",
                                                                         "mixed_scale",
                                                                         "flat"};
  return kNames[static_cast<std::size_t>(family)];
}

NormalFormGame family_game(BimatrixFamily family, int m, int n, std::uint64_t seed) {
  switch (family) {
    case BimatrixFamily::integer:
      return random_integer_game({m, n}, 2, seed);
    case BimatrixFamily::covariant:
      return covariant(m, n, seed);
    case BimatrixFamily::zero_sum:
      return negated(seed % 2 == 0 ? random_game({m, n}, seed)
                                   : random_integer_game({m, n}, 2, seed));
    case BimatrixFamily::duplicated:
      return duplicated(m, n, seed);
    case BimatrixFamily::rank_one:
      return rank_one(m, n, seed);
    case BimatrixFamily::tiny:
      return rescaled(rescaled(random_game({m, n}, seed), 0, 1e-10, 0.0), 1, 1e10, 0.0);
    case BimatrixFamily::shifted:
      return rescaled(rescaled(random_game({m, n}, seed), 0, 1.0, 1e8), 1, 1.0, -1e8);
    case BimatrixFamily::mixed_scale:
      return mixed_scale(m, n, seed);
    case BimatrixFamily::flat:
      return rescaled(random_integer_game({m, n}, 1, seed), seed % 2, 0.0, 7.0);
    case BimatrixFamily::uniform:
      break;
  }
  return random_game({m, n}, seed);
}

}  // namespace demarche::testing
