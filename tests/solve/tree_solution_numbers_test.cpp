// SPDX-License-Identifier: MIT
// Huge payoffs, ties, and payoffs far from zero on game trees.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/core/interruption.hpp"
#include "demarche/game/efg_format.hpp"
#include "demarche/solve/tree_solution.hpp"
#include "support/crisis.hpp"

namespace demarche {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pointwise;

ExtensiveGame tree(std::string_view text) {
  return parse_efg(text).game.value();
}

/// a chooses among payoffs of 3, 5 and one that is hugely negative; b then moves without knowing.
std::string with_hidden_loss(const char* loss) {
  return fmt::format(R"(EFG 2 R "" {{ "a" "b" }}
    p "" 1 1 "a" {{ "three" "five" "ruin" }} 0
    p "" 2 1 "b" {{ "l" "r" }} 0 t "" 1 "" {{ 3 1 }} t "" 2 "" {{ 3 0 }}
    p "" 2 1 0 t "" 3 "" {{ 5 1 }} t "" 4 "" {{ 5 0 }}
    p "" 2 1 0 t "" 5 "" {{ {0} 1 }} t "" 6 "" {{ {0} 0 }})",
                     loss);
}

/// At precision 10^6 over the spread, 3 and 5 are nearly the same beside a loss of 10^7.
TEST(SolveTree, AHugePayoffDoesNotHideWhatIsBestAmongHiddenMoves) {
  for (const char* const loss : {"-1e5", "-1e7", "-1e9", "-1e10"}) {
    SCOPED_TRACE(loss);
    const TreeSolution solution = solve_tree("sequential", tree(with_hidden_loss(loss)));

    ASSERT_EQ(solution.certificate.status, SolveStatus::converged);
    EXPECT_THAT(solution.assessment.behaviour[0], ElementsAre(0.0, 1.0, 0.0));
    EXPECT_THAT(solution.assessment.payoffs, ElementsAre(5.0, 1.0));
    EXPECT_EQ(solution.certificate.max_regret, 0.0);
  }
}

/// Doubles hold the difference of 3 and 5 beside 10^13, but the branch does not come so far.
TEST(SolveTree, NothingIsCalledAnAnswerThatSomebodyGainsByLeaving) {
  const TreeSolution solution = solve_tree("sequential", tree(with_hidden_loss("-1e13")));

  EXPECT_EQ(solution.certificate.status, SolveStatus::numerical_failure);
  EXPECT_THAT(solution.assessment.behaviour, IsEmpty());
}

TEST(SolveTree, AWorseActionIsNoTieBesideAHugePayoff) {
  ExtensiveGame game = tree(R"(EFG 2 R "" { "a" }
    p "" 1 1 "" { "three" "five" "ruin" } 0
    t "" 1 "" { 3 } t "" 2 "" { 5 } t "" 3 "" { -1e13 })");
  for (const bool is_exact : {true, false}) {
    SCOPED_TRACE(is_exact);
    const TreeSolution solution = solve_tree("sequential", game);
    EXPECT_THAT(solution.assessment.payoffs, ElementsAre(5.0));
    EXPECT_THAT(solution.tied_sets, IsEmpty());
    EXPECT_TRUE(solution.certificate.is_complete);
    for (ExtensiveOutcome& outcome : game.outcomes) {
      outcome.exact_payoffs.clear();
    }
  }
}

/// A bet that wins 3/2 with probability 2/3 and loses 3 with 1/3 is worth 0, as is to stay, beside
/// 10^9 that is paid anyway. Sums of doubles give the bet 10^9 less 1.2e-7.
constexpr auto kFairBet = R"(EFG 2 R "" {{ "a" }}
    p "" 1 1 "" {{ "stay" "bet" }} 0
    t "" 1 "" {{ 1000000000 }}
    c "" 1 "bet" {{ "x" 1/3 "y" 1/3 "z" 1/3 }} 0
    t "" 2 "" {{ 1000000001.5 }} t "" 2 t "" 3 "" {{ {} }})";

TEST(SolveTree, FractionsDecideTies) {
  const TreeSolution tied = solve_tree("sequential", tree(fmt::format(kFairBet, 999999997)));
  EXPECT_THAT(tied.tied_sets, ElementsAre(0U));
  EXPECT_TRUE(tied.certificate.is_degenerate);
  EXPECT_FALSE(tied.certificate.is_complete);

  // Better by 10^-9 / 3, which doubles do not hold beside 10^9.
  const TreeSolution better =
      solve_tree("sequential", tree(fmt::format(kFairBet, "999999997.000000001")));
  EXPECT_THAT(better.tied_sets, IsEmpty());
  EXPECT_TRUE(better.certificate.is_complete);
  EXPECT_THAT(better.assessment.behaviour[0], ElementsAre(0.0, 1.0));
}

/// Of doubles, what rounding may have made different is a tie.
TEST(SolveTree, DoublesTieWithinTheirRounding) {
  ExtensiveGame game = tree(fmt::format(kFairBet, 999999997));
  game.information_sets[1].exact_probabilities.clear();

  EXPECT_THAT(solve_tree("sequential", game).tied_sets, ElementsAre(0U));
}

/// Everybody gets so much more, whatever happens.
ExtensiveGame with_offset(ExtensiveGame game, std::int64_t offset) {
  for (ExtensiveOutcome& outcome : game.outcomes) {
    std::vector<Fraction> payoffs;
    for (const double payoff : outcome.payoffs) {
      payoffs.emplace_back(static_cast<std::int64_t>(payoff) + offset);
    }
    outcome.set_exact_payoffs(payoffs);
  }
  return game;
}

TEST(SolveTree, OffsetsOfPayoffsChangeNothing) {
  const ExtensiveGame plain = tree(testing::kCrisis);
  for (const std::string& name : tree_concepts()) {
    const TreeSolution expected = solve_tree(name, plain);
    for (const std::int64_t offset : {std::int64_t{10'000'000}, std::int64_t{1} << 60}) {
      SCOPED_TRACE(offset);
      const TreeSolution solution = solve_tree(name, with_offset(plain, offset));
      ASSERT_EQ(solution.certificate.status, SolveStatus::converged);
      for (std::size_t h = 0; h < plain.information_sets.size(); ++h) {
        EXPECT_THAT(solution.assessment.behaviour[h],
                    Pointwise(DoubleNear(1e-9), expected.assessment.behaviour[h]));
      }
    }
  }
}

/// 10^19 is paid at the root, and doubles do not hold 10^19 + 1.
TEST(SolveTree, WhatIsPaidAtTheRootChangesNothing) {
  constexpr auto kStart = R"(EFG 2 R "" {{ "a" "b" }}
    p "" 1 1 "a" {{ "u" "d" }} {}
    p "" 2 1 "b" {{ "l" "r" }} 0 t "" 1 "" {{ 2 0 }} t "" 2 "" {{ 0 2 }}
    p "" 2 1 0 t "" 3 "" {{ 0 1 }} t "" 4 "" {{ 1 0 }})";
  for (const std::string& name : tree_concepts()) {
    const TreeSolution plain = solve_tree(name, tree(fmt::format(kStart, "0")));
    const TreeSolution paid =
        solve_tree(name, tree(fmt::format(kStart, "5 \"pay\" { 1e19 1e19 }")));
    ASSERT_EQ(paid.certificate.status, SolveStatus::converged);
    EXPECT_EQ(paid.assessment.behaviour, plain.assessment.behaviour);
    EXPECT_DOUBLE_EQ(paid.assessment.payoffs[0], 1e19);
  }
}

/// One chance move over `num_branches` even branches; the k-th pays `payoff(k)`.
template <class Payoff>
ExtensiveGame lottery(int num_branches, const Payoff& payoff) {
  std::string text = "EFG 2 R \"\" { \"a\" } c \"\" 1 \"\" {";
  std::string leaves;
  for (int k = 1; k <= num_branches; ++k) {
    text += fmt::format(" \"{}\" 1/{}", k, num_branches);
    leaves += fmt::format(" t \"\" {} \"\" {{ {} }}", k, payoff(k));
  }
  return tree((text + " } 0" + leaves).c_str());
}

/// The time limit was asked for between subgames alone, and one subgame may take all of it.
TEST(SolveTree, AnInterruptionEndsTheSumsOfOneSubgame) {
  const ExtensiveGame game = lottery(300, [](int k) { return fmt::format("{}/3", k); });
  EXPECT_THAT(solve_tree("sequential", game).assessment.payoffs, ElementsAre(301.0 / 6.0));
  int num_asked = 0;
  const InterruptionScope scope([&] { return ++num_asked > 1; });

  const TreeSolution solution = solve_tree("sequential", game);

  EXPECT_EQ(solution.certificate.status, SolveStatus::iteration_limit);
  EXPECT_THAT(solution.assessment.payoffs, IsEmpty());
}

/// The sum has some 6,000 bits below its line after 100 branches. Its exact value was known and
/// dropped, after a time that grows with the square of the number of branches.
TEST(SolveTree, SumsOfLongFractionsAreThoseOfDoubles) {
  const ExtensiveGame game =
      lottery(400, [](int k) { return fmt::format("1/{}", (std::int64_t{1} << 60) + k); });

  const TreeSolution solution = solve_tree("sequential", game);

  EXPECT_EQ(solution.certificate.status, SolveStatus::converged);
  ASSERT_EQ(solution.assessment.payoffs.size(), 1U);
  EXPECT_NEAR(solution.assessment.payoffs[0] * std::ldexp(1.0, 60), 1.0, 1e-12);
}

}  // namespace
}  // namespace demarche
