// SPDX-License-Identifier: MIT
#include "demarche/sample/quantile_fit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Distribution fitted(const StatedQuantiles& stated) {
  const QuantileFit fit = fit_quantiles(stated);
  EXPECT_THAT(fit.problems, IsEmpty());
  return fit.distribution.value_or(Distribution{});
}

void expect_quantiles(const Distribution& distribution, const std::vector<double>& values) {
  const double probabilities[] = {0.01, 0.25, 0.75, 0.99};
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_NEAR(distribution.quantile(probabilities[i]), values[i], 6e-7) << probabilities[i];
  }
}

/// Figures made with the R package rjqpd 0.2.3 (Hadlock and Bickel's formulas).
TEST(QuantileFit, MakesJohnsonsDistributions) {
  expect_quantiles(fitted({"jqpd", {{.05, .5}, {.5, 1}, {.95, 4}}, 0.0, {}}),
                   {.420288, .699790, 1.641684, 7.958006});
  expect_quantiles(fitted({"jqpd", {{.1, .2}, {.5, .5}, {.9, .6}}, 0.0, 1.0}),
                   {.000685, .380683, .563034, .670122});
  expect_quantiles(fitted({"jqpd", {{.1, .32}, {.5, .40}, {.9, .60}}, 0.0, 1.0}),
                   {.263849, .351799, .479675, .908623});
}

/// An upper end alone is the mirror image of a lower end alone.
TEST(QuantileFit, MirrorsJohnsonsDistributionAtAnUpperEnd) {
  const Distribution up = fitted({"jqpd", {{.05, .5}, {.5, 1}, {.95, 4}}, 0.0, {}});
  const Distribution down = fitted({"jqpd", {{.05, -4}, {.5, -1}, {.95, -.5}}, {}, 0.0});

  for (const double p : {1e-9, 0.01, 0.3, 0.5, 0.8, 0.999}) {
    EXPECT_NEAR(down.upper_quantile(p), -up.quantile(p), 1e-12 * std::abs(up.quantile(p))) << p;
  }
  EXPECT_EQ(down.upper_bound(), 0.0);
}

/// The formulas of a semi-bounded distribution have a limit where the logarithms of the quantiles
/// lie evenly: the lognormal distribution; near it nothing may lose its digits.
TEST(QuantileFit, JohnsonsDistributionTurnsLognormalSmoothly) {
  for (const double shift : {0.0, 1e-15, -1e-15, 1e-9, -1e-9}) {
    const Distribution d =
        fitted({"jqpd", {{.1, .5}, {.5, 1}, {.9, 2 * std::exp(shift)}}, 0.0, {}});
    EXPECT_NEAR(
        d.quantile(0.99), std::exp(std::log(2.0) * 2.3263478740408408 / 1.2815515655446004), 1e-7);
  }
  const Distribution even = fitted({"jqpd", {{.1, .3}, {.5, .5}, {.9, .7 + 1e-12}}, 0.0, 1.0});
  EXPECT_NEAR(even.quantile(0.7), 1.0 - even.quantile(0.3), 1e-10);
}

/// Far from its only end the distribution is that of three quantiles without an end: values keep
/// their digits, which logarithms of distances from the end would lose.
TEST(QuantileFit, JohnsonsDistributionKeepsItsDigitsFarFromItsEnd) {
  const Distribution far = fitted({"jqpd", {{.1, 1}, {.5, 2}, {.9, 3.5}}, -1e9, {}});
  const Distribution farther = fitted({"jqpd", {{.1, 1}, {.5, 2}, {.9, 3.5}}, -1e15, {}});
  const Distribution mirrored = fitted({"jqpd", {{.1, -3.5}, {.5, -2}, {.9, -1}}, {}, 1e15});
  for (const double p : {0.01, 0.1, 0.3, 0.5, 0.9, 0.99}) {
    EXPECT_NEAR(farther.quantile(p), far.quantile(p), 1e-7) << p;
    EXPECT_NEAR(mirrored.upper_quantile(p), -farther.quantile(p), 1e-12) << p;
    EXPECT_NEAR(farther.probability(farther.quantile(p)), p, 1e-12) << p;
  }
  EXPECT_THAT(fit_quantiles({"metalog", {{.1, 1}, {.5, 2}, {.9, 3}}, -1e14, {}}).problems,
              ElementsAre(HasSubstr("doubles lose their digits")));
}

TEST(QuantileFit, TakesOneQuantile) {
  EXPECT_LT(fit_quantiles({"exponential", {{0.3, 7}}, {}, {}}).misfit, 1e-12);
}

/// Worked by hand from Keelin (2016), and his bound for three terms with p = 0.1.
TEST(QuantileFit, MakesMetalogs) {
  const Distribution d = fitted({"metalog", {{.1, 10}, {.5, 20}, {.9, 40}}, {}, {}});
  const auto& coefficients = std::get<MetalogDistribution>(d.family).coefficients;
  EXPECT_NEAR(coefficients[0], 20, 1e-12);
  EXPECT_NEAR(coefficients[1], 6.826794, 1e-6);
  EXPECT_NEAR(coefficients[2], 5.688995, 1e-6);
  expect_quantiles(d, {1.439454, 14.0625, 29.0625, 64.179329});
  expect_quantiles(fitted({"metalog", {{.05, .5}, {.5, 1}, {.95, 4}}, 0.0, {}}),
                   {.355704, .728990, 1.583717, 9.129778});
}

TEST(QuantileFit, RefusesInfeasibleMetalogsWithWhatWouldDo) {
  for (const double r : {0.166581, 0.5, 0.833419}) {
    EXPECT_THAT(fit_quantiles({"metalog", {{.1, 0}, {.5, r}, {.9, 1}}, {}, {}}).problems, IsEmpty())
        << r;
  }
  for (const double r : {0.166575, 0.833425, 0.95}) {
    const auto fit = fit_quantiles({"metalog", {{.1, 0}, {.5, r}, {.9, 1}}, {}, {}});
    EXPECT_FALSE(fit.distribution) << r;
    ASSERT_EQ(fit.problems.size(), 1);
    EXPECT_THAT(fit.problems[0], HasSubstr(" would do")) << r;
  }
  EXPECT_THAT(fit_quantiles({"metalog", {{.1, 0}, {.5, .95}, {.9, 1}}, {}, {}}).problems[0],
              HasSubstr("; 0, 0.8329"));
}

/// Every distribution recovers from its own quantiles, whatever the tail.
TEST(QuantileFit, RecoversEveryFamilyFromItsQuantiles) {
  const std::vector<std::pair<std::string, Distribution>> families = {
      {"normal", {NormalDistribution{-3, 2}}},
      {"lognormal", {LognormalDistribution{3, 0.7}}},
      {"uniform", {UniformDistribution{-1, 5}}},
      {"exponential", {ExponentialDistribution{0.2}}},
      {"gamma", {GammaDistribution{0.6, 100}}},
      {"gamma", {GammaDistribution{30, 0.01}}},
      {"beta", {BetaDistribution{0.5, 3, 0, 1}}},
      {"beta", {BetaDistribution{40, 12, 0, 1}}},
      {"triangular", {TriangularDistribution{-5, 3, 4}}},
      {"triangular", {TriangularDistribution{10, 12, 40}}},
      {"pert", {PertDistribution{0, 1, 10, 4}}},
      {"student_t", {StudentTDistribution{3, 10, 0.5}}}};
  for (const auto& [name, distribution] : families) {
    StatedQuantiles stated{name, {}, {}, {}};
    for (const double p : {0.05, 0.25, 0.5, 0.75, 0.95}) {
      stated.quantiles.push_back({p, distribution.quantile(p)});
    }
    const QuantileFit fit = fit_quantiles(stated);
    EXPECT_THAT(fit.problems, IsEmpty()) << name;
    EXPECT_LT(fit.misfit, 1e-8) << name;
    for (const double p : {0.01, 0.4, 0.99}) {
      EXPECT_NEAR(fit.distribution->quantile(p),
                  distribution.quantile(p),
                  1e-6 * (1 + std::abs(distribution.quantile(p))))
          << name;
    }
  }
}

TEST(QuantileFit, TakesTwoQuantilesExactly) {
  const auto lognormal =
      std::get<LognormalDistribution>(fitted({"lognormal", {{.05, 1}, {.95, 10}}, {}, {}}).family);
  EXPECT_NEAR(std::log(lognormal.median), 1.151293, 1e-6);
  EXPECT_NEAR(lognormal.log_standard_deviation, .699936, 1e-6);
  for (const char* family : {"normal", "gamma", "uniform", "lognormal", "metalog"}) {
    EXPECT_LT(fit_quantiles({family, {{.05, 1}, {.95, 10}}, {}, {}}).misfit, 1e-9) << family;
  }
  EXPECT_LT(fit_quantiles({"beta", {{.05, .1}, {.95, .4}}, {}, {}}).misfit, 1e-9);
  EXPECT_LT(fit_quantiles({"pert", {{.05, 1}, {.95, 10}}, 0.0, 20.0}).misfit, 1e-9);
}

/// What a family cannot have is told by its misfit, never by another family.
TEST(QuantileFit, TellsItsMisfit) {
  const QuantileFit fit = fit_quantiles({"normal", {{.05, 0}, {.5, 1}, {.95, 10}}, {}, {}});
  EXPECT_TRUE(std::holds_alternative<NormalDistribution>(fit.distribution->family));
  EXPECT_THAT(fit.values,
              ElementsAre(testing::DoubleNear(-4.0 / 3, 1e-9),
                          testing::DoubleNear(11.0 / 3, 1e-9),
                          testing::DoubleNear(26.0 / 3, 1e-9)));
  EXPECT_NEAR(fit.misfit, 8.0 / 30, 1e-9);
}

/// P(X <= quantile(p)) = p: truncating at a quantile shows the distribution function.
TEST(QuantileFit, TruncationUsesTheDistributionFunction) {
  for (Distribution d : {fitted({"jqpd", {{.05, .5}, {.5, 1}, {.95, 4}}, 0.0, {}}),
                         fitted({"jqpd", {{.1, .2}, {.5, .5}, {.9, .6}}, 0.0, 1.0}),
                         fitted({"jqpd", {{.05, -4}, {.5, -1}, {.95, -.5}}, {}, 0.0}),
                         fitted({"metalog", {{.1, 10}, {.5, 20}, {.9, 40}}, {}, {}}),
                         fitted({"metalog", {{.1, .2}, {.5, .5}, {.9, .6}}, 0.0, 1.0})}) {
    const double expected = d.quantile(0.2 + 0.3 * 0.6);
    const double high = d.quantile(0.8);
    d.truncate_low = d.quantile(0.2);
    d.truncate_high = high;
    ASSERT_THAT(d.problems(), IsEmpty());
    EXPECT_NEAR(d.quantile(0.3), expected, 1e-9 * std::abs(expected));
  }
}

struct Refused {
  StatedQuantiles stated;
  const char* message;
};

TEST(QuantileFit, NamesEveryRuleThatIsBroken) {
  const std::vector<Refused> cases = {
      {{"jqdp", {{.05, 1}, {.5, 2}, {.95, 3}}, 0.0, {}}, "did you mean 'jqpd'?"},
      {{"jqpd", {{.05, 1}, {.5, 2}, {.95, 3}}, {}, {}}, "needs low, high or both"},
      {{"jqpd", {{.05, 1}, {.5, 2}, {.9, 3}}, 0.0, {}}, "three quantiles"},
      {{"jqpd", {{.05, 1}, {.5, 2}, {.95, 3}}, 1.0, {}}, "low must be below the smallest value"},
      {{"normal", {{.05, 1}, {.95, 3}}, 0.0, {}}, "have no meaning for normal"},
      {{"normal", {{.05, 1}}, {}, {}}, "at least 2 quantiles"},
      {{"normal", {}, {}, {}}, "at least one"},
      {{"normal", {{.95, 1}, {.05, 3}}, {}, {}}, "p must rise"},
      {{"normal", {{.05, 3}, {.95, 3}}, {}, {}}, "values must rise"},
      {{"normal", {{0, 1}, {.95, 3}}, {}, {}}, "p must be above 0"},
      {{"normal", {{.05, NAN}, {.95, 3}}, {}, {}}, "must be a finite number"},
      {{"lognormal", {{.05, -1}, {.95, 3}}, {}, {}}, "values above 0"},
      {{"beta", {{.05, .1}, {.95, 3}}, {}, {}}, "high must be above the largest value"},
      {{"pert", {{.05, .1}, {.95, 3}}, {}, {}}, "at least 3 quantiles"}};
  for (const auto& [stated, message] : cases) {
    EXPECT_THAT(fit_quantiles(stated).problems, testing::Contains(HasSubstr(message))) << message;
  }
  EXPECT_EQ(fit_quantiles({"jqdp", {{.5, 1}, {.4, 0}}, {}, {}}).problems.size(), 3);
}

}  // namespace
}  // namespace demarche
