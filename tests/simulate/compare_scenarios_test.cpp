// SPDX-License-Identifier: MIT
#include "demarche/simulate/compare_scenarios.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "demarche/core/error.hpp"
#include "demarche/report/result_file.hpp"
#include "demarche/scenario/compile.hpp"
#include "demarche/simulate/draw_table.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

constexpr std::uint64_t kDraws = 1'000;

Model what_if(const Model& model, const WhatIf& changes) {
  return compile_changed(model.scenario, changes).value();
}

const v1::Difference& find(const v1::ScenarioComparison& comparison,
                           const std::string& kind,
                           const std::string& id,
                           const std::string& level = "") {
  for (const v1::Difference& difference : comparison.differences()) {
    if (difference.kind() == kind && difference.id() == id && difference.level() == level) {
      return difference;
    }
  }
  throw std::out_of_range(kind + " " + id);
}

/// Mean and standard error of numbers, by the formulas of textbooks.
struct Simple {
  double mean = 0.0;
  double standard_error = 0.0;
};

Simple simple(const std::vector<double>& numbers) {
  const auto n = static_cast<double>(numbers.size());
  Simple result;
  for (const double number : numbers) {
    result.mean += number / n;
  }
  double squares = 0.0;
  for (const double number : numbers) {
    squares += (number - result.mean) * (number - result.mean);
  }
  result.standard_error = std::sqrt(squares / (n - 1.0) / n);
  return result;
}

/// Differences of a column of two tables of draws.
std::vector<double> differences(const std::vector<double>& first,
                                const std::vector<double>& second,
                                std::size_t column) {
  const std::size_t width = first.size() / kDraws;
  std::vector<double> result;
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    result.push_back(second[draw * width + column] - first[draw * width + column]);
  }
  return result;
}

void expect_equal(const v1::Difference& found, const std::vector<double>& draws) {
  constexpr double kRounding = 1e-12;
  const Simple expected = simple(draws);
  EXPECT_NEAR(found.difference(), expected.mean, kRounding) << found.id();
  EXPECT_NEAR(found.standard_error(), expected.standard_error, kRounding) << found.id();
  EXPECT_NEAR(found.second() - found.first(), expected.mean, kRounding) << found.id();
  EXPECT_NEAR(found.high() - found.low(), 2 * 1.96 * expected.standard_error, 1e-4) << found.id();
  EXPECT_EQ(found.count(), draws.size());
  const auto differing =
      std::count_if(draws.begin(), draws.end(), [](double draw) { return draw != 0.0; });
  EXPECT_EQ(found.differing(), static_cast<std::uint64_t>(differing)) << found.id();
}

TEST(CompareScenarios, HasTheDifferencesOfSingleDraws) {
  const Model before = testing::bundled("chicken");
  const Model after = what_if(before, {.set = {"prize = 2"}});
  const RunSettings settings{.concept_name = "nash", .seed = 5, .draws = kDraws};

  const auto comparison = compare_scenarios(before, settings, after, settings);

  const DrawTable a = replay_draws(before, settings, 0, kDraws);
  const DrawTable b = replay_draws(after, settings, 0, kDraws);
  expect_equal(find(comparison, "outcome", "war"), differences(a.outcomes, b.outcomes, 0));
  expect_equal(find(comparison, "claim", "rare"), differences(a.claims, b.claims, 0));
  expect_equal(find(comparison, "claim", "firm"), differences(a.claims, b.claims, 1));
  expect_equal(find(comparison, "metric", "joint_loss"), differences(a.metrics, b.metrics, 0));
  expect_equal(find(comparison, "payoff", "south"), differences(a.payoffs, b.payoffs, 1));
  expect_equal(find(comparison, "lever", "south.stance", "stand"),
               differences(a.levels, b.levels, 3));
  EXPECT_EQ(comparison.differences_size(), 2 + 2 + 1 + 2 + 4);
  // Pairing is what makes the interval short.
  const auto& metric = find(comparison, "metric", "joint_loss");
  EXPECT_LT(metric.standard_error(),
            0.9 * std::hypot(comparison.first().metrics(0).standard_error(),
                             comparison.second().metrics(0).standard_error()));
}

TEST(CompareScenarios, HoldsTheResultsOfBothRunsForAnyNumberOfThreads) {
  const Model before = testing::bundled("outreach");
  const Model after = what_if(before, {.fix = {"china.outreach = full"}});
  RunSettings settings{.concept_name = "nash", .seed = 2, .draws = 700, .threads = 1};

  const auto one = compare_scenarios(before, settings, after, settings);
  settings.threads = 3;
  const auto three = compare_scenarios(before, settings, after, settings);

  EXPECT_EQ(format_result(one, ResultFormat::json), format_result(three, ResultFormat::json));
  EXPECT_EQ(format_result(one.first(), ResultFormat::json),
            format_result(run(before, settings), ResultFormat::json));
  EXPECT_EQ(format_result(one.second(), ResultFormat::json),
            format_result(run(after, settings), ResultFormat::json));
  EXPECT_EQ(one.second().what_if().fix(0), "china.outreach = full");
}

/// 300 threads share the statistics of 64 options. In 16 blocks each thread's own would need 72
/// MiB.
TEST(CompareScenarios, SharesStatisticsAmongThreadsAsRunsDo) {
  std::string text = "id: 'wide' actors { id: 'a'";
  std::string levers;
  for (int i = 0; i < 6; ++i) {
    text += fmt::format(" levers {{ id: 'l{}' levels {{ id: 'no' }} levels {{ id: 'yes' }} }}", i);
    levers += fmt::format(" levers: 'a.l{}'", i);
  }
  const Model before =
      testing::compiled(text +
                        " payoff { id: 'own' value: 'x * a.l0' } }"
                        " parameters { id: 'x' distribution { uniform { low: 0 high: 1 } } }"
                        " option_sets { id: 'all' value: 'payoff(a)'" +
                        levers + " }");
  const Model after = what_if(before, {.set = {"x = 2"}});
  RunSettings settings{.concept_name = "nash", .draws = 2000, .threads = 1};

  const auto one = compare_scenarios(before, settings, after, settings);
  settings.threads = 300;
  settings.max_memory = std::uint64_t{40} << 20;
  const auto shared = compare_scenarios(before, settings, after, settings);

  EXPECT_EQ(format_result(one, ResultFormat::json), format_result(shared, ResultFormat::json));
}

TEST(CompareScenarios, SeesNoDifferenceWhereAParameterWithoutEffectIsAdded) {
  const Model before = testing::bundled("chicken");
  v1::Scenario scenario = before.scenario;
  v1::Parameter& added = *scenario.add_parameters();
  added.set_id("weather");
  added.mutable_distribution()->mutable_uniform()->set_high(1.0);
  // First in the list, so that the places of all others change.
  for (int i = scenario.parameters_size() - 1; i > 0; --i) {
    scenario.mutable_parameters()->SwapElements(i, i - 1);
  }
  const Model after = compile(scenario).value();
  const RunSettings settings{.concept_name = "nash", .seed = 1, .draws = 500};

  const auto comparison = compare_scenarios(before, settings, after, settings);

  for (const v1::Difference& difference : comparison.differences()) {
    EXPECT_EQ(difference.differing(), 0U) << difference.id();
    EXPECT_EQ(difference.difference(), 0.0) << difference.id();
  }
  ASSERT_EQ(comparison.changes_size(), 1);
  EXPECT_EQ(comparison.changes(0).change(), "added");
  EXPECT_EQ(comparison.changes(0).id(), "weather");
  EXPECT_EQ(comparison.changes(0).after(), "distribution (uniform (low 0, high 1))");
}

TEST(CompareScenarios, BoundsDifferencesOverDrawsWithoutAnAnswer) {
  // North always meets South at a fee that may make a pure equilibrium impossible.
  const Model before = testing::compiled(R"txt(
    id: "pennies"
    actors { id: "x" levers { id: "side" levels { id: "heads" } levels { id: "tails" } }
      payoff { id: "p" value: "x.side == y.side" } payoff { id: "q" value: "bias * x.side" } }
    actors { id: "y" levers { id: "side" levels { id: "heads" } levels { id: "tails" } }
      payoff { id: "p" value: "x.side != y.side" } }
    parameters { id: "bias" distribution { uniform { low: 0 high: 2 } } }
    outcomes { id: "tails" event: "x.side == tails" })txt");
  const Model after = what_if(before, {.set = {"bias = 3"}});
  const RunSettings settings{.concept_name = "pure", .seed = 4, .draws = kDraws};

  const auto comparison = compare_scenarios(before, settings, after, settings);

  const DrawTable a = replay_draws(before, settings, 0, kDraws);
  const DrawTable b = replay_draws(after, settings, 0, kDraws);
  std::uint64_t paired = 0;
  double least = 0.0;
  double most = 0.0;
  for (std::size_t draw = 0; draw < kDraws; ++draw) {
    ASSERT_EQ(b.status[draw], SolveStatus::converged);
    const bool is_solved = a.status[draw] == SolveStatus::converged;
    paired += is_solved ? 1 : 0;
    least += is_solved ? b.outcomes[draw] - a.outcomes[draw] : b.outcomes[draw] - 1.0;
    most += is_solved ? b.outcomes[draw] - a.outcomes[draw] : b.outcomes[draw];
  }
  ASSERT_GT(paired, 0U);
  ASSERT_LT(paired, kDraws);
  EXPECT_EQ(comparison.paired_draws(), paired);
  const auto& tails = find(comparison, "outcome", "tails");
  EXPECT_EQ(tails.count(), paired);
  EXPECT_NEAR(tails.lowest(), least / static_cast<double>(kDraws), 1e-12);
  EXPECT_NEAR(tails.highest(), most / static_cast<double>(kDraws), 1e-12);
}

/// The sum of the first scenario's draws overflows; the second has a mean all the same.
TEST(CompareScenarios, KeepsTheSecondValueWhereTheFirstOverflows) {
  const Model before = testing::compiled(R"txt(
    id: "large"
    actors { id: "x" levers { id: "side" levels { id: "heads" } levels { id: "tails" } }
      payoff { id: "p" value: "x.side" } }
    parameters { id: "size" distribution { uniform { low: 1e308 high: 1.5e308 } } }
    metrics { id: "area" value: "size" })txt");
  const Model after = what_if(before, {.set = {"size = 2"}});
  const RunSettings settings{.concept_name = "nash", .draws = 300};

  const auto comparison = compare_scenarios(before, settings, after, settings);

  const auto& metric = find(comparison, "metric", "area");
  EXPECT_TRUE(std::isinf(metric.first()));
  EXPECT_EQ(metric.second(), 2.0);
}

TEST(CompareScenarios, StopsBothAtTheSameDraw) {
  const Model before = testing::bundled("chicken");
  const Model after = what_if(before, {.set = {"prize = 2"}});
  RunSettings settings{.concept_name = "nash", .draws = 100'000'000, .threads = 1};
  settings.progress = [](const Progress&) { return false; };

  const auto comparison = compare_scenarios(before, settings, after, settings);

  EXPECT_FALSE(comparison.first().is_complete());
  EXPECT_EQ(comparison.first().draws_done(), comparison.second().draws_done());
  EXPECT_EQ(find(comparison, "outcome", "war").count(), comparison.first().draws_done());
}

TEST(CompareScenarios, NeedsTheMemoryOfBothRuns) {
  const Model model = testing::bundled("outreach");
  RunSettings settings{.draws = 1, .threads = 1};
  const auto is_refused = [&](std::uint64_t bytes, const auto& make) {
    settings.max_memory = bytes;
    try {
      make();
      return false;
    } catch (const InvalidArgument&) {
      return true;
    }
  };
  const auto run_one = [&] { (void)run(model, settings); };
  const auto run_both = [&] { (void)compare_scenarios(model, settings, model, settings); };
  std::uint64_t too_little = 1;
  std::uint64_t enough = std::uint64_t{1} << 32;
  while (too_little + 1 < enough) {  // The least that one run needs.
    const std::uint64_t middle = (too_little + enough) / 2;
    (is_refused(middle, run_one) ? too_little : enough) = middle;
  }

  EXPECT_TRUE(is_refused(2 * enough - 1, run_both));
  EXPECT_FALSE(is_refused(3 * enough, run_both));  // Differences take some besides.
}

TEST(CompareScenarios, RefusesWhatCannotBePaired) {
  const Model model = testing::bundled("chicken");
  const auto compare = [&model](RunSettings first, RunSettings second) {
    return [&model, first = std::move(first), second = std::move(second)] {
      (void)compare_scenarios(model, first, model, second);
    };
  };
  RunSettings coded{.draws = 100};
  coded.code.metrics.push_back({.name = "own", .evaluate = [](const auto&, auto) {}});

  EXPECT_THAT(compare({.draws = 100}, {.draws = 200}),
              ThrowsMessage<InvalidArgument>(HasSubstr("100 draws from seed 0 and 200")));
  EXPECT_THAT(compare({.seed = 1, .draws = 100}, {.seed = 2, .draws = 100}),
              ThrowsMessage<InvalidArgument>(HasSubstr("seed 1")));
  EXPECT_THAT(compare(coded, {.draws = 100}),
              ThrowsMessage<InvalidArgument>(HasSubstr("runs no code")));
}

/// Where evidence counts, the posteriors are compared, with the errors of the paired ratios.
TEST(CompareScenarios, ComparesPosteriors) {
  const Model chicken = testing::bundled("chicken");
  const Model given = what_if(chicken, {.given = {"north.stance == stand"}});
  const RunSettings settings{.concept_name = "qre", .seed = 3, .draws = kDraws};

  const v1::ScenarioComparison comparison = compare_scenarios(chicken, settings, given, settings);

  const v1::Difference& stand = find(comparison, "lever", "north.stance", "stand");
  EXPECT_EQ(stand.second(), 1.0);
  EXPECT_DOUBLE_EQ(stand.first(), comparison.first().levers(0).levels(1).mean());
  const v1::Difference& war = find(comparison, "outcome", "war");
  EXPECT_NEAR(war.second(), comparison.second().posterior().outcomes(0).mean(), 1e-12);
  // The jackknife, leaving out one draw at a time, knows no formula for the error of a ratio.
  const DrawTable draws = replay_draws(given, settings, 0, kDraws);
  const std::size_t num_outcomes = chicken.outcomes.size();
  std::vector<double> differences;
  double weights = 0.0;
  double weighted = 0.0;
  double plain = 0.0;
  for (std::size_t d = 0; d < kDraws; ++d) {
    weights += draws.evidence_weights[d];
    weighted += draws.outcomes[d * num_outcomes];  // War needs both to stand: 1 given it.
    plain += draws.outcomes[d * num_outcomes];
  }
  const auto n = static_cast<double>(kDraws);
  for (std::size_t d = 0; d < kDraws; ++d) {
    const double war_here = draws.outcomes[d * num_outcomes];
    differences.push_back((weighted - war_here) / (weights - draws.evidence_weights[d]) -
                          (plain - war_here) / (n - 1.0));
  }
  const Simple jackknife = simple(differences);
  EXPECT_NEAR(war.difference(), weighted / weights - plain / n, 1e-12);
  EXPECT_NEAR(
      war.standard_error(), jackknife.standard_error * (n - 1.0), 0.01 * war.standard_error());
  EXPECT_EQ(comparison.changes(0).kind(), "evidence item");
}

}  // namespace
}  // namespace demarche
