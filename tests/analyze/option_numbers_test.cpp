// SPDX-License-Identifier: MIT
#include "analyze/option_numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace demarche {
namespace {

using ::testing::ElementsAre;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Two levers of two levels in four draws.
ComparedOptions example() {
  return {.values = {{1.0, 2.0, 3.0, 4.0},   // Mean 2.5.
                     {2.0, 2.0, 2.0, 2.0},   // 2
                     {0.0, 4.0, 4.0, 4.0},   // 3
                     {5.0, 1.0, 1.0, 1.0}},  // 2
          .levels = {{0, 0}, {0, 1}, {1, 0}, {1, 1}},
          .status_quo = 1,
          .near_share = 0.5};
}

v1::OptionStudy studied(const ComparedOptions& compared) {
  v1::OptionStudy study;
  add_values(compared, study);
  return study;
}

template <class Value>
auto all(const v1::OptionStudy& study, Value (v1::StudiedOption::*value)() const) {
  std::vector<Value> found;
  for (const v1::StudiedOption& option : study.options()) {
    found.push_back((option.*value)());
  }
  return found;
}

const v1::RuleChoice& rule(const v1::OptionStudy& study, const std::string& name) {
  for (const v1::RuleChoice& one : study.rules()) {
    if (one.rule() == name) {
      return one;
    }
  }
  ADD_FAILURE() << name;
  return v1::RuleChoice::default_instance();
}

TEST(OptionNumbers, RankByMeanAndTellWhatIsNear) {
  const v1::OptionStudy study = studied(example());

  EXPECT_THAT(all(study, &v1::StudiedOption::mean), ElementsAre(2.5, 2.0, 3.0, 2.0));
  EXPECT_THAT(all(study, &v1::StudiedOption::rank), ElementsAre(2U, 3U, 1U, 3U));
  EXPECT_THAT(all(study, &v1::StudiedOption::change), ElementsAre(0.5, 0.0, 1.0, 0.0));
  EXPECT_EQ(study.near_margin(), 0.5);  // Half of 3 - 2.
  EXPECT_THAT(all(study, &v1::StudiedOption::is_near_best), ElementsAre(true, false, true, false));
}

/// Of the second option, one lever leads to the first and the other to the last.
TEST(OptionNumbers, TellWhatOneChangeGains) {
  const v1::OptionStudy study = studied(example());

  EXPECT_THAT(all(study, &v1::StudiedOption::best_change), ElementsAre(2, 0, 0, 2));
  EXPECT_THAT(all(study, &v1::StudiedOption::best_change_gain), ElementsAre(0.5, 0.5, -0.5, 1.0));
  // Best neighbours by draw, first: (2, 4, 4, 4); second: (5, 2, 3, 4); third: (5, 2, 3, 4).
  EXPECT_THAT(all(study, &v1::StudiedOption::share_gaining), ElementsAre(0.75, 0.75, 0.25, 0.75));
}

TEST(OptionNumbers, AreGoodEnoughAgainstTheStatusQuoOrAThreshold) {
  ComparedOptions compared = example();
  const v1::OptionStudy relative = studied(compared);
  compared.threshold = 2.0;
  const v1::OptionStudy absolute = studied(compared);
  compared.threshold.reset();
  compared.status_quo = -1;
  const v1::OptionStudy against_zero = studied(compared);

  EXPECT_TRUE(relative.is_threshold_of_status_quo());
  EXPECT_THAT(all(relative, &v1::StudiedOption::share_good_enough),
              ElementsAre(0.75, 1.0, 0.75, 0.25));
  EXPECT_THAT(rule(relative, "starrs-domain").values(), ElementsAre(0.75, 1.0, 0.75, 0.25));
  EXPECT_FALSE(absolute.is_threshold_of_status_quo());
  EXPECT_EQ(absolute.threshold(), 2.0);
  EXPECT_THAT(all(absolute, &v1::StudiedOption::share_good_enough),
              ElementsAre(0.75, 1.0, 0.75, 0.25));
  EXPECT_THAT(all(against_zero, &v1::StudiedOption::share_good_enough),
              ElementsAre(1.0, 1.0, 1.0, 1.0));
  EXPECT_EQ(rule(against_zero, "starrs-domain").preferred(), -1);  // It finds all alike.
  EXPECT_TRUE(std::isnan(against_zero.options(0).change()));
}

/// The same numbers by hand.
TEST(OptionNumbers, HaveRulesAndWhatTheyPrefer) {
  const v1::OptionStudy study = studied(example());

  ASSERT_EQ(study.rules_size(), 11);
  EXPECT_EQ(study.agreement_size(), 121);
  EXPECT_THAT(rule(study, "maximin").values(), ElementsAre(1.0, 2.0, 0.0, 1.0));
  EXPECT_EQ(rule(study, "maximin").preferred(), 1);
  EXPECT_EQ(rule(study, "maximax").preferred(), 3);
  EXPECT_EQ(rule(study, "laplace").preferred(), 2);
  // The best of the draws are (5, 4, 4, 4).
  EXPECT_THAT(rule(study, "minimax-regret").values(), ElementsAre(-4.0, -3.0, -5.0, -3.0));
  EXPECT_EQ(rule(study, "minimax-regret").preferred(), 1);
  std::vector<unsigned> wanted(4, 0);
  for (const v1::RuleChoice& one : study.rules()) {
    for (int o = 0; o < 4 && one.preferred() >= 0; ++o) {
      wanted[static_cast<std::size_t>(o)] += one.values(o) == one.values(one.preferred()) ? 1U : 0U;
    }
  }
  EXPECT_THAT(all(study, &v1::StudiedOption::num_rules),
              ElementsAre(wanted[0], wanted[1], wanted[2], wanted[3]));
  EXPECT_GE(study.options(3).num_rules(), 2U);  // Maximax, and minimax-regret as a tie.
}

TEST(OptionNumbers, AgreeOnAverageOverPairsOfRules) {
  const v1::OptionStudy study = studied(example());
  double sum = 0.0;
  int count = 0;
  for (int a = 0; a < 11; ++a) {
    for (int b = 0; b < a; ++b) {
      const double tau = study.agreement(11 * a + b);
      sum += std::isnan(tau) ? 0.0 : tau;
      count += std::isnan(tau) ? 0 : 1;
    }
  }
  EXPECT_GT(count, 10);
  EXPECT_NEAR(study.mean_agreement(), sum / count, 1e-12);
}

TEST(OptionNumbers, HaveDecilesOfRegret) {
  // Regrets of the first option: (4, 2, 1, 0), sorted (0, 1, 2, 4); places 0.3, 0.6, ... 2.7.
  EXPECT_THAT(studied(example()).options(0).regret_deciles(),
              ElementsAre(0.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0, 4.0));
}

TEST(OptionNumbers, CountWhoIsWorseOffInTheSameDraw) {
  v1::OptionStudy study;
  study.add_options();
  study.add_options();
  add_actor("b", {{1.0, 2.0, kNone, 4.0}, {0.0, 4.0, 1.0, 4.0 - 1e-9}}, 0, study);
  const v1::OptionsForActor& actor = study.actors(0);

  EXPECT_EQ(actor.actor(), "b");
  EXPECT_EQ(actor.count(), 3U);
  EXPECT_NEAR(actor.tolerance(), 1e-6, 1e-12);  // Distances 1, 2 and nearly 0.
  EXPECT_EQ(actor.options(0).change(), 0.0);
  EXPECT_EQ(actor.options(0).share_worse(), 0.0);
  EXPECT_NEAR(actor.options(1).change(), 1.0 / 3.0, 1e-9);
  // Changes -1, 2, 0: the variance is 7/3.
  EXPECT_NEAR(actor.options(1).standard_error(), std::sqrt(7.0 / 9.0), 1e-9);
  EXPECT_DOUBLE_EQ(actor.options(1).share_worse(), 1.0 / 3.0);
  EXPECT_DOUBLE_EQ(actor.options(1).share_better(), 1.0 / 3.0);
}

TEST(OptionNumbers, AreNotComparedWithoutAStatusQuo) {
  v1::OptionStudy study;
  study.add_options();
  add_actor("b", {{1.0, 2.0}}, -1, study);

  EXPECT_EQ(study.actors(0).options(0).mean(), 1.5);
  EXPECT_TRUE(std::isnan(study.actors(0).options(0).share_worse()));
}

TEST(OptionNumbers, MarkWhatNoOtherOptionDominates) {
  v1::OptionStudy study;
  for (int o = 0; o < 4; ++o) {
    study.add_options();
  }
  add_actor("a", {{1.0}, {2.0}, {1.0}, {1.0}}, 0, study);
  add_actor("b", {{2.0}, {1.0}, {1.0}, {2.0}}, 0, study);
  mark_pareto(study);

  EXPECT_THAT(all(study, &v1::StudiedOption::is_pareto), ElementsAre(true, true, false, true));
}

TEST(OptionNumbers, SkipDrawsThatLackANumber) {
  const DrawRows rows = {{1.0, kNone, 3.0}, {4.0, 5.0, 6.0}};

  EXPECT_THAT(complete_draws(rows), ElementsAre(0U, 2U));
  EXPECT_THAT(selected(rows, {0, 2}), ElementsAre(ElementsAre(1.0, 3.0), ElementsAre(4.0, 6.0)));
}

}  // namespace
}  // namespace demarche
