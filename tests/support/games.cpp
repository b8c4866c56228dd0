// SPDX-License-Identifier: MIT
#include "support/games.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "demarche/game/families.hpp"

namespace demarche::testing {

NormalFormGame bimatrix(const Matrix& row, const Matrix& column) {
  NormalFormGame game({static_cast<int>(row.rows()), static_cast<int>(row.cols())});
  std::size_t p = 0;
  for (Index i = 0; i < row.rows(); ++i) {
    for (Index j = 0; j < row.cols(); ++j, ++p) {
      game.payoffs(0)[p] = row(i, j);
      game.payoffs(1)[p] = column(i, j);
    }
  }
  return game;
}

NormalFormGame random_game(std::vector<int> num_strategies, std::uint64_t seed) {
  return generate_game("uniform", {.num_strategies = std::move(num_strategies)}, seed);
}

std::vector<NormalFormGame> random_games(const std::vector<int>& num_strategies,
                                         std::size_t count,
                                         std::uint64_t first_seed) {
  std::vector<NormalFormGame> games;
  for (std::size_t i = 0; i < count; ++i) {
    games.push_back(random_game(num_strategies, first_seed + i));
  }
  return games;
}

NormalFormGame random_integer_game(std::vector<int> num_strategies, int most, std::uint64_t seed) {
  return generate_game(
      "integer", {.num_strategies = std::move(num_strategies), .most = most}, seed);
}

NormalFormGame nine_equilibria_game() {
  NormalFormGame game({2, 2, 2});
  constexpr double kPayoffs[8][3] = {
      {9, 8, 12}, {0, 0, 0}, {0, 0, 0}, {3, 4, 6}, {0, 0, 0}, {3, 4, 6}, {9, 8, 2}, {0, 0, 0}};
  for (std::size_t p = 0; p < 8; ++p) {
    for (std::size_t i = 0; i < 3; ++i) {
      game.payoffs(i)[p] = kPayoffs[p][i];
    }
  }
  return game;
}

NormalFormGame rescaled(NormalFormGame game, std::size_t player, double scale, double offset) {
  for (double& payoff : game.payoffs(player)) {
    payoff = scale * payoff + offset;
  }
  return game;
}

double distance(const MixedProfile& a, const MixedProfile& b) {
  double most = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t s = 0; s < a[i].size(); ++s) {
      most = std::max(most, std::abs(a[i][s] - b[i][s]));
    }
  }
  return most;
}

bool are_same_sets(const std::vector<MixedProfile>& a,
                   const std::vector<MixedProfile>& b,
                   double tolerance) {
  const auto is_within = [&](const auto& x, const auto& y) {
    return std::all_of(x.begin(), x.end(), [&](const auto& p) {
      return std::any_of(
          y.begin(), y.end(), [&](const auto& q) { return distance(p, q) <= tolerance; });
    });
  };
  return is_within(a, b) && is_within(b, a);
}

}  // namespace demarche::testing
