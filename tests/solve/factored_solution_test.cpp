// SPDX-License-Identifier: MIT
#include "demarche/solve/factored_solution.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/core/error.hpp"
#include "demarche/game/dense_form.hpp"
#include "support/factored_games.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

FactoredGame random_factored_game(const std::vector<std::vector<int>>& levers, std::uint64_t seed) {
  FactoredGame game{.shape = testing::random_shape(levers, 6, seed), .cells = {}};
  const auto block = testing::random_cells(game.shape, 1.0, seed);
  for (std::size_t row = 0; row < game.shape.num_cells; ++row) {
    game.cells.push_back(block[row * kBlockLanes]);
  }
  return game;
}

TEST(SolveFactored, FindsTheEquilibriaOfTheDenseForm) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    SCOPED_TRACE(seed);
    const FactoredGame game = random_factored_game({{2, 2}, {3}}, seed);
    const NormalFormGame dense = dense_form(game);

    const Solution solution = solve_factored(find_concept("nash"), game);

    ASSERT_EQ(solution.certificate.status, SolveStatus::converged);
    EXPECT_TRUE(testing::are_same_sets(
        solution.equilibria, find_concept("nash").solve(dense, {}).equilibria, 1e-9));
    EXPECT_EQ(solution.weights.size(), solution.equilibria.size());
  }
}

/// 13 million profiles: there is no dense form.
TEST(SolveFactored, SolvesWhatIsTooLargeForADenseForm) {
  FactoredGame game{.shape = testing::flagship_shape(40, 1), .cells = {}};
  game.cells.assign(game.shape.num_cells, 0.25);

  const Solution solution = solve_factored(find_concept("qre"), game);

  ASSERT_EQ(solution.certificate.status, SolveStatus::converged);
  ASSERT_EQ(solution.equilibria.size(), 1U);
  const auto& first = solution.equilibria[0][0];
  EXPECT_NEAR(first[0], 1.0 / static_cast<double>(first.size()), 1e-9);
}

TEST(SolveFactored, RefusesWhatItCannotSolve) {
  const FactoredGame game = random_factored_game({{2}, {2}, {2}}, 1);
  const auto solving = [&](const char* name, const ConceptOptions& options) {
    return [&game, name, options] { (void)solve_factored(find_concept(name), game, options); };
  };

  EXPECT_THAT(solving("lemke-howson", {}),
              ThrowsMessage<InvalidArgument>(HasSubstr("cannot solve")));
  EXPECT_THAT(solving("qre", {.tolerance = 0.0}),
              ThrowsMessage<InvalidArgument>(HasSubstr("tolerance")));
  EXPECT_THAT(solving("qre", {.selection = Selection::entropy}),
              ThrowsMessage<InvalidArgument>("qre does not read selection; pure, nash read it"));
}

TEST(SolveFactored, RefusesAStartThatTheGameLacks) {
  const FactoredGame game = random_factored_game({{2, 2}, {3}}, 1);

  EXPECT_THAT(
      [&] {
        (void)solve_factored(find_concept("nash"), game, {.start = {4, 0}});
      },
      ThrowsMessage<InvalidArgument>(HasSubstr("not including, 4, 3; got 4, 0")));
}

}  // namespace
}  // namespace demarche
