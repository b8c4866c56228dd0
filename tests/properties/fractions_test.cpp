// SPDX-License-Identifier: MIT
// Games with fractions as payoffs against the same games multiplied to integers: doubles hold the
// integers, but not the fractions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "demarche/game/efg_format.hpp"
#include "demarche/game/nfg_format.hpp"
#include "demarche/game/reduced_strategic_form.hpp"
#include "demarche/solve/iterated_dominance.hpp"
#include "demarche/solve/nash_equilibria.hpp"
#include "demarche/solve/pure_equilibria.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

constexpr std::uint64_t kNumGames = 1000;

struct Twins {
  NormalFormGame fractions;  ///< Payoffs (k + offset) / denominator.
  NormalFormGame integers;   ///< Payoffs k.
};

Twins random_twins(int denominator, std::int64_t offset, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const std::vector<int> sizes = {static_cast<int>(2 + seed % 2), static_cast<int>(2 + seed % 3)};
  Twins twins{NormalFormGame(sizes), NormalFormGame(sizes)};
  std::vector<Fraction> exact;
  for (std::size_t i = 0; i < 2; ++i) {
    for (double& payoff : twins.integers.payoffs(i)) {
      const auto k = static_cast<std::int64_t>(random() % static_cast<unsigned>(denominator + 1));
      payoff = static_cast<double>(k);
      exact.emplace_back(k + offset * denominator, denominator);
    }
  }
  twins.fractions.set_exact_payoffs(exact);
  return twins;
}

class Fractions : public ::testing::TestWithParam<int> {
 protected:
  /// Calls `test` with pairs of games, near zero and far from it.
  template <class Test>
  static void for_each_pair(const Test& test) {
    for (const std::int64_t offset : {std::int64_t{0}, std::int64_t{1'000'000'000}}) {
      for (std::uint64_t seed = 0; seed < kNumGames; ++seed) {
        SCOPED_TRACE("offset " + std::to_string(offset) + ", seed " + std::to_string(seed));
        ASSERT_NO_FATAL_FAILURE(test(random_twins(GetParam(), offset, seed)));
      }
    }
  }
};

TEST_P(Fractions, HaveTheEquilibriaOfTheIntegers) {
  int num_degenerate = 0;
  for_each_pair([&](const Twins& twins) {
    const auto actual = NashEquilibria().solve(twins.fractions);
    const auto expected = NashEquilibria().solve(twins.integers);
    ASSERT_TRUE(actual.is_complete);
    ASSERT_EQ(actual.is_degenerate, expected.is_degenerate);
    ASSERT_EQ(actual.components, expected.components);
    ASSERT_EQ(actual.equilibria.size(), expected.equilibria.size());
    for (std::size_t e = 0; e < actual.equilibria.size(); ++e) {
      ASSERT_LE(testing::distance(actual.equilibria[e], expected.equilibria[e]), 1e-9);
    }
    num_degenerate += actual.is_degenerate ? 1 : 0;
  });
  EXPECT_GT(num_degenerate, 50);
}

TEST_P(Fractions, HaveThePureEquilibriaAndTheUndominatedStrategiesOfTheIntegers) {
  for_each_pair([&](const Twins& twins) {
    const auto pure = PureEquilibria().solve(twins.fractions);
    const auto expected = PureEquilibria().solve(twins.integers);
    ASSERT_EQ(pure.profiles, expected.profiles);
    ASSERT_EQ(pure.is_degenerate, expected.is_degenerate);
    for (const bool is_weak : {false, true}) {
      const IteratedDominance dominance({.is_weak = is_weak});
      ASSERT_EQ(dominance.solve(twins.fractions).survivors,
                dominance.solve(twins.integers).survivors);
    }
  });
}

TEST_P(Fractions, AreReadAsTheyWereWritten) {
  for_each_pair([&](const Twins& twins) {
    const auto read = parse_nfg(format_nfg(twins.fractions, NfgVersion::outcomes));
    ASSERT_TRUE(read.game);
    for (std::size_t i = 0; i < 2; ++i) {
      ASSERT_TRUE(
          std::ranges::equal(read.game->exact_payoffs(i), twins.fractions.exact_payoffs(i)));
    }
  });
}

INSTANTIATE_TEST_SUITE_P(Denominators, Fractions, ::testing::Values(3, 6, 7, 10, 12, 49));

/// No two profiles of the list are the same, or nearly so.
bool are_all_different(const std::vector<MixedProfile>& equilibria) {
  for (std::size_t a = 0; a < equilibria.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      if (testing::distance(equilibria[a], equilibria[b]) == 0.0) {
        return false;
      }
    }
  }
  return true;
}

/// Doubles break ties, and both sides of a broken tie may have an equilibrium.
TEST(EquilibriaOfDoubles, AreNeverListedTwice) {
  for (const double denominator : {3.0, 6.0, 7.0, 12.0}) {
    for (std::uint64_t seed = 0; seed < kNumGames; ++seed) {
      auto game = testing::random_integer_game(
          {static_cast<int>(2 + seed % 3), static_cast<int>(2 + seed % 4)}, 6, seed);
      for (std::size_t i = 0; i < 2; ++i) {
        for (double& payoff : game.payoffs(i)) {
          payoff /= denominator;
        }
      }
      const auto result = NashEquilibria().solve(game);
      ASSERT_TRUE(are_all_different(result.equilibria)) << denominator << ", " << seed;
      std::vector<int> listed;
      for (const auto& component : result.components) {
        listed.insert(listed.end(), component.begin(), component.end());
      }
      std::sort(listed.begin(), listed.end());
      ASSERT_EQ(std::adjacent_find(listed.begin(), listed.end()), listed.end());
    }
  }
}

/// A mover chooses between a fair die with `faces` faces, all of which pay the same, and that
/// payoff for sure.
std::string die(int faces, const std::string& payoff) {
  std::string text =
      "EFG 2 R \"\" { \"a\" } p \"\" 1 1 \"\" { \"roll\" \"take\" } 0\nc \"\" 1 \"\" {";
  for (int face = 1; face <= faces; ++face) {
    text += " \"" + std::to_string(face) + "\" 1/" + std::to_string(faces);
  }
  text += " } 0\n";
  for (int face = 1; face <= faces; ++face) {
    text += face == 1 ? "t \"\" 1 \"\" { " + payoff + " }\n" : "t \"\" 1\n";
  }
  return text + "t \"\" 1\n";
}

TEST(DiceWithEqualFaces, AreWorthWhatAFacePays) {
  for (int faces = 2; faces <= 60; ++faces) {
    for (const char* payoff : {"1", "3/7", "0.1", "123456789.000000001"}) {
      const auto tree = parse_efg(die(faces, payoff)).game.value();
      const auto form = reduced_strategic_form(tree);
      ASSERT_TRUE(form.is_exact());
      ASSERT_EQ(form.exact_payoffs(0)[0], form.exact_payoffs(0)[1]) << faces << ", " << payoff;
      ASSERT_EQ(NashEquilibria().solve(form).equilibria.size(), 2U) << faces << ", " << payoff;
      ASSERT_EQ(IteratedDominance().solve(form).survivors[0].size(), 2U);
    }
  }
}

}  // namespace
}  // namespace demarche
