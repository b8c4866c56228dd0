// SPDX-License-Identifier: MIT
#include "demarche/simulate/binned_sums.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "demarche/core/types.hpp"
#include "simulate/binned_draws.hpp"

namespace demarche {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// An input of two numbers, and outputs on a scale around 100.
BinnedSums coin_sums(std::size_t num_outputs, std::size_t num_groups) {
  return {{{.bounds = {0.0}, .values = {0.0, 1.0}}},
          std::vector(num_outputs, OutputScale{.centre = 100.0, .size = 8.0}),
          num_groups};
}

/// Appends draws of one input and outputs that are all the same row.
void append(const BinnedSums& sums,
            BinnedDraws& draws,
            const std::vector<double>& input,
            const std::vector<double>& output,
            std::vector<std::uint8_t> is_solved = {}) {
  is_solved.resize(input.size(), 1);
  draws.append(input.size(), is_solved.data());
  draws.set_input(sums, 0, input.data());
  for (std::size_t o = 0; o < sums.num_outputs(); ++o) {
    draws.set_output(o, output.data());
  }
}

void add(BinnedSums& sums, std::size_t group, const BinnedDraws& draws) {
  sums.add_counts(group, draws);
  for (std::size_t chunk = 0; chunk < sums.num_chunks(); ++chunk) {
    sums.add_outputs(group, chunk, draws);
  }
}

TEST(BinnedSums, SumsDistancesFromTheCentreByBin) {
  BinnedSums sums = coin_sums(17, 2);  // A second chunk.
  BinnedDraws draws(sums);
  append(sums, draws, {0.0, 1.0, 1.0}, {101.0, 97.0, 104.5});
  add(sums, 1, draws);

  for (const std::size_t output : {0U, 15U, 16U}) {
    EXPECT_EQ(sums.sum(1, 0, 0, output), 1.0);
    EXPECT_EQ(sums.sum(1, 0, 1, output), 1.5);
    EXPECT_EQ(static_cast<double>(sums.square_sum(1, output)), 1.0 + 9.0 + 20.25);
    EXPECT_EQ(sums.sum(0, 0, 1, output), 0.0);
  }
  EXPECT_EQ(sums.draws(1, 0, 0), 1U);
  EXPECT_EQ(sums.draws(1, 0, 1), 2U);
}

TEST(BinnedSums, KeepsApartWhatIsMissingUndefinedOrFarAway) {
  BinnedSums sums = coin_sums(1, 1);
  BinnedDraws draws(sums);
  append(sums, draws, {1.0, 1.0, 1.0, 0.0}, {kNaN, kNaN, 102.0, 1e9}, {0, 1, 1, 1});
  add(sums, 0, draws);

  EXPECT_EQ(sums.draws(0, 0, 1), 3U);
  EXPECT_EQ(sums.missing(0, 0, 1), 1U);
  EXPECT_EQ(sums.undefined(0, 0, 1, 0), 1U);
  EXPECT_EQ(sums.sum(0, 0, 1, 0), 2.0);
  EXPECT_EQ(sums.clamped(0), 1U);
  EXPECT_GT(sums.sum(0, 0, 0, 0), 4000.0 * 8.0);  // As far away as numbers can be.
  std::array<double, 2> counts{};
  std::array<double, 2> read{};
  sums.read(0, 0, 0, counts, read);
  EXPECT_EQ(counts[1], 1.0);
  EXPECT_EQ(read[1], 2.0);
}

/// The bits depend neither on the order of draws nor on how they are divided.
TEST(BinnedSums, AnyOrderGivesTheSameBits) {
  std::mt19937_64 random(3);
  std::student_t_distribution<double> heavy(2.0);
  std::vector<double> inputs;
  std::vector<double> outputs;
  for (std::size_t i = 0; i < 3 * kBlockLanes; ++i) {
    inputs.push_back(static_cast<double>(i % 2));
    outputs.push_back(100.0 + heavy(random));
  }
  BinnedSums forwards = coin_sums(1, 1);
  BinnedSums first = coin_sums(1, 1);
  BinnedSums second = coin_sums(1, 1);
  const auto block = [&](const std::vector<double>& of, std::size_t b) {
    const auto begin = of.begin() + static_cast<std::ptrdiff_t>(b * kBlockLanes);
    return std::vector<double>(begin, begin + static_cast<std::ptrdiff_t>(kBlockLanes));
  };
  const auto add_blocks = [&](BinnedSums& sums, const std::vector<std::size_t>& blocks) {
    BinnedDraws draws(sums);
    for (const std::size_t b : blocks) {
      append(sums, draws, block(inputs, b), block(outputs, b));
    }
    add(sums, 0, draws);
  };
  add_blocks(forwards, {0, 1, 2});
  add_blocks(first, {2});
  add_blocks(second, {1, 0});
  first.merge(second);

  for (std::size_t bin = 0; bin < 2; ++bin) {
    EXPECT_EQ(forwards.sum(0, 0, bin, 0), first.sum(0, 0, bin, 0));
    EXPECT_EQ(forwards.draws(0, 0, bin), first.draws(0, 0, bin));
  }
  EXPECT_EQ(forwards.square_sum(0, 0), first.square_sum(0, 0));
}

TEST(ScaleBetween, CentresTheNumbers) {
  EXPECT_EQ(scale_between(2.0, 6.0).centre, 4.0);
  EXPECT_EQ(scale_between(2.0, 6.0).size, 2.0);
  EXPECT_EQ(scale_between(-5.0, -5.0).size, 5.0);  // What does not vary yet may do so later.
}

}  // namespace
}  // namespace demarche
