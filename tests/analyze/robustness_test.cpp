// SPDX-License-Identifier: MIT
#include "demarche/analyze/robustness.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

using Rows = std::vector<std::vector<double>>;

std::vector<double> under(const std::string& rule,
                          const Rows& rows,
                          const RobustnessSettings& settings = {}) {
  const std::vector<std::span<const double>> spans(rows.begin(), rows.end());
  const auto rules = robustness_rules();
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const auto& one) { return one.name == rule; });
  EXPECT_NE(found, rules.end()) << rule;
  return robustness(spans, settings)[static_cast<std::size_t>(found - rules.begin())];
}

void expect_near(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t o = 0; o < found.size(); ++o) {
    EXPECT_NEAR(found[o], expected[o], 1e-6) << o;
  }
}

/// The numbers of the tests of rapidrobustness 0.0.6, by C. McPhail.
const Rows kRows = {{0.99, 1.0, 0.5}, {0.69, 0.6, 0.6}};

TEST(Robustness, AgreesWithPublishedNumbers) {
  expect_near(under("maximin", kRows), {0.5, 0.6});
  expect_near(under("maximax", kRows), {1.0, 0.69});
  expect_near(under("hurwicz", kRows, {.pessimism = 0.75}), {0.625, 0.6225});
  expect_near(under("laplace", kRows), {0.83, 0.63});
  expect_near(under("minimax-regret", kRows), {-0.1, -0.4});
  expect_near(under("percentile-regret", kRows, {.regret_percentile = 0.5}), {0.0, -0.3});
  expect_near(under("mean-variance", kRows), {1.423203, 1.549486});
  expect_near(under("undesirable-deviations", kRows), {-0.245, 0.0});
  expect_near(under("percentile-skew", {{0.99, 1.0, 0.5}, {0.69, 0.6, 0.61}}), {0.96, -0.777778});
  expect_near(under("percentile-kurtosis", {{0.99, 1.0, 0.5, 0.52}, {0.69, 0.6, 0.61, 1.0}}),
              {1.063830, 5.0});
  const Rows starr = {{0.5, 0.99, 1.0}, {0.6, 0.65, 0.69}};
  expect_near(under("starrs-domain", starr, {.threshold = 0.65}), {2.0 / 3.0, 2.0 / 3.0});
  expect_near(under("starrs-domain", starr, {.threshold = 0.65, .accepts_threshold = false}),
              {2.0 / 3.0, 1.0 / 3.0});
}

/// Percentiles are those of a sorted copy, however numbers are spread.
TEST(Robustness, FindsPercentilesOfAnyNumbers) {
  std::mt19937_64 random(2);
  std::normal_distribution<double> normal;
  for (const int kind : {0, 1, 2, 3}) {
    Rows rows(2);
    for (int i = 0; i < 997; ++i) {
      const double x = normal(random);
      rows[0].push_back(kind == 0   ? x
                        : kind == 1 ? std::exp(8.0 * x)
                        : kind == 2 ? std::floor(x)
                                    : 1e300 * x);
      rows[1].push_back(0.0);
    }
    std::vector<double> sorted = rows[0];
    std::sort(sorted.begin(), sorted.end());
    const auto at = [&](double p) {
      return sorted[static_cast<std::size_t>(std::nearbyint(p * 996.0))];
    };

    EXPECT_EQ(under("percentile-kurtosis", rows)[0], (at(0.9) - at(0.1)) / (at(0.75) - at(0.25)))
        << kind;
  }
}

TEST(Robustness, TellsHowFarRulesAgree) {
  const Rows values = {{1.0, 2.0, 3.0}, {10.0, 30.0, 20.0}, {5.0, 5.0, 5.0}, {3.0, 2.0, 1.0}};
  const Rows tau = rank_agreement(values);

  EXPECT_EQ(tau[0][0], 1.0);
  EXPECT_NEAR(tau[0][1], 1.0 / 3.0, 1e-12);
  EXPECT_EQ(tau[0][3], -1.0);
  EXPECT_TRUE(std::isnan(tau[0][2]));
  EXPECT_EQ(preferred_options(values), (std::vector{2, 1, 0, 0}));
  EXPECT_EQ(preferred_options({{NAN, NAN}, {NAN, 1.0}}), (std::vector{-1, 1}));
}

TEST(Robustness, RefusesWhatMakesNoSense) {
  EXPECT_THROW((void)under("laplace", {}), InvalidArgument);
  EXPECT_THROW((void)under("laplace", {{1.0, 2.0}, {1.0}}), InvalidArgument);
  EXPECT_THROW((void)under("laplace", {{1.0, NAN}}), InvalidArgument);
  EXPECT_THROW((void)under("laplace", kRows, {.pessimism = 1.5}), InvalidArgument);
  EXPECT_THROW((void)under("laplace", kRows, {.threshold = NAN}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
