// SPDX-License-Identifier: MIT
#include "demarche/analyze/options_study.hpp"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "demarche/core/error.hpp"
#include "demarche/simulate/draw_table.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// a goes if u is large; b, who suffers from that if w is small, stands by whoever goes.
const char* const kCompany = R"(
id: 's'
actors { id: 'a' levers { id: 'l' levels { id: 'no' } levels { id: 'yes' } }
         payoff { id: 'p' value: 'a.l * (u - 0.25) + 0.5 * b.m' } }
actors { id: 'b' levers { id: 'm' levels { id: 'off' } levels { id: 'on' } }
         payoff { id: 'p' value: 'b.m * (a.l - 0.5) + a.l * (w - 0.5)' } }
actors { id: 'c' levers { id: 'n' levels { id: 'off' } levels { id: 'on' } } behaviour: '1' }
parameters { id: 'u' distribution { uniform { low: 0 high: 1 } } }
parameters { id: 'w' distribution { uniform { low: 0 high: 1 } } }
option_sets { id: 'go' value: 'payoff(a)' levers: 'a.l' answer: 'equilibrium' }
claims { id: 'gone' event: 'a.l == yes' }
status_quo: 'a.l = no, b.m = off, c.n = off'
)";

v1::Result studied(const Model& model,
                   const RunSettings& settings,
                   const OptionStudySettings& wanted = {}) {
  v1::Result result = run(model, settings);
  add_option_studies(model, settings, wanted, result);
  return result;
}

/// u and w of each draw.
struct Numbers {
  std::vector<double> u;
  std::vector<double> w;
};

Numbers numbers_of(const Model& model, const RunSettings& settings, std::uint64_t draws) {
  const DrawTable table = replay_draws(model, settings, 0, draws);
  Numbers numbers;
  for (std::size_t d = 0; d < table.num_draws; ++d) {
    numbers.u.push_back(table.parameters[2 * d]);
    numbers.w.push_back(table.parameters[2 * d + 1]);
  }
  return numbers;
}

double mean(const std::vector<double>& numbers) {
  double sum = 0.0;
  for (const double number : numbers) {
    sum += number;
  }
  return sum / static_cast<double>(numbers.size());
}

double share(const std::vector<double>& numbers, bool (*holds)(double)) {
  double count = 0.0;
  for (const double number : numbers) {
    count += holds(number) ? 1.0 : 0.0;
  }
  return count / static_cast<double>(numbers.size());
}

constexpr std::uint64_t kDraws = 600;
const RunSettings kSettings{.concept_name = "pure", .seed = 4, .draws = 2'000};

/// In each draw a goes if u > 1/4, and b with it.
TEST(OptionsStudy, HasWhatIsHeldByHand) {
  const Model model = testing::compiled(kCompany);
  const v1::Result result = studied(model, kSettings, {.draws = kDraws});
  const Numbers drawn = numbers_of(model, kSettings, kDraws);

  ASSERT_EQ(result.analysis().option_studies_size(), 2);
  const v1::OptionStudy& held = result.analysis().option_studies(0);
  EXPECT_EQ(held.option_set(), "go");
  EXPECT_EQ(held.answer(), "held");
  EXPECT_EQ(held.count(), kDraws);
  EXPECT_EQ(held.status_quo(), 0);
  const double gone = share(drawn.u, [](double u) { return u > 0.25; });
  ASSERT_EQ(held.options_size(), 2);
  EXPECT_EQ(held.options(1).levels(0), "yes");
  EXPECT_NEAR(held.options(0).mean(), 0.5 * gone, 1e-12);
  EXPECT_NEAR(held.options(1).change(), mean(drawn.u) - 0.25, 1e-12);
  EXPECT_NEAR(held.options(1).share_good_enough(), gone, 1e-12);
  ASSERT_EQ(held.actors_size(), 2);  // c has no payoff.
  EXPECT_EQ(held.actors(1).actor(), "b");
  // b does as before: what changes is w - 1/2, and 1 for b's standing by a who goes.
  EXPECT_NEAR(held.actors(1).options(1).change(), mean(drawn.w) - 0.5 + gone, 1e-12);
  EXPECT_NEAR(held.actors(0).options(1).share_worse(), 1.0 - gone, 1e-12);
}

/// b stands by a who is committed to go, and by nobody who is committed to stay.
TEST(OptionsStudy, HasWhatIsAnsweredByHand) {
  const Model model = testing::compiled(kCompany);
  const v1::Result result = studied(model, kSettings, {.draws = kDraws});
  const Numbers drawn = numbers_of(model, kSettings, kDraws);
  const v1::OptionStudy& answered = result.analysis().option_studies(1);

  EXPECT_EQ(answered.answer(), "equilibrium");
  EXPECT_NEAR(answered.options(0).mean(), 0.0, 1e-12);
  EXPECT_NEAR(answered.options(1).mean(), mean(drawn.u) + 0.25, 1e-12);
  EXPECT_EQ(answered.options(1).share_good_enough(), 1.0);
  // Nothing varies for who stays: no loss from the median, but no shape; both are good enough.
  EXPECT_EQ(answered.options(1).num_rules(), 7U);
  EXPECT_EQ(answered.options(0).num_rules(), 1U);
  // b gets w, which is above 0.
  EXPECT_NEAR(answered.actors(1).options(1).change(), mean(drawn.w), 1e-12);
  EXPECT_EQ(answered.actors(1).options(1).share_better(), 1.0);
  EXPECT_FALSE(answered.options(0).is_pareto());
  EXPECT_TRUE(answered.options(1).is_pareto());
}

TEST(OptionsStudy, TellsWhatDecides) {
  const v1::Result result =
      studied(testing::compiled(kCompany),
              kSettings,
              {.draws = kDraws, .pairs = {{"go", {"no"}, {"yes"}}, {"go", {"yes"}, {"no"}}}});
  const v1::OptionStudy& held = result.analysis().option_studies(0);

  ASSERT_EQ(held.where_best_size(), 3);
  const v1::WhereBest& where = held.where_best(0);
  EXPECT_EQ(where.first(), 1);
  EXPECT_EQ(where.second(), 0);
  ASSERT_EQ(where.parameters_size(), 1);
  EXPECT_EQ(where.parameters(0).parameter(), "u");
  EXPECT_NEAR(where.parameters(0).bounds(0), 0.25, 0.05);
  EXPECT_EQ(where.shares(3), 1.0);
  EXPECT_LT(where.shares(0), 0.2);
  EXPECT_EQ(held.where_best(1).first(), 0);
  EXPECT_NEAR(held.where_best(1).share_first(), 1.0 - where.share_first(), 1e-12);
  EXPECT_EQ(held.where_best(2).share_first(), where.share_first());
}

TEST(OptionsStudy, UsesTheThresholdOfTheSet) {
  std::string text = kCompany;
  const std::string answer = "answer: 'equilibrium'";
  text.replace(text.find(answer), answer.size(), "threshold: 0.75");
  const Model model = testing::compiled(text);
  const v1::Result result = studied(model, kSettings, {.draws = kDraws});
  const Numbers drawn = numbers_of(model, kSettings, kDraws);

  ASSERT_EQ(result.analysis().option_studies_size(), 1);
  const v1::OptionStudy& held = result.analysis().option_studies(0);
  EXPECT_EQ(held.threshold(), 0.75);
  EXPECT_FALSE(held.is_threshold_of_status_quo());
  // u - 1/4 + 1/2 >= 3/4 where b is there.
  EXPECT_NEAR(held.options(1).share_good_enough(),
              share(drawn.u, [](double u) { return u >= 0.5; }),
              1e-12);
}

TEST(OptionsStudy, IsOfTheSameDrawsAsTheRun) {
  const Model model = testing::bundled("outreach");
  const RunSettings settings{.seed = 9, .draws = 500};
  const v1::Result result = studied(model, settings);

  ASSERT_EQ(result.analysis().option_studies_size(), 1);
  const v1::OptionStudy& study = result.analysis().option_studies(0);
  EXPECT_EQ(study.count(), result.option_sets(0).count());
  for (int o = 0; o < study.options_size(); ++o) {
    EXPECT_NEAR(study.options(o).mean(), result.option_sets(0).options(o).mean(), 1e-9);
  }
}

TEST(OptionsStudy, LeavesEverythingElseAsItIs) {
  const Model model = testing::bundled("port");
  const RunSettings settings{.draws = 300};
  v1::Result with = studied(model, settings);
  with.clear_analysis();

  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(with, run(model, settings)));
}

TEST(OptionsStudy, DoesNotDependOnThreads) {
  const Model model = testing::bundled("port");
  RunSettings settings{.draws = 1'000, .threads = 1};
  const std::string one = studied(model, settings).analysis().SerializeAsString();
  settings.threads = 4;

  EXPECT_EQ(studied(model, settings).analysis().SerializeAsString(), one);
}

TEST(OptionsStudy, IsNotMadeWhereThereIsNothingToStudy) {
  const RunSettings settings{.draws = 100};
  EXPECT_FALSE(studied(testing::bundled("chicken"), settings).has_analysis());
  const Model model = testing::bundled("port");
  v1::Result result = run(model, settings);
  RunSettings stopped = settings;
  stopped.progress = [](const Progress&) { return false; };
  add_option_studies(model, stopped, {}, result);
  EXPECT_FALSE(result.has_analysis());
  result.set_is_complete(false);
  add_option_studies(model, settings, {}, result);
  EXPECT_FALSE(result.has_analysis());
}

TEST(OptionsStudy, RefusesWhatThereIsNot) {
  const Model model = testing::compiled(kCompany);
  const RunSettings settings{.draws = 10};
  const auto study = [&](const OptionStudySettings& wanted) { studied(model, settings, wanted); };

  EXPECT_THROW(study({.near_share = 1.5}), InvalidArgument);
  EXPECT_THAT(
      [&] {
        study({.pairs = {{"went", {"no"}, {"yes"}}, {"go", {"yess"}, {"no"}}}});
      },
      ThrowsMessage<InvalidArgument>(
          ::testing::AllOf(HasSubstr("no option set is called 'went'; there are go"),
                           HasSubstr("option set go has no option 'yess'"))));
}

}  // namespace
}  // namespace demarche
