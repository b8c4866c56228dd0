// SPDX-License-Identifier: MIT
#include "demarche/report/solution_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/solve/solve_game.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

NormalFormGame coordination() {
  return testing::bimatrix(Matrix{{3, 1}, {0, 2}}, Matrix{{2, 0}, {1, 3}});
}

TEST(SolutionText, ListsWhatIsPlayed) {
  const auto game = coordination();

  const std::string text = solution_text(game, "pure", solve_game("pure", game));

  EXPECT_THAT(text, HasSubstr("concept pure: converged, the list is complete"));
  EXPECT_THAT(text, HasSubstr("2 of 2, largest gain by deviating 0"));
  EXPECT_THAT(text, Not(HasSubstr("weight")));
}

TEST(SolutionText, ANoteSaysWhichGameHowLongAndWhatCounts) {
  const auto game = coordination();
  const SolutionNote note = {.source = "a.nfg", .seconds = 0.25, .shows_weights = true};

  const std::string text = solution_text(
      game, "pure", solve_game("pure", game, {.selection = Selection::utilitarian}), note);

  EXPECT_THAT(text, StartsWith("a.nfg\n"));
  EXPECT_THAT(text, HasSubstr("solved in 0.25 seconds"));
  EXPECT_THAT(text, HasSubstr("1 of 2, largest gain by deviating 0, selected with weight 0.5"));
}

TEST(SolutionText, ListsComponentsFromOne) {
  const auto game = testing::bimatrix(Matrix{{1, 1}, {0, 1}}, Matrix{{1, 1}, {1, 0}});
  const Solution solution = solve_game("nash", game);
  ASSERT_FALSE(solution.components.empty());

  EXPECT_THAT(solution_text(game, "nash", solution), HasSubstr("component 1: equilibria 1 2"));
}

TEST(SolutionText, ListsCorrelatedPlay) {
  const auto game = coordination();

  const std::string text = solution_text(game, "correlated", solve_game("correlated", game));

  EXPECT_THAT(text, HasSubstr("largest gain by disobeying"));
  EXPECT_THAT(text, HasSubstr("1, 1"));
  EXPECT_THAT(text, HasSubstr("  payoff 3"));
}

}  // namespace
}  // namespace demarche
