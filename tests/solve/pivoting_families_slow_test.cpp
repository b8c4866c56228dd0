// SPDX-License-Identifier: MIT
#include "solve/pivoting_families.hpp"

namespace demarche::testing {
namespace {

/// Ten thousand games of each source.
class ManyPivotingFamilies : public ::testing::TestWithParam<GameSource> {};
INSTANTIATE_TEST_SUITE_P(All,
                         ManyPivotingFamilies,
                         ::testing::ValuesIn(bimatrix_sources()),
                         [](const auto& source) { return test_name(source); });

TEST_P(ManyPivotingFamilies, SmallGamesAreSolvedByTheRace) {
  expect_certified(GetParam(), {1, 12}, 10'000, 10'000, false);
}

TEST_P(ManyPivotingFamilies, SmallGamesAreSolvedFromOneLabel) {
  expect_certified(GetParam(), {1, 12}, 20'000, 10'000, true);
}

TEST_P(ManyPivotingFamilies, GamesOfAHundredAreSolved) {
  expect_certified(GetParam(), {50, 100}, 0, 30, false);
}

/// Not of negative correlation: no short path is known to exist in large games of that kind.
TEST_P(ManyPivotingFamilies, GamesOfHundredsAreSolved) {
  const bool is_covariant = GetParam().name == "covariant";
  expect_certified(GetParam(), {200, 200}, is_covariant ? 4 : 0, 3, false);
  expect_certified(GetParam(), {500, 500}, is_covariant ? 6 : 0, 1, false);
}

TEST(ManyPivotingFamilies, ZeroSumGamesHaveOneValue) {
  expect_same_value({1, 12}, 10'000, 10'000);
  expect_same_value({50, 100}, 0, 10);
  expect_same_value({300, 300}, 0, 1);
}

}  // namespace
}  // namespace demarche::testing
