// SPDX-License-Identifier: MIT
#include "demarche/sample/parameter_sampler.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"
#include "demarche/sample/design.hpp"
#include "sample/transform.hpp"
#include "support/blocks.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// One of each family, some truncated.
std::vector<Distribution> families() {
  return {{ConstantDistribution{2.5}},
          {UniformDistribution{-1.0, 3.0}},
          {UniformDistribution{-1.0, 3.0}, 0.5, 10.0},
          {TriangularDistribution{0.0, 1.0, 4.0}},
          {TriangularDistribution{0.0, 0.0, 4.0}},
          {TriangularDistribution{0.0, 1.0, 4.0}, 0.5, 3.0},
          {PertDistribution{0.0, 1.0, 4.0, 4.0}},
          {PertDistribution{0.0, 0.0, 1.0, 4.0}},
          {NormalDistribution{-2.0, 0.5}},
          {NormalDistribution{0.0, 1.0}, 3.0, 4.0},
          {NormalDistribution{0.0, 1.0}, 0.0},
          {LognormalDistribution{2.0, 0.7}},
          {BetaDistribution{0.5, 0.5, 0.0, 1.0}},
          {BetaDistribution{2.0, 5.0, -1.0, 1.0}},
          {GammaDistribution{0.3, 2.0}},
          {GammaDistribution{9.0, 0.5}},
          {ExponentialDistribution{0.25}},
          {ExponentialDistribution{1.0}, 1.0, 2.0},
          {StudentTDistribution{3.0, 1.0, 2.0}},
          {StudentTDistribution{1.0, 0.0, 1.0}},
          {NormalDistribution{50.0, 1.0}, 3.0, 4.0},
          {BetaDistribution{1e-200, 3e-200, 0.0, 1.0}},
          {BernoulliDistribution{0.3}},
          {DiscreteDistribution{{3.0, 1.0, 2.0}, {1.0, 2.0, 1.0}}},
          {EmpiricalDistribution{{5.0, 1.0, 2.0, 2.0, 9.0}}}};
}

/// [dimensions][kBlockLanes] of one block of uniforms.
AlignedArray uniforms(std::size_t num_dimensions, std::uint64_t block = 0) {
  AlignedArray points(num_dimensions * kBlockLanes);
  std::vector<std::uint64_t> streams(num_dimensions);
  std::iota(streams.begin(), streams.end(), std::uint64_t{0});
  make_monte_carlo(11)->fill_block(block * kBlockLanes, streams, points.data());
  return points;
}

double interquartile_range(const Distribution& distribution) {
  return distribution.quantile(0.75) - distribution.quantile(0.25);
}

TEST(ParameterSampler, GivesTheExactQuantilesWithinTheStatedError) {
  const auto marginals = families();
  const ParameterSampler sampler(marginals);

  ASSERT_LE(sampler.max_table_error(), 1e-10);
  for (std::uint64_t block = 0; block < 20; ++block) {
    const AlignedArray u = uniforms(marginals.size(), block);
    AlignedArray x = uniforms(marginals.size(), block);
    sampler.transform(x.data());
    for (std::size_t i = 0; i < marginals.size(); ++i) {
      SCOPED_TRACE(i);
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        const double exact = marginals[i].quantile(u[i * kBlockLanes + lane]);
        const double scale = std::max(interquartile_range(marginals[i]),
                                      std::abs(exact - marginals[i].quantile(0.5)));
        EXPECT_NEAR(x[i * kBlockLanes + lane], exact, 4e-10 * scale + 1e-15);
      }
    }
  }
}

/// Distribution::quantile() is a thousand times slower than any other form.
/// The largest difference between two instruction sets, in units in the last place of the larger of
/// the value and the interquartile range.
double largest_difference(const ParameterSampler& sampler,
                          const std::vector<Distribution>& marginals) {
  double largest = 0.0;
  for (std::uint64_t block = 0; block < 200; ++block) {
    AlignedArray first;
    for (const std::int64_t target : testing::vector_targets()) {
      const testing::ForcedInstructionSet forced(target);
      AlignedArray x = uniforms(marginals.size(), block);
      sampler.transform(x.data());
      if (first.size() == 0) {
        first = std::move(x);
        continue;
      }
      for (std::size_t i = 0; i < x.size(); ++i) {
        const double scale =
            std::max(std::abs(first[i]), interquartile_range(marginals[i / kBlockLanes]));
        largest = std::max(largest, std::abs(x[i] - first[i]) / (scale * 0x1p-52));
      }
    }
  }
  return largest;
}

TEST(ParameterSampler, AgreesOnEveryInstructionSetToTheUnitsStated) {
  const auto marginals = families();
  EXPECT_LE(largest_difference(ParameterSampler(marginals), marginals), 64.0);
  std::vector<RankCorrelationEntry> entries;
  for (std::size_t i = 0; i + 1 < marginals.size(); ++i) {
    entries.push_back({i, i + 1, 0.3});
  }
  EXPECT_LE(largest_difference(ParameterSampler(marginals, entries), marginals), 64.0);
}

TEST(ParameterSampler, ComputesNoFamilyTheSlowWay) {
  for (const Distribution& distribution : families()) {
    for (const bool is_normal_input : {false, true}) {
      EXPECT_NE(make_transform(distribution, is_normal_input).kind, TransformKind::exact)
          << distribution.family.index();
    }
  }
}

TEST(ParameterSampler, KeepsItsDigitsInTheTails) {
  const auto marginals = families();
  const ParameterSampler sampler(marginals);
  const std::vector<double> tails = {0x1p-53, 1e-12, 1e-6, 1.0 - 1e-6, 1.0 - 1e-12, 1.0 - 0x1p-53};
  AlignedArray x(marginals.size() * kBlockLanes);
  for (std::size_t i = 0; i < x.size(); ++i) {
    x[i] = tails[i % kBlockLanes % tails.size()];
  }

  sampler.transform(x.data());

  for (std::size_t i = 0; i < marginals.size(); ++i) {
    SCOPED_TRACE(i);
    for (std::size_t t = 0; t < tails.size(); ++t) {
      const double exact = marginals[i].quantile(tails[t]);
      const double scale =
          std::max(interquartile_range(marginals[i]), std::abs(exact - marginals[i].quantile(0.5)));
      EXPECT_NEAR(x[i * kBlockLanes + t], exact, 4e-10 * scale + 1e-15) << tails[t];
      EXPECT_GE(x[i * kBlockLanes + t], marginals[i].lower_bound());
      EXPECT_LE(x[i * kBlockLanes + t], marginals[i].upper_bound());
    }
  }
}

/// Where centre and tails meet, and deep in the tails.
TEST(ParameterSampler, NormalNumbersHaveTheErrorStated) {
  const Distribution normal{NormalDistribution{0.0, 1.0}};
  const ParameterSampler sampler({normal});
  AlignedArray x = uniforms(1);
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const double depth = static_cast<double>(lane / 2) / 4.0;
    const double tail = lane % 2 == 0 ? 0.5 * std::exp2(-depth) : 0.0025 + 1e-5 * (depth - 8.0);
    x[lane] = lane % 3 == 0 ? 1.0 - tail : tail;
    x[lane] = x[lane] == 0.5 ? 0.49 : x[lane];
  }
  const AlignedArray u = [&] {
    AlignedArray copy(kBlockLanes);
    std::copy_n(x.data(), kBlockLanes, copy.data());
    return copy;
  }();

  sampler.transform(x.data());

  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const double exact = normal.quantile(u[lane]);
    EXPECT_NEAR(x[lane], exact, 1.3e-12 * std::abs(exact)) << u[lane];
  }
}

TEST(ParameterSampler, CorrelatedParametersKeepTheirMarginals) {
  const auto marginals = families();
  std::vector<RankCorrelationEntry> entries;
  for (std::size_t i = 0; i + 1 < marginals.size(); ++i) {
    entries.push_back({i, i + 1, 0.3});
  }
  const ParameterSampler sampler(marginals, entries);

  for (std::uint64_t block = 0; block < 5; ++block) {
    AlignedArray percentiles = uniforms(marginals.size(), block);
    AlignedArray x = uniforms(marginals.size(), block);
    sampler.correlate(percentiles.data());
    sampler.transform(x.data());
    for (std::size_t i = 0; i < marginals.size(); ++i) {
      SCOPED_TRACE(i);
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        const double exact = marginals[i].quantile(percentiles[i * kBlockLanes + lane]);
        const double scale = std::max(interquartile_range(marginals[i]),
                                      std::abs(exact - marginals[i].quantile(0.5)));
        EXPECT_NEAR(x[i * kBlockLanes + lane], exact, 1e-9 * scale + 1e-15);
      }
    }
  }
}

std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
  std::vector<double> rank(values.size());
  for (std::size_t r = 0; r < order.size(); ++r) {
    rank[order[r]] = static_cast<double>(r);
  }
  return rank;
}

double spearman(const std::vector<double>& a, const std::vector<double>& b) {
  const auto x = ranks(a);
  const auto y = ranks(b);
  double squares = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    squares += (x[i] - y[i]) * (x[i] - y[i]);
  }
  const auto n = static_cast<double>(x.size());
  return 1.0 - 6.0 * squares / (n * (n * n - 1.0));
}

TEST(ParameterSampler, HasTheRankCorrelationsAskedFor) {
  const std::vector<Distribution> marginals = {{ExponentialDistribution{1.0}},
                                               {NormalDistribution{0.0, 1.0}},
                                               {PertDistribution{0.0, 0.2, 1.0}},
                                               {UniformDistribution{0.0, 1.0}}};
  const ParameterSampler sampler(marginals, {{0, 2, 0.7}, {1, 2, -0.4}});
  std::vector<std::vector<double>> values(4);

  for (std::uint64_t block = 0; block < 400; ++block) {
    AlignedArray x = uniforms(4, block);
    sampler.transform(x.data());
    for (std::size_t i = 0; i < 4; ++i) {
      values[i].insert(
          values[i].end(), x.data() + i * kBlockLanes, x.data() + (i + 1) * kBlockLanes);
    }
  }

  // 51,200 draws: the standard error is below 0.0045.
  EXPECT_NEAR(spearman(values[0], values[2]), 0.7, 0.015);
  EXPECT_NEAR(spearman(values[1], values[2]), -0.4, 0.018);
  EXPECT_NEAR(spearman(values[0], values[1]), 0.0, 0.018);
  EXPECT_NEAR(spearman(values[0], values[3]), 0.0, 0.018);
}

/// Six parameters in two groups of correlated ones, one of them repaired, and the same in another
/// order with a seventh between them: every parameter keeps its bits.
TEST(ParameterSampler, OrderAndOtherParametersMoveNoBits) {
  const std::vector<Distribution> marginals = {{NormalDistribution{0.0, 1.0}},
                                               {ExponentialDistribution{1.0}},
                                               {PertDistribution{0.0, 0.2, 1.0}},
                                               {UniformDistribution{0.0, 1.0}},
                                               {LognormalDistribution{1.0, 0.5}},
                                               {NormalDistribution{1.0, 2.0}}};
  const std::vector<std::uint64_t> streams = {50, 10, 40, 20, 60, 30};
  const std::vector<RankCorrelationEntry> entries = {
      {0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.9}, {3, 4, 0.5}};
  const std::vector<std::size_t> place = {3, 5, 0, 6, 1, 2};  // Of each in the other order.
  std::vector<Distribution> other_marginals(7, {UniformDistribution{0.0, 1.0}});
  std::vector<std::uint64_t> other_streams(7, 5);
  for (std::size_t i = 0; i < 6; ++i) {
    other_marginals[place[i]] = marginals[i];
    other_streams[place[i]] = streams[i];
  }
  std::vector<RankCorrelationEntry> other_entries;
  for (const auto& entry : entries) {
    other_entries.push_back({place[entry.second], place[entry.first], entry.value});
  }
  const ParameterSampler sampler(marginals, entries, true, streams);
  const ParameterSampler other(other_marginals, other_entries, true, other_streams);
  ASSERT_TRUE(sampler.was_repaired() && other.was_repaired());
  AlignedArray x(6 * kBlockLanes);
  AlignedArray y(7 * kBlockLanes);
  for (const bool by_copula_alone : {false, true}) {
    make_monte_carlo(11)->fill_block(0, streams, x.data());
    make_monte_carlo(11)->fill_block(0, other_streams, y.data());
    by_copula_alone ? sampler.correlate(x.data()) : sampler.transform(x.data());
    by_copula_alone ? other.correlate(y.data()) : other.transform(y.data());
    for (std::size_t i = 0; i < 6; ++i) {
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        ASSERT_EQ(x[i * kBlockLanes + lane], y[place[i] * kBlockLanes + lane]) << i;
      }
    }
  }
}

TEST(ParameterSampler, RefusesStreamsOfAnotherNumber) {
  EXPECT_THAT(
      [] {
        (void)ParameterSampler({{NormalDistribution{}}}, {}, false, {1, 2});
      },
      ThrowsMessage<InvalidArgument>(HasSubstr("streams must number 1")));
}

TEST(ParameterSampler, RefusesAMatrixThatIsNotPositiveDefiniteUnlessAskedToRepairIt) {
  const std::vector<Distribution> marginals(3, {NormalDistribution{}});
  const std::vector<RankCorrelationEntry> entries = {{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.9}};

  EXPECT_THAT([&] { (void)ParameterSampler(marginals, entries); },
              ThrowsMessage<InvalidArgument>(HasSubstr("smallest eigenvalue is -0.")));
  EXPECT_TRUE(ParameterSampler(marginals, entries, true).was_repaired());
  EXPECT_FALSE(ParameterSampler(marginals, {{0, 1, 0.9}}, true).was_repaired());
}

TEST(ParameterSampler, RefusesAnInvalidDistribution) {
  EXPECT_THAT(
      [] {
        (void)ParameterSampler({{NormalDistribution{0.0, -1.0}}});
      },
      ThrowsMessage<InvalidArgument>(HasSubstr("standard_deviation must be above 0, got -1")));
}

}  // namespace
}  // namespace demarche
