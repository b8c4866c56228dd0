// SPDX-License-Identifier: MIT
#include "solve/pivoting_families.hpp"

namespace demarche::testing {
namespace {

class PivotingFamilies : public ::testing::TestWithParam<int> {
 protected:
  static BimatrixFamily family() { return static_cast<BimatrixFamily>(GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(All, PivotingFamilies, ::testing::Range(0, kNumBimatrixFamilies));

TEST_P(PivotingFamilies, SmallGamesAreSolvedByTheRace) {
  expect_certified(family(), {1, 12}, 0, 300, false);
}

TEST_P(PivotingFamilies, SmallGamesAreSolvedFromOneLabel) {
  expect_certified(family(), {1, 12}, 500, 300, true);
}

TEST_P(PivotingFamilies, GamesOfSixtyAreSolved) {
  expect_certified(family(), {50, 70}, 1, 3, false);
}

TEST(PivotingFamilies, ZeroSumGamesHaveOneValue) {
  expect_same_value({1, 12}, 0, 300);
}

}  // namespace
}  // namespace demarche::testing
