// SPDX-License-Identifier: MIT
#include "solve/pivoting_families.hpp"

namespace demarche::testing {
namespace {

class PivotingFamilies : public ::testing::TestWithParam<GameSource> {};
INSTANTIATE_TEST_SUITE_P(All,
                         PivotingFamilies,
                         ::testing::ValuesIn(bimatrix_sources()),
                         [](const auto& source) { return test_name(source); });

TEST_P(PivotingFamilies, SmallGamesAreSolvedByTheRace) {
  expect_certified(GetParam(), {1, 12}, 0, 300, false);
}

TEST_P(PivotingFamilies, SmallGamesAreSolvedFromOneLabel) {
  expect_certified(GetParam(), {1, 12}, 500, 300, true);
}

TEST_P(PivotingFamilies, GamesOfSixtyAreSolved) {
  expect_certified(GetParam(), {50, 70}, 1, 3, false);
}

TEST(PivotingFamilies, ZeroSumGamesHaveOneValue) {
  expect_same_value({1, 12}, 0, 300);
}

}  // namespace
}  // namespace demarche::testing
