// SPDX-License-Identifier: MIT
#include "solve/programs/linear_program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <vector>

namespace demarche {
namespace {

using ::testing::DoubleNear;
using ::testing::Pointwise;

constexpr int kManyIterations = 1000;

/// By hand: at (2, 6) the last two rows bind, and 3/2 of the second row plus once the third one is
/// the objective, whose value is therefore at most 3/2 * 12 + 18 = 36.
TEST(LinearProgram, FindsAnOptimumAndItsPrices) {
  LinearProgram program({3.0, 5.0});
  program.add_row(std::array{1.0, 0.0}, -kUnbounded, 4.0);
  program.add_row(std::array{0.0, 2.0}, -kUnbounded, 12.0);
  program.add_row(std::array{3.0, 2.0}, -kUnbounded, 18.0);

  const auto answer = program.maximise(kManyIterations);

  ASSERT_EQ(answer.status, SolveStatus::converged);
  EXPECT_NEAR(answer.value, 36.0, 1e-12);
  EXPECT_THAT(answer.x, Pointwise(DoubleNear(1e-13), std::vector<double>{2.0, 6.0}));
  EXPECT_THAT(answer.duals, Pointwise(DoubleNear(1e-9), std::vector<double>{0.0, 1.5, 1.0}));
  EXPECT_LE(answer.violation, 1e-13);
}

/// A variable at its upper bound, one that is free, and a row that binds from below.
TEST(LinearProgram, KeepsBoundsOfEachKind) {
  LinearProgram program({1.0, -1.0});
  program.bound(0, 0.0, 0.25);
  program.bound(1, -kUnbounded, kUnbounded);
  program.add_row(std::array{1.0, 3.0}, 1.0, kUnbounded);

  const auto answer = program.maximise(kManyIterations);

  ASSERT_EQ(answer.status, SolveStatus::converged);
  EXPECT_THAT(answer.x, Pointwise(DoubleNear(1e-15), std::vector<double>{0.25, 0.25}));
}

TEST(LinearProgram, SaysThatNothingIsFeasible) {
  LinearProgram program({1.0});
  program.add_row(std::array{1.0}, 2.0, kUnbounded);
  program.add_row(std::array{1.0}, -kUnbounded, 1.0);

  const auto answer = program.maximise(kManyIterations);

  EXPECT_EQ(answer.status, SolveStatus::no_equilibrium);
  EXPECT_TRUE(answer.x.empty());
}

TEST(LinearProgram, RefusesNumbersThatAreNotFinite) {
  LinearProgram program({std::numeric_limits<double>::quiet_NaN()});

  EXPECT_EQ(program.maximise(kManyIterations).status, SolveStatus::numerical_failure);
}

}  // namespace
}  // namespace demarche
