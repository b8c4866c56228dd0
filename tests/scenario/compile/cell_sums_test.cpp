// SPDX-License-Identifier: MIT
#include "scenario/compile/cell_sums.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/scenario/feature_program.hpp"

namespace demarche {
namespace {

using Cell = FeatureProgram::Cell;

const Cell kFirst{1.0, {0, 2}, {0.5, -1.0}};
const Cell kSecond{2.0, {1, 2, 3}, {4.0, 3.0, 0.25}};
const Cell kSum{3.0, {0, 1, 2, 3}, {0.5, 4.0, 2.0, 0.25}};

TEST(CellSums, AreFoundWhereConstantsAndCoefficientsAddUp) {
  const auto sums = find_sums_of_cells({kSum, kSecond, kFirst});

  ASSERT_EQ(sums.size(), 1U);
  EXPECT_EQ(sums[0].cell, 0U);
  EXPECT_EQ(sums[0].first + sums[0].second, 3U);
}

TEST(CellSums, AreNotWhatIsNearlyOne) {
  Cell other_constant = kSum;
  other_constant.constant = 3.5;
  Cell other_coefficient = kSum;
  other_coefficient.coefficients[2] = 2.5;
  Cell one_more = kSum;
  one_more.values.push_back(4);
  one_more.coefficients.push_back(1.0);
  Cell one_less{3.0, {0, 1, 2}, {0.5, 4.0, 2.0}};

  for (const Cell& cell : {other_constant, other_coefficient, one_more, one_less}) {
    EXPECT_TRUE(find_sums_of_cells({kFirst, kSecond, cell}).empty());
  }
}

TEST(CellSums, AreNotSummandsOfOthers) {
  const Cell more{0.0, {4}, {1.0}};
  const Cell all{3.0, {0, 1, 2, 3, 4}, {0.5, 4.0, 2.0, 0.25, 1.0}};

  const auto sums = find_sums_of_cells({kFirst, kSecond, kSum, more, all});

  ASSERT_EQ(sums.size(), 1U);
  EXPECT_EQ(sums[0].cell, 4U);
}

TEST(CellSums, HaveTheirValuesInAProgram) {
  const FeatureProgram program(4, {}, {kSum, kFirst, kSecond});
  AlignedArray values(4 * kBlockLanes);
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] = 0.125 * static_cast<double>(i % 61);
  }
  AlignedArray cells(3 * kBlockLanes);

  program.evaluate_cells(values.data(), cells.data());

  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const auto value = [&](std::size_t v) { return values[v * kBlockLanes + lane]; };
    EXPECT_DOUBLE_EQ(cells[lane],
                     3.0 + 0.5 * value(0) + 4.0 * value(1) + 2.0 * value(2) + 0.25 * value(3));
  }
  EXPECT_FALSE(program.is_constant(0));
}

}  // namespace
}  // namespace demarche
