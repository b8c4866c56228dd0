// SPDX-License-Identifier: MIT
#include "solve/trees/tree_piece.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <cmath>

#include "demarche/game/efg_format.hpp"
#include "solve/trees/exact_piece.hpp"
#include "solve/trees/unit_piece.hpp"
#include "support/extensive_games.hpp"
#include "support/game_texts.hpp"

namespace demarche {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

/// A random tree whose payoffs are thirds beside `offset`, and whose chance moves are even.
ExtensiveGame tree_of_thirds(std::uint64_t seed, std::int64_t offset) {
  ExtensiveGame game = testing::random_tree(seed).game;
  for (ExtensiveOutcome& outcome : game.outcomes) {
    std::vector<Fraction> payoffs;
    for (const double payoff : outcome.payoffs) {
      payoffs.emplace_back(static_cast<std::int64_t>(payoff) + 3 * offset, 3);
    }
    outcome.set_exact_payoffs(payoffs);
  }
  for (InformationSet& set : game.information_sets) {
    if (!set.player) {
      const auto count = static_cast<std::int64_t>(set.actions.size());
      set.set_exact_probabilities(std::vector<Fraction>(set.actions.size(), Fraction(1, count)));
    }
  }
  return game;
}

/// The piece of a whole game.
struct Whole {
  explicit Whole(const ExtensiveGame& whole)
      : game(whole),
        values(game.nodes.size()),
        piece(make_piece(game, 0, values)),
        exact(game, game.is_exact(), values, piece),
        ranges(payoff_ranges(piece)) {}

  [[nodiscard]] TreePiece unit() const {
    return unit_piece(piece, exact, ranges, payoff_spreads(exact, ranges));
  }

  ExtensiveGame game;
  NodeValues values;
  TreePiece piece;
  ExactPiece exact;
  std::vector<ScaledRange> ranges;
};

/// Everybody takes the first action everywhere.
std::vector<double> first_actions(const TreePiece& piece) {
  std::vector<double> moves(piece.num_moves, 0.0);
  for (const TreePiece::Set& set : piece.sets) {
    moves[set.first_move] = 1.0;
  }
  return moves;
}

TEST(TreePiece, ErrorsBoundTheRoundingOfContinuationPayoffs) {
  int num_off = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Whole whole(tree_of_thirds(seed, 1'000'000'000));
    ASSERT_TRUE(whole.exact.is_known());
    const std::vector<double> moves = first_actions(whole.piece);
    const std::vector<double> worth = continuation_payoffs(whole.piece, moves);
    const std::vector<double> errors =
        continuation_errors(whole.piece, moves, std::vector<double>(moves.size(), 0.0), worth);
    const std::vector<Rational> exact = whole.exact.continuation_payoffs(moves);
    for (std::size_t k = 0; k < worth.size(); ++k) {
      const double off = std::abs(nearest_double(Rational(Rational(worth[k]) - exact[k])));
      EXPECT_LE(off, errors[k]) << seed;
      EXPECT_LE(errors[k], 1e-4) << seed;
      num_off += off > 0.0 ? 1 : 0;
    }
  }
  EXPECT_GT(num_off, 100);
}

/// Of a move that is off by 0.1, between 4 and 9 for the first player and 2 and 1 for the second.
TEST(TreePiece, ErrorsCountThoseOfMoves) {
  const Whole whole(parse_efg(R"(EFG 2 R "" { "a" "b" }
    p "" 1 1 "" { "l" "r" } 0 t "" 1 "" { 4 2 } t "" 2 "" { 9 1 })")
                        .game.value());
  const std::vector<double> moves = {0.5, 0.5};
  const auto worth = continuation_payoffs(whole.piece, moves);

  const auto errors = continuation_errors(whole.piece, moves, {0.1, 0.1}, worth);

  EXPECT_NEAR(errors[0], 0.1 * 2.5 + 0.1 * 2.5, 1e-12);
  EXPECT_NEAR(errors[1], 0.1 * 0.5 + 0.1 * 0.5, 1e-12);
}

/// The numbers 1 / (2^60 + k): no two have much of their denominators in common, and the sum of 100
/// of them has some 6,000 bits below its line.
std::vector<Fraction> long_sum(int num_terms) {
  std::vector<Fraction> terms;
  for (std::int64_t k = 1; k <= num_terms; ++k) {
    terms.emplace_back(1, (std::int64_t{1} << 60) + k);
  }
  return terms;
}

TEST(ExactPiece, GivesUpSumsThatGrowTooLong) {
  for (const int num_terms : {20, 100}) {
    std::string even = "EFG 2 R \"\" { \"a\" } c \"\" 1 \"\" {";
    std::string leaves;
    std::string chain = "EFG 2 R \"\" { \"a\" }";
    int k = 0;
    for (const Fraction& term : long_sum(num_terms)) {
      ++k;
      even += fmt::format(" \"{}\" 1/{}", k, num_terms);
      leaves += fmt::format(" t \"\" {} \"\" {{ {} }}", k, term.to_string());
      chain +=
          fmt::format(" p \"\" 1 {} \"\" {{ \"on\" }} {} \"\" {{ {} }}", k, k, term.to_string());
    }
    const Whole averaged(parse_efg(even + " } 0" + leaves).game.value());
    const Whole added(parse_efg(chain + " t \"\" 1000 \"\" { 1 }").game.value());

    const bool is_short = num_terms == 20;
    EXPECT_EQ(averaged.exact.continuation_payoffs({}).empty(), !is_short);
    EXPECT_EQ(added.exact.continuation_payoffs(first_actions(added.piece)).empty(), !is_short);
    EXPECT_EQ(added.exact.sums_along(0).empty(), !is_short);
    EXPECT_THAT(payoff_spreads(added.exact, added.ranges), ElementsAre(0.0));
  }
}

TEST(ExactPiece, AMoveChangesWhatTheRootIsWorth) {
  const Whole whole(parse_efg(R"(EFG 2 R "" { "a" "b" }
    c "" 1 "" { "x" 1/3 "y" 2/3 } 1 "" { 1 0 }
    t "" 2 "" { 6 3 }
    p "" 1 1 "" { "l" "r" } 3 "" { 3 3 } t "" 4 "" { 9 6 } t "" 5 "" { 3 9 })")
                        .game.value());
  const std::vector<Rational> worth = whole.exact.continuation_payoffs({0.0, 0.0});

  const auto left = whole.exact.root_payoffs_with(3, worth);
  const auto right = whole.exact.root_payoffs_with(4, worth);

  EXPECT_THAT(left, ElementsAre(11, 7));  // 1 + 6/3 + (3 + 9) 2/3, and 3/3 + (3 + 6) 2/3.
  EXPECT_THAT(right, ElementsAre(7, 9));
  const auto both = whole.exact.continuation_payoffs({1.0, 0.0});
  EXPECT_EQ(left, std::vector<Rational>(both.begin(), both.begin() + 2));
}

/// Beside 2^60, doubles do not hold thirds, and fractions give the same units as without an offset.
TEST(UnitPiece, IsTheSameForAnyOffset) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    ExtensiveGame plain = tree_of_thirds(seed, 0);
    ExtensiveGame far = plain;
    // What the root pays counts for nobody's choice; all else must end at leaves to be an offset.
    for (ExtensiveGame* const game : {&plain, &far}) {
      for (ExtensiveNode& node : game->nodes) {
        node.outcome = node.children.empty() ? node.outcome : std::nullopt;
      }
    }
    bool all_pay = true;
    for (const ExtensiveNode& node : far.nodes) {
      all_pay = all_pay && (!node.children.empty() || node.outcome);
    }
    if (!all_pay) {
      continue;
    }
    for (ExtensiveOutcome& outcome : far.outcomes) {
      std::vector<Fraction> payoffs;
      for (const Fraction& payoff : outcome.exact_payoffs) {
        payoffs.push_back(to_fraction(to_rational(payoff) + Rational(Integer(1) << 60)));
      }
      outcome.set_exact_payoffs(payoffs);
    }
    EXPECT_THAT(Whole(far).unit().payoffs,
                Pointwise(DoubleNear(1e-15), Whole(plain).unit().payoffs))
        << seed;
  }
}

TEST(UnitPiece, PutsPayoffsOnThePathToTheLeaves) {
  const Whole whole(parse_efg(R"(EFG 2 R "" { "a" }
    p "" 1 1 "" { "l" "r" } 3 "start" { 100 }
    p "" 1 2 "" { "l" "r" } 4 "toll" { -1 } t "" 1 "" { 5 } t "" 2 "" { 1 }
    t "" 5 "" { 2 })")
                        .game.value());

  EXPECT_THAT(whole.unit().payoffs, ElementsAre(0.0, 0.0, 1.0, 0.0, 0.5));
}

}  // namespace
}  // namespace demarche
