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
        Bad{{NormalDistribution{0, 1}, 60.0, 70.0}, "leaves no probability"},
        Bad{{BernoulliDistribution{0.5}, 0.0, 1.0},
            "only a continuous distribution can be truncated"}));

TEST(Distribution, TellsEveryProblemAtOnce) {
  EXPECT_EQ((Distribution{TriangularDistribution{2, 3, 1}}.problems().size()), 2U);
  EXPECT_EQ((Distribution{LognormalDistribution{-1, -1}}.problems().size()), 2U);
  EXPECT_THAT((Distribution{LognormalDistribution{1, 1}}.problems()), IsEmpty());
}

}  // namespace
}  // namespace demarche
