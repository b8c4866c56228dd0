// SPDX-License-Identifier: MIT
#include "demarche/sample/design.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "sample/philox.hpp"
#include "support/blocks.hpp"

namespace demarche {
namespace {

void expect_random123s_philox() {
  for (const std::uint64_t seed : {0ULL, 1ULL, 0xfedcba9876543210ULL}) {
    const auto design = make_monte_carlo(seed, Purpose::profile);
    for (const std::uint64_t first : {0ULL, 77ULL, 0xffffffc0ULL, 0x123456789abcULL}) {
      AlignedArray uniforms(7 * kBlockLanes);
      design->fill_block(first, 7, uniforms.data());
      for (std::size_t dimension = 0; dimension < 7; ++dimension) {
        for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
          ASSERT_EQ(
              uniforms[dimension * kBlockLanes + lane],
              philox_uniform(
                  seed, Purpose::profile, first + lane, static_cast<std::uint32_t>(dimension)));
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
  AlignedArray uniforms(kBlockLanes);
  for (std::uint64_t block = 0; block < 400; ++block) {
    design->fill_block(block * kBlockLanes, 1, uniforms.data());
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

TEST(MonteCarlo, PurposesAndSeedsDiffer) {
  EXPECT_NE(philox_uniform(1, Purpose::parameters, 0, 0),
            philox_uniform(1, Purpose::profile, 0, 0));
  EXPECT_NE(philox_uniform(1, Purpose::parameters, 0, 0),
            philox_uniform(2, Purpose::parameters, 0, 0));
}

}  // namespace
}  // namespace demarche
