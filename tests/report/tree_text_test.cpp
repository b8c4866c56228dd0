// SPDX-License-Identifier: MIT
#include "demarche/report/tree_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "demarche/game/efg_format.hpp"
#include "support/game_texts.hpp"

namespace demarche {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

ExtensiveGame tree(const char* text) {
  return parse_efg(text).game.value();
}

TEST(TreeText, ListsWhatIsPlayedAtEachSetAndWhetherItIsReached) {
  const ExtensiveGame game = tree(testing::kCentipede);

  const std::string text = tree_text(game, "sequential", solve_tree("sequential", game));

  EXPECT_THAT(text,
              StartsWith("Centipede\nconcept sequential: converged, the only answer\n"
                         "backward induction\n\nlargest gain by another action 0\n"
                         "  1  payoff 0.4\n    1a\n      take "));
  EXPECT_THAT(text, HasSubstr("  2  payoff 0.1\n    2a (never reached)\n      take "));
  EXPECT_THAT(text, Not(HasSubstr("pass")));
}

/// Player 3 believes in the nodes by the moves that lead there.
TEST(TreeText, ListsBeliefsWhereNodesCannotBeToldApart) {
  const ExtensiveGame game = tree(testing::kSeltensHorse);

  const std::string text = tree_text(game, "qre", solve_tree("qre", game, {.precision = 0.0}));

  EXPECT_THAT(text, HasSubstr("    three\n      R "));
  EXPECT_THAT(text, HasSubstr("      after R, L: 33.3 %\n      after L: 66.7 %\n"));
  EXPECT_THAT(text, ContainsRegex("largest gain by another action [0-9]"));
}

TEST(TreeText, NamesTies) {
  const ExtensiveGame game = tree(R"(EFG 2 R "" { "a" }
    p "" 1 1 "" { "x" "y" } 0 t "" 1 "" { 1 } t "" 1)");
  const SolutionNote note = {.source = "tie.efg", .seconds = 0.25};

  const std::string text = tree_text(game, "sequential", solve_tree("sequential", game), note);

  EXPECT_THAT(text, StartsWith("tie.efg\nconcept sequential: converged, the game is degenerate\n"));
  EXPECT_THAT(text, HasSubstr("solved in 0.25 seconds\n"));
  EXPECT_THAT(text, HasSubstr("    first move (another action pays the same)\n      x "));
}

/// A set without a name is called by all ways that lead there, not by one of them.
TEST(TreeText, NamesHiddenSetsByAllTheirNodes) {
  const ExtensiveGame game = tree(R"(EFG 2 R "" { "a" "b" }
    p "" 1 1 "" { "x" "y" } 0
    p "" 2 1 "" { "l" "r" } 0 t "" 1 "" { 2 1 } t "" 2 "" { 2 0 }
    p "" 2 1 0 t "" 3 "" { 1 1 } t "" 4 "" { 1 0 })");

  const std::string text = tree_text(game, "sequential", solve_tree("sequential", game));

  EXPECT_THAT(text, HasSubstr("  b  payoff 1\n    x, or y\n      l "));
}

/// A player moves 3,000 times: the report grows with the number of moves, not with its square.
TEST(TreeText, LongHistoriesAreCut) {
  constexpr int kMoves = 3000;
  std::string text = R"(EFG 2 R "" { "a" } )";
  for (int k = 1; k <= kMoves; ++k) {
    text += "p \"\" 1 " + std::to_string(k) + R"( "" { "go" "stop" } 0 )";
  }
  text += R"(t "" 1 "" { 1 } )";
  for (int k = 1; k <= kMoves; ++k) {
    text += R"(t "" 2 "" { 0 } )";
  }
  const ExtensiveGame game = tree(text.c_str());

  const std::string report = tree_text(game, "sequential", solve_tree("sequential", game));

  EXPECT_THAT(report, HasSubstr("    go, go\n"));
  EXPECT_THAT(report, HasSubstr("    2983 moves, then go, go, "));
  EXPECT_LT(report.size(), kMoves * 250U);
}

TEST(TreeJson, ReadsBackExactly) {
  const ExtensiveGame game = tree(testing::kMyersonsPoker);
  const TreeSolution solution = solve_tree("qre", game, {.precision = 2.0});

  const auto json = nlohmann::json::parse(tree_json(game, "qre", solution));

  EXPECT_EQ(json["status"], "converged");
  EXPECT_EQ(json["payoffs"].get<std::vector<double>>(), solution.assessment.payoffs);
  ASSERT_EQ(json["information_sets"].size(), 4U);
  EXPECT_TRUE(json["information_sets"][0]["player"].is_null());
  EXPECT_EQ(json["information_sets"][2]["player"], "Alice");
  for (std::size_t h = 0; h < 4; ++h) {
    const auto& set = json["information_sets"][h];
    EXPECT_EQ(set["probabilities"].get<std::vector<double>>(), solution.assessment.behaviour[h]);
    EXPECT_EQ(set["beliefs"].get<std::vector<double>>(), solution.assessment.beliefs[h]);
  }
}

TEST(TreeJson, WithoutAnAnswerThereAreNoSets) {
  const ExtensiveGame game = tree(testing::kCentipede);
  const TreeSolution solution = solve_tree("qre", game, {.max_iterations = 1});

  const auto json = nlohmann::json::parse(tree_json(game, "qre", solution));

  EXPECT_EQ(json["status"], "iteration_limit");
  EXPECT_FALSE(json.contains("payoffs"));
  EXPECT_EQ(tree_text(game, "qre", solution).find("payoff"), std::string::npos);
}

}  // namespace
}  // namespace demarche
