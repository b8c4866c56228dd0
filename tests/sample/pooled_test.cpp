// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"
#include "demarche/sample/parameter_sampler.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<Distribution> kViews = {{NormalDistribution{0, 1}},
                                          {UniformDistribution{2, 4}},
                                          {DiscreteDistribution{{-1, 3}, {1, 3}}}};

/// P(X <= quantile(u)) is at least u, and just below the quantile it is at most u, from both tails.
TEST(Pooled, QuantilesInvertTheMeanOfTheViewsDistributionFunctions) {
  const Distribution pool{PooledDistribution{kViews, {1, 2, 1}}};
  ASSERT_THAT(pool.problems(), IsEmpty());
  const auto mean = [&](double x) {
    return 0.25 * kViews[0].probability(x) + 0.5 * kViews[1].probability(x) +
           0.25 * kViews[2].probability(x);
  };
  for (const double u : {1e-12, 0.01, 0.2, 0.45, 0.55, 0.7, 0.9, 0.999}) {
    const double x = pool.quantile(u);
    EXPECT_GE(mean(x), u * (1 - 1e-12)) << u;
    EXPECT_LE(mean(x - 1e-9), u + 1e-8) << u;
    EXPECT_NEAR(pool.probability(x) + pool.upper_probability(x), 1.0, 1e-14);
  }
  EXPECT_EQ(pool.upper_bound(), std::numeric_limits<double>::infinity());
}

TEST(Pooled, ProbabilitiesInvertEveryFamily) {
  for (const Distribution& d : std::vector<Distribution>{{NormalDistribution{1, 2}, 0.0, 3.0},
                                                         {GammaDistribution{2, 3}},
                                                         {LognormalDistribution{2, 1}, -1, 9, 2.0},
                                                         {NormalDistribution{50, 1}, 3, 4},
                                                         {BetaDistribution{2, 3}, 0.2, 0.7, 1.7},
                                                         {EmpiricalDistribution{{1, 5, 2, 8}}},
                                                         {TriangularDistribution{0, 1, 5}}}) {
    for (const double u : {0.001, 0.2, 0.5, 0.9}) {
      EXPECT_NEAR(d.probability(d.quantile(u)), u, 1e-12) << u;
      EXPECT_NEAR(d.upper_probability(d.quantile(u)), 1 - u, 1e-12) << u;
    }
    EXPECT_EQ(d.probability(d.lower_bound() - 1), 0.0);
  }
}

/// Truncated and widened views have a distribution function of their own: inverting their quantiles
/// within the search for the pool's took 50 s for a table.
TEST(Pooled, TruncatedAndWidenedViewsMakeATableInNoTime) {
  const Distribution pool{
      PooledDistribution{{{BetaDistribution{2, 3, 0, 1}, 0.1, 0.9, 2.5},
                          {PertDistribution{0, 1, 4}, -INFINITY, INFINITY, 2.5}},
                         {}}};
  const auto start = std::chrono::steady_clock::now();
  const ParameterSampler sampler({pool});
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  EXPECT_LT(taken.count(), 20.0);
  AlignedArray block(kBlockLanes);
  const auto u = [&](std::size_t i) {
    return (static_cast<double>(i) + 0.5) / static_cast<double>(block.size());
  };
  for (std::size_t i = 0; i < block.size(); ++i) {
    block[i] = u(i);
  }
  sampler.transform(block.data());
  for (std::size_t i = 0; i < block.size(); ++i) {
    EXPECT_NEAR(pool.probability(block[i]), u(i), 1e-7);
  }
}

TEST(Pooled, NamesTheViewsThatAreWrong) {
  EXPECT_THAT((Distribution{PooledDistribution{{{UniformDistribution{2, 1}}}, {}}}.problems()),
              testing::ElementsAre(HasSubstr("view 0: low must be below high")));
  EXPECT_THAT((Distribution{PooledDistribution{kViews, {1, 2}}}.problems()),
              testing::ElementsAre(HasSubstr("2 weights for 3 views")));
  EXPECT_THAT((Distribution{PooledDistribution{}}.problems()),
              testing::ElementsAre(HasSubstr("at least one view")));
}

using Block = AlignedArray;

/// Each lane has the value of the view that the selector tells, at the lane's own percentile.
TEST(Pooled, SharedViewsFollowTheParameterThatTellsWhoIsRight) {
  const std::vector<Distribution> marginals = {
      {PooledDistribution{kViews, {}, true}},
      {DiscreteDistribution{{0, 1, 2}, {1, 1, 1}}},
      {PooledDistribution{
          {{ConstantDistribution{7}}, kViews[0], {TriangularDistribution{0, 1, 4}}}, {}, true}}};
  const ParameterSampler sampler(marginals, {}, false, {}, 1);
  Block block(3 * kBlockLanes);
  std::vector<double> u(block.size());
  for (std::size_t i = 0; i < block.size(); ++i) {
    u[i] =
        (static_cast<double>((i * 7919) % block.size()) + 0.5) / static_cast<double>(block.size());
    block[i] = u[i];
  }
  sampler.transform(block.data());
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const auto expert = static_cast<std::size_t>(block[kBlockLanes + lane]);
    EXPECT_EQ(expert, static_cast<std::size_t>(u[kBlockLanes + lane] * 3));
    EXPECT_NEAR(block[lane], kViews[expert].quantile(u[lane]), 1e-9);
    const auto& other = std::get<PooledDistribution>(marginals[2].family).views[expert];
    EXPECT_NEAR(block[2 * kBlockLanes + lane], other.quantile(u[2 * kBlockLanes + lane]), 1e-9);
  }
}

/// Correlated parameters keep their percentiles whoever is right.
TEST(Pooled, SharedViewsTakeCorrelatedPercentiles) {
  const std::vector<Distribution> marginals = {
      {PooledDistribution{{{NormalDistribution{0, 1}}, {NormalDistribution{10, 1}}}, {}, true}},
      {NormalDistribution{0, 1}},
      {DiscreteDistribution{{0, 1}, {1, 1}}}};
  const ParameterSampler sampler(marginals, {{0, 1, 0.999}}, false, {}, 2);
  Block block(3 * kBlockLanes);
  for (std::size_t i = 0; i < block.size(); ++i) {
    block[i] =
        (static_cast<double>((i * 7919) % block.size()) + 0.5) / static_cast<double>(block.size());
  }
  sampler.transform(block.data());
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    EXPECT_NEAR(block[lane] - 10 * block[2 * kBlockLanes + lane], block[kBlockLanes + lane], 0.3);
  }
}

TEST(Pooled, SharedViewsNeedAParameterThatTells) {
  const std::vector<Distribution> marginals = {{PooledDistribution{kViews, {}, true}}};
  EXPECT_THROW(ParameterSampler(marginals, {}, false, {}), InvalidArgument);
  EXPECT_THROW(ParameterSampler(marginals, {}, false, {}, 0), InvalidArgument);
}

/// Widening multiplies normal scores: of a normal distribution the standard deviation.
TEST(Pooled, WideningStretchesPercentiles) {
  const Distribution normal{NormalDistribution{3, 2}, -INFINITY, INFINITY, 2.5};
  const Distribution five{NormalDistribution{3, 5}};
  const Distribution beta{BetaDistribution{2, 3, 0, 1}, -INFINITY, INFINITY, 2.5};
  const Distribution plain{BetaDistribution{2, 3, 0, 1}};
  const Distribution unit{NormalDistribution{}};
  for (const double u : {0.001, 0.05, 0.4, 0.5, 0.8, 0.99}) {
    EXPECT_NEAR(normal.quantile(u), five.quantile(u), 1e-12) << u;
    const double stretched = unit.probability(2.5 * unit.quantile(u));
    EXPECT_NEAR(beta.quantile(u), plain.quantile(stretched), 1e-9) << u;
  }
  EXPECT_EQ(beta.lower_bound(), 0.0);
  EXPECT_THAT((Distribution{BernoulliDistribution{0.5}, -INFINITY, INFINITY, 2.0}.problems()),
              testing::ElementsAre(HasSubstr("only a continuous distribution can be widened")));
  EXPECT_THAT((Distribution{NormalDistribution{}, -INFINITY, INFINITY, 0.0}.problems()),
              testing::ElementsAre(HasSubstr("widen must be")));
}

/// Blocks of every widened family agree with the exact quantile function.
TEST(Pooled, WidenedFamiliesAreSampledAsTheirQuantilesSay) {
  for (Distribution d : std::vector<Distribution>{{NormalDistribution{1, 2}},
                                                  {LognormalDistribution{1, 0.5}},
                                                  {UniformDistribution{0, 1}},
                                                  {TriangularDistribution{0, 1, 3}},
                                                  {ExponentialDistribution{2}},
                                                  {PertDistribution{0, 1, 5}},
                                                  {GammaDistribution{2, 1}},
                                                  {NormalDistribution{0, 1}, -1, 2}}) {
    d.widen = 4.8;
    const ParameterSampler sampler({d});
    Block block(kBlockLanes);
    for (std::size_t i = 0; i < block.size(); ++i) {
      block[i] = (static_cast<double>(i) + 0.5) / static_cast<double>(block.size());
    }
    sampler.transform(block.data());
    for (std::size_t i = 0; i < block.size(); ++i) {
      const double exact =
          d.quantile((static_cast<double>(i) + 0.5) / static_cast<double>(block.size()));
      EXPECT_NEAR(block[i], exact, 1e-9 * (1 + std::abs(exact))) << d.family.index();
    }
  }
}

}  // namespace
}  // namespace demarche
