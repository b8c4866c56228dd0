// SPDX-License-Identifier: MIT
#include "demarche/report/solution_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/solve/solve_game.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// Two strict equilibria that pay 3 and 4, and 2 and 1: payoffs differ by player, sums by
/// equilibrium.
NormalFormGame coordination() {
  return testing::bimatrix(Matrix{{3, 1}, {0, 2}}, Matrix{{4, 0}, {0, 1}});
}

TEST(SolutionText, ListsWhatIsPlayed) {
  const auto game = coordination();

  const std::string text = solution_text(game, "pure", solve_game("pure", game));

  EXPECT_THAT(text, HasSubstr("concept pure: converged, the list is complete"));
  EXPECT_THAT(text,
              ContainsRegex("1 of 2, largest gain by deviating 0\n  [^ ]+  payoff 3\n"
                            "    1 +[^ ]+ 1.000000\n  [^ ]+  payoff 4\n"));
  EXPECT_THAT(text, ContainsRegex("2 of 2, largest gain by deviating 0\n  [^ ]+  payoff 2\n"));
  EXPECT_THAT(text, Not(HasSubstr("weight")));
}

TEST(SolutionText, ANoteSaysWhichGameHowLongAndWhatCounts) {
  const auto game = coordination();
  const SolutionNote note = {.source = "a.nfg", .seconds = 0.25, .shows_weights = true};

  const std::string text = solution_text(
      game, "pure", solve_game("pure", game, {.selection = Selection::utilitarian}), note);

  EXPECT_THAT(text, StartsWith("a.nfg\n"));
  EXPECT_THAT(text, HasSubstr("solved in 0.25 seconds"));
  EXPECT_THAT(text, HasSubstr("1 of 2, largest gain by deviating 0, selected with weight 1\n"));
  EXPECT_THAT(text, HasSubstr("2 of 2, largest gain by deviating 0, selected with weight 0\n"));
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
  EXPECT_THAT(text, ContainsRegex("  [^ ]+  payoff 3\n  [^ ]+  payoff 4\n"));
}

/// A solution may come from Concept::solve, which gives no weights.
TEST(SolutionText, ShowsNoWeightsWhereThereAreNone) {
  const auto game = coordination();

  const std::string text =
      solution_text(game, "pure", find_concept("pure").solve(game, {}), {.shows_weights = true});

  EXPECT_THAT(text, HasSubstr("2 of 2, largest gain by deviating 0\n"));
}

/// Names of a tree's strategies list moves: none is cut.
TEST(SolutionText, ShowsOneOfTheEquilibriaThatLeadToTheSamePlay) {
  auto game = coordination();
  game.strategy_names[0] = {"blockade, attack if Moscow holds", "strike"};
  Solution solution = solve_game("pure", game);
  solution.equilibria.push_back(solution.equilibria[0]);
  solution.weights = {0.25, 0.5, 0.25};
  const SolutionNote note = {.shows_weights = true, .plays = {{0, 2}, {1}}};

  const std::string text = solution_text(game, "pure", solution, note);

  EXPECT_THAT(text,
              HasSubstr("play 1 of 2: 2 equilibria that differ where play never comes; number 1, "
                        "largest gain by deviating 0, selected with weight 0.5\n"));
  EXPECT_THAT(text, HasSubstr("play 2 of 2: equilibrium 2, "));
  EXPECT_THAT(text, HasSubstr("    blockade, attack if Moscow holds "));
  EXPECT_THAT(text, Not(HasSubstr("play 3")));
}

TEST(SolutionText, ListsALongComponentAsARange) {
  const auto game = coordination();
  Solution solution = solve_game("pure", game);
  solution.equilibria.resize(20, solution.equilibria[0]);
  solution.components = {{0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 19}};

  EXPECT_THAT(solution_text(game, "pure", solution),
              HasSubstr("component 1: equilibria 1 2 4 to 13 20\n"));
}

}  // namespace
}  // namespace demarche
