// SPDX-License-Identifier: MIT
#include "demarche/sample/distribution.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>

#include <cmath>

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Values from R 4.2 and by hand.
TEST(Distribution, HasTheQuantilesOfTheLiterature) {
  EXPECT_DOUBLE_EQ((Distribution{UniformDistribution{2, 4}}.quantile(0.25)), 2.5);
  EXPECT_NEAR((Distribution{TriangularDistribution{0, 1, 4}}.quantile(0.25)), 1.0, 1e-14);
  EXPECT_NEAR((Distribution{NormalDistribution{10, 2}}.quantile(0.975)), 13.919927969080108, 1e-12);
  EXPECT_NEAR((Distribution{LognormalDistribution{3, 0.5}}.quantile(0.5)), 3.0, 1e-14);
  EXPECT_NEAR(
      (Distribution{BetaDistribution{2, 3, 0, 1}}.quantile(0.5)), 0.38572756813238945, 1e-12);
  EXPECT_NEAR((Distribution{GammaDistribution{2, 3}}.quantile(0.5)), 5.035040970049984, 1e-11);
  EXPECT_NEAR((Distribution{ExponentialDistribution{2}}.quantile(0.5)), std::log(2.0) / 2, 1e-14);
  EXPECT_NEAR((Distribution{StudentTDistribution{3, 1, 2}}.quantile(0.975)),
              1 + 2 * 3.182446305284263,
              1e-11);
  // PERT(0, 1, 4) is Beta(2, 4) on [0, 4].
  EXPECT_NEAR((Distribution{PertDistribution{0, 1, 4, 4}}.quantile(0.5)),
              (Distribution{BetaDistribution{2, 4, 0, 4}}.quantile(0.5)),
              1e-12);
}

TEST(Distribution, DiscreteOnesStepWhereTheirWeightsSay) {
  const Distribution bernoulli{BernoulliDistribution{0.3}};
  const Distribution discrete{DiscreteDistribution{{5, -1, 2}, {1, 2, 1}}};
  const Distribution sample{EmpiricalDistribution{{4, 0, 2}}};

  EXPECT_EQ(bernoulli.quantile(0.69), 0.0);
  EXPECT_EQ(bernoulli.quantile(0.71), 1.0);
  EXPECT_EQ(discrete.quantile(0.49), -1.0);
  EXPECT_EQ(discrete.quantile(0.51), 2.0);
  EXPECT_EQ(discrete.quantile(0.76), 5.0);
  EXPECT_DOUBLE_EQ(sample.quantile(0.25), 1.0);
  EXPECT_DOUBLE_EQ(sample.quantile(0.75), 3.0);
  EXPECT_EQ(discrete.lower_bound(), -1.0);
  EXPECT_EQ(discrete.upper_bound(), 5.0);
}

/// P(X <= quantile(u) | truncated) = u, far out in either tail.
TEST(Distribution, TruncationKeepsItsDigitsInTheTails) {
  const Distribution upper{NormalDistribution{0, 1}, 8.0, 9.0};
  const Distribution lower{NormalDistribution{0, 1}, -9.0, -8.0};

  for (const double u : {1e-6, 0.1, 0.5, 0.9, 1 - 1e-6}) {
    EXPECT_NEAR(upper.quantile(u), -lower.quantile(1 - u), 1e-8) << u;
    EXPECT_GT(upper.quantile(u), 8.0);
    EXPECT_LT(upper.quantile(u), 9.0);
    const auto tail = [](double x) { return 0.5 * std::erfc(x / std::sqrt(2.0)); };
    EXPECT_NEAR((tail(8) - tail(upper.quantile(u))) / (tail(8) - tail(9)), u, 1e-9);
  }
}

/// The mean by the midpoint rule over quantiles.
double mean_of(const Distribution& distribution) {
  constexpr int kPoints = 10'000;
  double sum = 0.0;
  for (int i = 0; i < kPoints; ++i) {
    sum += distribution.quantile((i + 0.5) / kPoints);
  }
  return sum / kPoints;
}

/// Means from mpmath: the probabilities of these intervals are 1e-461 and 1e-2174.
TEST(Distribution, TruncationBeyondTheRangeOfDoublesIsRight) {
  constexpr double kMidpointError = 2e-6;
  EXPECT_NEAR(mean_of({NormalDistribution{50, 1}, 3.0, 4.0}), 3.978281, kMidpointError);
  EXPECT_NEAR(mean_of({NormalDistribution{0, 1}, 100.0, 101.0}), 100.009998, kMidpointError);
}

/// Where the conditional distribution has a closed form.
TEST(Distribution, TruncationFarInATailHasTheQuantilesOfTheClosedForm) {
  for (const double u : {1e-15, 1e-6, 0.1, 0.5, 0.9, 1 - 1e-6}) {
    SCOPED_TRACE(u);
    // The exponential distribution has no memory.
    EXPECT_NEAR((Distribution{ExponentialDistribution{1}, 1000.0}.quantile(u)),
                1000 - std::log1p(-u),
                1e-11);
    EXPECT_NEAR((Distribution{ExponentialDistribution{2}, 1000.0, 1001.0}.quantile(u)),
                1000 - 0.5 * std::log1p(u * std::expm1(-2.0)),
                1e-11);
    EXPECT_NEAR((Distribution{GammaDistribution{1, 2}, 4000.0}.quantile(u)),
                4000 - 2 * std::log1p(-u),
                1e-11);
    // F(x) = x^100 on [0, 1].
    EXPECT_NEAR((Distribution{BetaDistribution{100, 1, 0, 1}, 0.0, 1e-10}.quantile(u)) / 1e-10,
                std::pow(u, 0.01),
                1e-12);
    // 1 - F(x) is proportional to x^-1000 to twenty digits.
    EXPECT_NEAR((Distribution{StudentTDistribution{1000, 0, 1}, 1e10}.quantile(u)) / 1e10,
                std::pow(1 - u, -0.001),
                1e-12);
    // As is that of t with 2 degrees of freedom to x^-2.
    EXPECT_NEAR(
        (Distribution{StudentTDistribution{2, 0, 1}, 1e151}.quantile(u)) / 1e151 * std::sqrt(1 - u),
        1.0,
        1e-12);
    // The logarithm of a lognormal number is normal.
    EXPECT_NEAR(std::log(Distribution{LognormalDistribution{1, 1}, std::exp(100.0)}.quantile(u)),
                (Distribution{NormalDistribution{0, 1}, 100.0}.quantile(u)),
                1e-12);
    // By symmetry.
    EXPECT_NEAR((Distribution{NormalDistribution{0, 1}, 45.0, 46.0}.quantile(u)),
                -(Distribution{NormalDistribution{0, 1}, -46.0, -45.0}.upper_quantile(u)),
                1e-12);
  }
  EXPECT_NEAR(
      (Distribution{ExponentialDistribution{1}, 1000.0}.upper_quantile(1e-16)), 1036.8414, 1e-4);
}

/// On both sides of the change to the formula for far intervals, which is near 37.05.
TEST(Distribution, TruncationIsContinuousWhereTheFormulaChanges) {
  for (const double u : {0.01, 0.5, 0.99}) {
    const auto excess = [&](double low) {
      return Distribution{NormalDistribution{0, 1}, low}.quantile(u) - low;
    };
    // The excess is about -log(1 - u) / low, so it changes by 1e-4 of itself.
    for (double low = 36.9; low < 37.3; low += 0.01) {
      EXPECT_NEAR(excess(low + 0.01) / excess(low), 1.0, 3e-4) << u << ' ' << low;
    }
  }
}

/// With shapes this small, a beta number is 0 or 1 as far as doubles can tell.
TEST(Distribution, BetaOfTinyShapesIsZeroOrOne) {
  const Distribution tiny{BetaDistribution{4.450147717014403e-308, 3.337610787760802e-308, 0, 1}};
  const Distribution even{BetaDistribution{1e-200, 1e-200, -1, 3}};
  const Distribution low{BetaDistribution{1e-200, 2, 0, 1}};
  const Distribution high{BetaDistribution{5, 1e-200, 0, 1}};

  EXPECT_EQ(tiny.quantile(3.0 / 7 - 1e-9), 0.0);  // P(1) = 4 / 7
  EXPECT_EQ(tiny.quantile(3.0 / 7 + 1e-9), 1.0);
  EXPECT_EQ(tiny.upper_quantile(4.0 / 7 - 1e-9), 1.0);
  EXPECT_EQ(even.quantile(0.4999), -1.0);
  EXPECT_EQ(even.quantile(0.5001), 3.0);
  EXPECT_EQ(low.quantile(1 - 1e-9), 0.0);
  EXPECT_EQ(high.quantile(1e-9), 1.0);
}

/// P(|T| > 1.797e308) = 160 / 200,000 for 0.01 degrees of freedom.
TEST(Distribution, StudentTOfFewDegreesOfFreedomReachesTheEndOfTheDoubles) {
  const Distribution heavy{StudentTDistribution{0.01, 0, 1}};
  constexpr int kPoints = 200'000;
  int num_infinite = 0;
  double last = -kInfinity;
  for (int i = 0; i < kPoints; ++i) {
    const double value = heavy.quantile((i + 0.5) / kPoints);
    ASSERT_GE(value, last);
    last = value;
    num_infinite += std::isinf(value) ? 1 : 0;
  }

  EXPECT_EQ(num_infinite, 160);
  // 1 - F(t) is proportional to t^-0.01 far out, on both sides of the change of the formula.
  for (const double p : {1e-3, 0.0149, 0.0151, 0.02}) {
    EXPECT_NEAR(std::log(heavy.upper_quantile(p)) - std::log(heavy.upper_quantile(0.025)),
                -100 * std::log(p / 0.025),
                1e-10)
        << p;
  }
  EXPECT_EQ((Distribution{StudentTDistribution{1e-300, 0, 1}}.quantile(0.5)), 0.0);
  EXPECT_EQ((Distribution{StudentTDistribution{1e-300, 0, 1}}.quantile(0.6)), kInfinity);
}

TEST(Distribution, KnowsItsBounds) {
  EXPECT_EQ((Distribution{NormalDistribution{0, 1}}.lower_bound()), -kInfinity);
  EXPECT_EQ((Distribution{NormalDistribution{0, 1}, -2.0}.lower_bound()), -2.0);
  EXPECT_EQ((Distribution{LognormalDistribution{1, 1}}.lower_bound()), 0.0);
  EXPECT_EQ((Distribution{UniformDistribution{0, 2}, -1.0, 5.0}.upper_bound()), 2.0);
  EXPECT_EQ((Distribution{ConstantDistribution{7}}.upper_bound()), 7.0);
}

struct Bad {
  Distribution distribution;
  const char* message;
};

/// What CTest shows of a case.
void PrintTo(const Bad& test, std::ostream* out) {
  *out << test.message;
}

class BadDistribution : public ::testing::TestWithParam<Bad> {};

TEST_P(BadDistribution, IsNamed) {
  EXPECT_THAT(GetParam().distribution.problems(), ElementsAre(HasSubstr(GetParam().message)));
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    BadDistribution,
    ::testing::Values(
        Bad{{ConstantDistribution{kNan}}, "value must be a finite number"},
        Bad{{UniformDistribution{1, 1}}, "low must be below high, got 1 and 1"},
        Bad{{UniformDistribution{-1e308, 1e308}}, "too far apart"},
        Bad{{TriangularDistribution{0, 5, 4}}, "mode must be at most high, got 5 and 4"},
        Bad{{TriangularDistribution{0, -1, 4}}, "low must be at most mode"},
        Bad{{PertDistribution{0, 1, 2, 0}}, "shape must be above 0, got 0"},
        Bad{{NormalDistribution{0, -2}}, "standard_deviation must be above 0, got -2"},
        Bad{{LognormalDistribution{0, 1}}, "median must be above 0, got 0"},
        Bad{{BetaDistribution{-1, 1, 0, 1}}, "alpha must be above 0"},
        Bad{{BetaDistribution{1, 1, 1, 0}}, "low must be below high"},
        Bad{{GammaDistribution{1, kInfinity}}, "scale must be a finite number, got inf"},
        Bad{{ExponentialDistribution{0}}, "rate must be above 0"},
        Bad{{StudentTDistribution{0, 0, 1}}, "degrees_of_freedom must be above 0"},
        Bad{{BernoulliDistribution{1.2}}, "probability must be in [0, 1], got 1.2"},
        Bad{{DiscreteDistribution{{}, {}}}, "at least one of values"},
        Bad{{DiscreteDistribution{{1, 2}, {1}}}, "1 weights for 2 values"},
        Bad{{DiscreteDistribution{{1}, {0}}}, "sum above 0"},
        Bad{{DiscreteDistribution{{1, 2}, {1, -1}}}, "at least 0, got -1"},
        Bad{{EmpiricalDistribution{}}, "at least one of sample"},
        Bad{{NormalDistribution{0, 1}, 2.0, 1.0}, "truncate_low must be below truncate_high"},
        Bad{{UniformDistribution{0, 1}, 2.0, 3.0}, "leaves no probability"},
        Bad{{BetaDistribution{1e-200, 1e-200, 0, 1}, 0.2, 0.8}, "leaves no probability"},
        Bad{{BernoulliDistribution{0.5}, 0.0, 1.0},
            "only a continuous distribution can be truncated"}));

/// Truncated and widened ones by their closed forms; the metalog's mean is a1 + a3 / 2, that of the
/// logarithm of a logistic variable with scale b is pi b / sin(pi b).
TEST(Distribution, HasItsMean) {
  const double tolerance = 1e-8;
  const PooledDistribution pooled{
      {{UniformDistribution{0, 2}}, {NormalDistribution{5, 1}}, {ConstantDistribution{9}}},
      {3, 1, 0}};

  EXPECT_DOUBLE_EQ((Distribution{TriangularDistribution{0, 1, 4}}.mean()), 5.0 / 3);
  EXPECT_DOUBLE_EQ((Distribution{PertDistribution{0, 1, 4, 4}}.mean()), 8.0 / 6);
  EXPECT_DOUBLE_EQ((Distribution{LognormalDistribution{3, 0.6}}.mean()), 3 * std::exp(0.18));
  EXPECT_DOUBLE_EQ((Distribution{BetaDistribution{2, 3, -1, 4}}.mean()), 1.0);
  EXPECT_DOUBLE_EQ((Distribution{GammaDistribution{2, 3}}.mean()), 6.0);
  EXPECT_DOUBLE_EQ((Distribution{ExponentialDistribution{2}}.mean()), 0.5);
  EXPECT_DOUBLE_EQ((Distribution{StudentTDistribution{3, 7, 2}}.mean()), 7.0);
  EXPECT_DOUBLE_EQ((Distribution{BernoulliDistribution{0.3}}.mean()), 0.3);
  EXPECT_DOUBLE_EQ((Distribution{DiscreteDistribution{{5, -1, 2}, {1, 2, 1}}}.mean()), 1.25);
  EXPECT_DOUBLE_EQ((Distribution{EmpiricalDistribution{{0, 6, 0}}}.mean()), 1.5);
  EXPECT_DOUBLE_EQ((Distribution{pooled}.mean()), 2.0);
  EXPECT_NEAR((Distribution{NormalDistribution{0, 1}, 1.0}.mean()), 1.525135276160981, tolerance);
  EXPECT_NEAR((Distribution{TriangularDistribution{0, 1, 4}, 0.0, 2.0}.mean()), 7.0 / 6, tolerance);
  Distribution widened{LognormalDistribution{3, 0.6}};
  widened.widen = 2.0;
  EXPECT_NEAR(widened.mean(), 3 * std::exp(0.72), tolerance);
  EXPECT_NEAR((Distribution{MetalogDistribution{{20, 6.826794, 5.688995}}}.mean()),
              20 + 5.688995 / 2,
              tolerance);
  EXPECT_NEAR((Distribution{MetalogDistribution{{0, 0.5}, 0.0}}.mean()), M_PI / 2, tolerance);
  EXPECT_NEAR((Distribution{StudentTDistribution{1, 0, 1}, -1.0, 1.0}.mean()), 0.0, tolerance);
}

TEST(Distribution, HasNoMeanIfTheTailIsTooHeavy) {
  EXPECT_TRUE(std::isnan(Distribution{StudentTDistribution{1, 0, 1}}.mean()));
  EXPECT_TRUE(std::isnan(Distribution{StudentTDistribution{1, 0, 1}, 0.0}.mean()));
  EXPECT_TRUE(std::isnan(Distribution{MetalogDistribution{{0, 1}, 0.0}}.mean()));
  EXPECT_TRUE(std::isnan(Distribution{LognormalDistribution{1, 100}}.mean()));
}

TEST(Distribution, TellsEveryProblemAtOnce) {
  EXPECT_EQ((Distribution{TriangularDistribution{2, 3, 1}}.problems().size()), 2U);
  EXPECT_EQ((Distribution{LognormalDistribution{-1, -1}}.problems().size()), 2U);
  EXPECT_THAT((Distribution{LognormalDistribution{1, 1}}.problems()), IsEmpty());
}

}  // namespace
}  // namespace demarche
