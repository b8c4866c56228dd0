// SPDX-License-Identifier: MIT
#include "demarche/analyze/information.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "demarche/core/types.hpp"
#include "simulate/binned_draws.hpp"

namespace demarche {
namespace {

/// The values of options in a draw, by what the coin shows.
struct Options {
  std::array<double, 2> first;
  std::array<double, 2> second;
};

/// Sums of a fair coin and two options, which are outputs 0 and 1; the better one is output 2. The
/// coin shows heads in every second draw.
BinnedSums sums_of(const Options& options, std::size_t num_groups) {
  BinnedSums sums(
      {{.bounds = {0.0}, .values = {0.0, 1.0}}}, std::vector<OutputScale>(3), num_groups);
  const std::vector<std::uint8_t> is_solved(kBlockLanes, 1);
  std::array<std::vector<double>, 4> rows;
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const std::size_t coin = lane % 2;
    rows[0].push_back(options.first[coin]);
    rows[1].push_back(options.second[coin]);
    rows[2].push_back(std::max(options.first[coin], options.second[coin]));
    rows[3].push_back(static_cast<double>(coin));
  }
  for (std::size_t group = 0; group < num_groups; ++group) {
    BinnedDraws draws(sums);
    draws.append(kBlockLanes, is_solved.data());
    draws.set_input(sums, 0, rows[3].data());
    for (std::size_t o = 0; o < 3; ++o) {
      draws.set_output(o, rows[o].data());
    }
    sums.add_counts(group, draws);
    sums.add_outputs(group, 0, draws);
  }
  return sums;
}

const std::vector<std::size_t> kOptions = {0, 1};

/// A bet of 1 on heads against 0.25 for sure: 0.5 and 0.25 in the mean, and 0.625 for who knows.
TEST(ValueOfKnowing, IsWhatABetterChoiceGains) {
  const BinnedSums sums = sums_of({.first = {0.0, 1.0}, .second = {0.25, 0.25}}, 8);
  const InformationValue value = value_of_knowing(sums, 0, kOptions);

  EXPECT_NEAR(value.at_least.value, 0.125, 1e-6);
  EXPECT_NEAR(value.at_most.value, 0.125, 1e-6);
  EXPECT_EQ(value.change_probability, 0.5);
  EXPECT_NEAR(value_of_knowing_all(sums, kOptions, 2).value, 0.125, 1e-6);
  EXPECT_EQ(best_by_mean(sums, kOptions), 0U);
}

TEST(ValueOfKnowing, IsNothingIfTheChoiceStays) {
  const BinnedSums sums = sums_of({.first = {0.0, 1.0}, .second = {1.0, 2.0}}, 8);
  const InformationValue value = value_of_knowing(sums, 0, kOptions);

  EXPECT_NEAR(value.at_least.value, 0.0, 1e-9);
  EXPECT_NEAR(value.at_most.value, 0.0, 1e-9);
  EXPECT_EQ(value.change_probability, 0.0);
  EXPECT_EQ(best_by_mean(sums, kOptions), 1U);
}

TEST(ValueOfKnowing, HasNoIntervalFromFewGroups) {
  const Options bet{.first = {0.0, 1.0}, .second = {0.25, 0.25}};

  EXPECT_TRUE(std::isnan(value_of_knowing(sums_of(bet, 1), 0, kOptions).at_least.value));
  const BinnedSums three = sums_of(bet, 3);
  EXPECT_NEAR(value_of_knowing(three, 0, kOptions).at_most.value, 0.125, 1e-6);
  EXPECT_TRUE(std::isnan(value_of_knowing(three, 0, kOptions).at_most.low));
  EXPECT_TRUE(std::isnan(value_of_knowing_all(three, kOptions, 2).low));
}

}  // namespace
}  // namespace demarche
