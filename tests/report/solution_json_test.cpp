// SPDX-License-Identifier: MIT
#include "demarche/report/solution_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;

TEST(SolutionJson, ReadsBackExactly) {
  const auto game = testing::random_game({3, 3}, 2);
  const Solution solution = find_concept("nash").solve(game, {});

  const auto json = nlohmann::json::parse(solution_json(game, "nash", solution));

  ASSERT_EQ(json["equilibria"].size(), solution.equilibria.size());
  for (std::size_t e = 0; e < solution.equilibria.size(); ++e) {
    EXPECT_EQ(json["equilibria"][e]["strategies"].get<MixedProfile>(), solution.equilibria[e]);
    EXPECT_EQ(json["equilibria"][e]["payoffs"][0].get<double>(),
              game.expected_payoff(0, solution.equilibria[e]));
    EXPECT_EQ(json["equilibria"][e]["max_regret"].get<double>(),
              game.max_regret(solution.equilibria[e]));
  }
}

TEST(SolutionJson, AnEmptyAnswerIsAnEmptyList) {
  const Matrix row{{1, -1}, {-1, 1}};
  const auto game = testing::bimatrix(row, -row);

  const auto json =
      nlohmann::json::parse(solution_json(game, "pure", find_concept("pure").solve(game, {})));

  EXPECT_EQ(json["status"], "no_equilibrium");
  EXPECT_EQ(json["complete"], true);
  EXPECT_TRUE(json["equilibria"].is_array());
  EXPECT_TRUE(json["equilibria"].empty());
}

TEST(SolutionJson, NamesThatAreNotUtf8AreRepaired) {
  auto game = testing::random_game({2, 2}, 2);
  game.player_names[0] = "\xff";

  EXPECT_TRUE(nlohmann::json::accept(solution_json(game, "pure", {})));
}

TEST(SolutionText, ListsWhatIsPlayed) {
  const auto game = testing::bimatrix(Matrix{{3, 1}, {0, 2}}, Matrix{{2, 0}, {1, 3}});

  const std::string text = solution_text(game, "pure", find_concept("pure").solve(game, {}));

  EXPECT_THAT(text, HasSubstr("concept pure: converged, the list is complete"));
  EXPECT_THAT(text, HasSubstr("2 of 2, largest gain by deviating 0"));
}

TEST(SolutionJson, ANoteSaysWhichGameAndHowLong) {
  const auto game = testing::random_game({2, 2}, 1);
  const Solution solution = find_concept("pure").solve(game, {});
  const SolutionNote note = {.source = "a.nfg", .seconds = 0.25};

  const auto json = nlohmann::ordered_json::parse(solution_json(game, "pure", solution, note));
  const auto text = solution_text(game, "pure", solution, note);

  EXPECT_EQ(json.items().begin().key(), "game");
  EXPECT_EQ(json["game"], "a.nfg");
  EXPECT_EQ(json["seconds"], 0.25);
  EXPECT_THAT(text, HasSubstr("a.nfg\n"));
  EXPECT_THAT(text, HasSubstr("solved in 0.25 seconds"));
}

}  // namespace
}  // namespace demarche
