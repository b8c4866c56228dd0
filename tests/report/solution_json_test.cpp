// SPDX-License-Identifier: MIT
#include "demarche/report/solution_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "demarche/solve/solve_game.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

TEST(SolutionJson, ReadsBackExactly) {
  const auto game = testing::random_game({3, 3}, 2);
  const Solution solution = solve_game("nash", game);

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

  const auto json = nlohmann::json::parse(solution_json(game, "pure", solve_game("pure", game)));

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

TEST(SolutionJson, ANoteSaysWhichGameAndHowLong) {
  const auto game = testing::random_game({2, 2}, 1);
  const Solution solution = solve_game("pure", game);
  const SolutionNote note = {.source = "a.nfg", .seconds = 0.25};

  const auto json = nlohmann::ordered_json::parse(solution_json(game, "pure", solution, note));

  EXPECT_EQ(json.items().begin().key(), "game");
  EXPECT_EQ(json["game"], "a.nfg");
  EXPECT_EQ(json["seconds"], 0.25);
}

TEST(SolutionJson, HasWeightsOnlyIfAsked) {
  const auto game = testing::bimatrix(Matrix{{3, 1}, {0, 2}}, Matrix{{2, 0}, {1, 3}});
  const Solution solution = solve_game("pure", game);

  const auto plain = nlohmann::json::parse(solution_json(game, "pure", solution));
  const auto weighted =
      nlohmann::json::parse(solution_json(game, "pure", solution, {.shows_weights = true}));

  EXPECT_FALSE(plain["equilibria"][0].contains("weight"));
  EXPECT_EQ(weighted["equilibria"][1]["weight"], 0.5);
}

/// A solution may come from Concept::solve, which gives no weights.
TEST(SolutionJson, ShowsNoWeightsWhereThereAreNone) {
  const auto game = testing::bimatrix(Matrix{{3, 1}, {0, 2}}, Matrix{{2, 0}, {1, 3}});
  const Solution unweighted = find_concept("pure").solve(game, {});

  const auto json =
      nlohmann::json::parse(solution_json(game, "pure", unweighted, {.shows_weights = true}));

  ASSERT_EQ(json["equilibria"].size(), 2U);
  EXPECT_FALSE(json["equilibria"][0].contains("weight"));
}

TEST(SolutionJson, HasTheGroupsOfTheNote) {
  const auto game = testing::bimatrix(Matrix{{3, 1}, {0, 2}}, Matrix{{2, 0}, {1, 3}});
  const Solution solution = solve_game("pure", game);

  const auto json =
      nlohmann::json::parse(solution_json(game, "pure", solution, {.plays = {{0, 1}}}));

  EXPECT_EQ(json["plays"], (std::vector<std::vector<int>>{{0, 1}}));
  EXPECT_FALSE(nlohmann::json::parse(solution_json(game, "pure", solution)).contains("plays"));
}

}  // namespace
}  // namespace demarche
