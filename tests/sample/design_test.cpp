// SPDX-License-Identifier: MIT
#include "demarche/sample/design.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "sample/philox.hpp"
#include "support/blocks.hpp"

namespace demarche {
namespace {

constexpr std::uint64_t kMostStream = (std::uint64_t{1} << kStreamBits) - 1;

/// Blocks on both sides of the places where a counter's words carry, and the last one.
void expect_random123s_philox() {
  const std::vector<std::uint64_t> streams = {
      0, 1, 0xffffffff, 0x100000000, stream_of("x"), kMostStream};
  for (const std::uint64_t seed : {0ULL, 1ULL, 0xfedcba9876543210ULL}) {
    const auto design = make_monte_carlo(seed, Purpose::profile);
    for (const std::uint64_t first :
         {0ULL, 128ULL, 0x1ffffff80ULL, 0x200000000ULL, 0xffffffffff80ULL}) {
      AlignedArray uniforms(streams.size() * kBlockLanes);
      design->fill_block(first, streams, uniforms.data());
      for (std::size_t s = 0; s < streams.size(); ++s) {
        for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
          ASSERT_EQ(uniforms[s * kBlockLanes + lane],
                    philox_uniform(seed, Purpose::profile, first + lane, streams[s]));
        }
      }
    }
  }
}

TEST(MonteCarlo, IsRandom123sPhiloxBitForBit) {
  for (const std::int64_t target : testing::vector_targets()) {
    SCOPED_TRACE(target);
    const testing::ForcedInstructionSet forced(target);
    expect_random123s_philox();
    ASSERT_FALSE(HasFatalFailure());
  }
}

TEST(MonteCarlo, IsUniformOnTheOpenInterval) {
  const auto design = make_monte_carlo(3);
  std::vector<double> sample;
  const std::vector<std::uint64_t> streams = {stream_of("x")};
  AlignedArray uniforms(kBlockLanes);
  for (std::uint64_t block = 0; block < 400; ++block) {
    design->fill_block(block * kBlockLanes, streams, uniforms.data());
    sample.insert(sample.end(), uniforms.data(), uniforms.data() + kBlockLanes);
  }
  std::sort(sample.begin(), sample.end());
  EXPECT_GT(sample.front(), 0.0);
  EXPECT_LT(sample.back(), 1.0);
  // Kolmogorov-Smirnov: 1.95 / sqrt(n) is the 0.1 % critical distance.
  double distance = 0.0;
  const auto n = static_cast<double>(sample.size());
  for (std::size_t i = 0; i < sample.size(); ++i) {
    distance = std::max(distance, std::abs(sample[i] - (static_cast<double>(i) + 0.5) / n));
  }
  EXPECT_LT(distance, 1.95 / std::sqrt(n));
}

/// A stream's numbers are the same beside any other streams, in any order.
TEST(MonteCarlo, StreamsDoNotDependOnEachOther) {
  const std::vector<std::uint64_t> many = {7, stream_of("a"), 3, stream_of("b")};
  const std::vector<std::uint64_t> few = {stream_of("b"), stream_of("a")};
  const auto design = make_monte_carlo(3);
  AlignedArray of_many(many.size() * kBlockLanes);
  AlignedArray of_few(few.size() * kBlockLanes);

  design->fill_block(kBlockLanes, many, of_many.data());
  design->fill_block(kBlockLanes, few, of_few.data());

  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    EXPECT_EQ(of_few[lane], of_many[3 * kBlockLanes + lane]);
    EXPECT_EQ(of_few[kBlockLanes + lane], of_many[kBlockLanes + lane]);
    EXPECT_NE(of_few[lane], of_few[kBlockLanes + lane]);
  }
}

/// Both numbers of a counter, and those of neighbouring draws and streams, are uncorrelated.
TEST(MonteCarlo, NeighboursAreUncorrelated) {
  constexpr std::uint64_t kDraws = 40'000;
  const auto correlation = [](std::uint64_t draws_apart, std::uint64_t streams_apart) {
    double sum = 0.0;
    for (std::uint64_t draw = 0; draw < kDraws; ++draw) {
      sum += (philox_uniform(9, Purpose::parameters, draw, 5) - 0.5) *
             (philox_uniform(9, Purpose::parameters, draw + draws_apart, 5 + streams_apart) - 0.5);
    }
    return 12.0 * sum / static_cast<double>(kDraws);
  };
  // Of independent numbers the standard error is 1 / sqrt(40,000).
  for (const auto& [draws, streams] : {std::pair(1U, 0U),
                                       std::pair(64U, 0U),
                                       std::pair(128U, 0U),
                                       std::pair(0U, 1U),
                                       std::pair(64U, 1U)}) {
    EXPECT_NEAR(correlation(draws, streams), 0.0, 4.0 / 200.0) << draws << ' ' << streams;
  }
}

TEST(MonteCarlo, PurposesAndSeedsDiffer) {
  EXPECT_NE(philox_uniform(1, Purpose::parameters, 0, 0),
            philox_uniform(1, Purpose::profile, 0, 0));
  EXPECT_NE(philox_uniform(1, Purpose::parameters, 0, 0),
            philox_uniform(2, Purpose::parameters, 0, 0));
}

}  // namespace
}  // namespace demarche
