// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

#include "demarche/solve/lemke_howson.hpp"
#include "demarche/solve/zero_sum.hpp"
#include "support/bimatrix_sources.hpp"

namespace demarche::testing {

/// Shapes from `least` to `most` strategies a side, all of them as the seeds go on.
struct Shapes {
  int least = 1;
  int most = 12;

  [[nodiscard]] NormalFormGame game(const GameSource& source, std::uint64_t seed) const {
    const auto width = static_cast<std::uint64_t>(most - least + 1);
    return source.make(
        {least + static_cast<int>(seed % width), least + static_cast<int>(seed / width % width)},
        seed);
  }
};

/// Every game of the source is solved, by the race and from one label, and the game itself confirms
/// it.
inline void expect_certified(const GameSource& source,
                             Shapes shapes,
                             std::uint64_t first_seed,
                             std::uint64_t count,
                             bool from_one_label) {
  for (std::uint64_t seed = first_seed; seed < first_seed + count; ++seed) {
    const auto game = shapes.game(source, seed);
    const int num_labels = game.num_strategies()[0] + game.num_strategies()[1];
    LemkeHowsonOptions options;
    options.paths = from_one_label ? LemkeHowsonPaths::one : LemkeHowsonPaths::race;
    options.dropped_label = static_cast<int>(seed % static_cast<std::uint64_t>(num_labels));

    const auto result = LemkeHowson(options).solve(game);

    ASSERT_EQ(result.status, SolveStatus::converged)
        << source << " " << game.num_strategies()[0] << "x" << game.num_strategies()[1] << " seed "
        << seed;
    EXPECT_LE(game.relative_regret(result.strategies), 1e-9) << source << " " << seed;
  }
}

/// Linear programming and pivoting find the same value.
inline void expect_same_value(Shapes shapes, std::uint64_t first_seed, std::uint64_t count) {
  for (std::uint64_t seed = first_seed; seed < first_seed + count; ++seed) {
    const auto game = shapes.game(bimatrix_source("zeroSum"), seed);

    const auto result = ZeroSum().solve(game);
    const auto pivoted = LemkeHowson().solve(game);

    ASSERT_EQ(result.status, SolveStatus::converged) << seed;
    EXPECT_LE(game.relative_regret(result.strategies), 1e-9) << seed;
    EXPECT_NEAR(result.value, game.expected_payoff(0, pivoted.strategies), 4e-9) << seed;
  }
}

}  // namespace demarche::testing
