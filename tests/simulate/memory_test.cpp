// SPDX-License-Identifier: MIT
#include "simulate/memory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "core/machine_memory.hpp"
#include "demarche/core/error.hpp"
#include "demarche/simulate/draw.hpp"
#include "demarche/simulate/draw_table.hpp"
#include "demarche/simulate/mean_draw.hpp"
#include "demarche/simulate/run_sums.hpp"
#include "demarche/simulate/slice.hpp"
#include "simulate/accumulate.hpp"
#include "simulate/statistics.hpp"
#include "simulate/weighted_statistics.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// Two actors, of whom one has many strategies, and an option set over its levers.
Model many_options(const std::string& more = "") {
  std::string text = R"(
    id: "wide"
    actors { id: "a"
)";
  std::string levers;
  for (int i = 0; i < 8; ++i) {
    const std::string id = "l" + std::to_string(i);
    text += "levers { id: '" + id + "' levels { id: 'no' } levels { id: 'yes' } }\n";
    levers += " levers: 'a." + id + "'";
  }
  return testing::compiled(text + R"(
      payoff { id: "own" value: "x * a.l0" } }
    actors { id: "b" levers { id: "y" levels { id: "no" } levels { id: "yes" } }
      payoff { id: "own" value: "b.y" } }
    parameters { id: "x" distribution { uniform { low: 0 high: 1 } } }
    metrics { id: "m" value: "x" }
    option_sets { id: "all" value: 'payoff(a)' )" +
                           levers + "}\n" + more);
}

/// What an element needs; 0 if it is not counted.
double bytes_of(const std::vector<MemoryNeed>& needs, const std::string& element) {
  const auto found = std::find_if(
      needs.begin(), needs.end(), [&](const MemoryNeed& need) { return need.element == element; });
  return found == needs.end() ? 0.0 : found->bytes;
}

double total(const std::vector<MemoryNeed>& needs) {
  return std::accumulate(needs.begin(), needs.end(), 0.0, [](double sum, const MemoryNeed& need) {
    return sum + need.bytes;
  });
}

TEST(MemoryNeeds, AreOfElements) {
  const Model model = many_options();
  const RunPlan plan(model, {.draws = 1000});

  const auto needs = memory_needs(plan, {.engines = 1, .accumulators = 1});

  EXPECT_GE(bytes_of(needs, "option set 'all' (256 options)"),
            256.0 * (kSketchBytes + sizeof(OptionAccumulator)));
  // A row of 128 doubles for each strategy.
  EXPECT_GE(bytes_of(needs, "actor 'a' (256 strategies)"), 256.0 * 1024.0);
}

/// Threads share the sketches of metrics and options, and have those of payoffs for themselves.
TEST(MemoryNeeds, OfPayoffsAreThoseOfEachThreadWhereMetricsAreShared) {
  const Model model = many_options();
  const RunPlan plan(model, {.draws = 1000});

  const auto shared = memory_needs(plan, {.engines = 0, .accumulators = 3, .summaries = 1});
  const auto own = memory_needs(plan, {.engines = 0, .accumulators = 1, .summaries = 1});

  EXPECT_EQ(bytes_of(shared, "metric 'm'"), bytes_of(own, "metric 'm'"));
  EXPECT_EQ(bytes_of(shared, "actor 'b' (2 strategies)"),
            3.0 * bytes_of(own, "actor 'b' (2 strategies)"));
}

/// Rows of strategies and of the queries of 256 options, whose play is answered.
TEST(MemoryNeeds, CountAnswersOfThoseWhoMoveLater) {
  const Model model = many_options();
  const RunPlan plan(model, {.concept_name = "sequential", .draws = 1000});

  const auto needs = memory_needs(plan, {.engines = 1, .accumulators = 0, .summaries = 0});

  EXPECT_GE(bytes_of(needs, "answers of those who move later"), (256.0 + 2.0 + 256.0) * 1024.0);
  EXPECT_EQ(bytes_of(memory_needs(RunPlan(model, {.draws = 1000}), {}),
                     "answers of those who move later"),
            0.0);
}

/// Options have two sketches, of values and of regrets, whose counters take 8 bytes where draws
/// have weights.
TEST(MemoryNeeds, CountBothSketchesOfOptionsGivenEvidence) {
  const Model model = many_options(
      "evidence { id: 'seen' date: '2025-01-01' likelihood: 'if(x > 0.5, 0.9, 0.1)' }");
  const RunPlan plan(model, {.draws = 1000});

  const auto needs = memory_needs(plan, {.engines = 0, .accumulators = 1, .summaries = 0});

  EXPECT_GE(bytes_of(needs, "evidence"), 256.0 * (8.0 * kSketchBytes + sizeof(WeightedOption)));
}

TEST(MemoryNeeds, GrowWithEnginesAndAccumulators) {
  const Model model = many_options();
  const RunPlan plan(model, {.draws = 1000});
  const auto need = [&](int engines, int accumulators) {
    return total(memory_needs(
        plan, {.engines = engines, .accumulators = accumulators, .summaries = accumulators}));
  };

  EXPECT_NEAR(need(3, 2), 3.0 * need(1, 0) + 2.0 * need(0, 1), 1.0);
  EXPECT_GT(need(1, 0), 0.0);
  EXPECT_GT(need(0, 1), 0.0);
}

TEST(MemoryBudget, IsTheSettingsOrHalfOfTheMachine) {
  EXPECT_EQ(memory_budget({.max_memory = 12'345}), 12'345U);
  EXPECT_EQ(memory_budget({}), machine_memory() / 2);
}

TEST(RequireMemory, NamesWhatNeedsMost) {
  const std::vector<MemoryNeed> needs = {{"claim 'e'", 1e8},
                                         {"actor 'a'", 2e9},
                                         {"claim 'c'", 1e9},
                                         {"claim 'd'", 4e8},
                                         {"metric 'm'", 3e9}};

  EXPECT_NO_THROW(require_memory(needs, {.max_memory = 6'500'000'001}));
  EXPECT_THAT([&] { require_memory(needs, {.max_memory = std::uint64_t{1} << 30U}); },
              ThrowsMessage<InvalidArgument>(
                  "the run needs about 6.1 GiB of memory, and max_memory allows 1.0 GiB: metric "
                  "'m' needs 2.8 GiB, actor 'a' needs 1.9 GiB, claim 'c' needs 954 MiB, 2 more "
                  "need 477 MiB; fewer threads need less"));
}

TEST(RequireMemory, IsAskedByAllThatRunsDraws) {
  const Model model = many_options();
  const RunSettings little{.draws = 1000, .threads = 1, .max_memory = 100'000};
  const auto is_refused = ThrowsMessage<InvalidArgument>(HasSubstr("max_memory allows"));

  EXPECT_THAT([&] { (void)run(model, little); }, is_refused);
  EXPECT_THAT([&] { (void)compare_concepts(model, little, {"nash", "qre"}); }, is_refused);
  EXPECT_THAT([&] { (void)run_slice(model, little, 0, 2); }, is_refused);
  EXPECT_THAT([&] { (void)replay_draw(model, little, 3); }, is_refused);
  EXPECT_THAT([&] { (void)replay_draws(model, little, 0, 10); }, is_refused);
  EXPECT_THAT([&] { (void)mean_draw(model, little); }, is_refused);
  EXPECT_NO_THROW((void)run(model, {.draws = 1000, .threads = 1, .max_memory = 100'000'000}));
}

/// Each of 8 threads collects 1,024 draws of 517 outputs, in chunks of 16: 4.3 MB.
TEST(RunWithSums, LeavesThemOutWithoutRoomForTheDrawsThatThreadsCollect) {
  const Model model = many_options();
  RunSettings settings{.concept_name = "pure", .draws = 1024, .threads = 8};
  const RunPlan plan(model, settings);
  const double run = total(memory_needs(plan, copies_of_run(plan, settings, all_blocks(plan))));
  constexpr double kSums = 64.0 * 1024.0 * 1024.0;

  settings.max_memory = static_cast<std::uint64_t>(run + kSums + 30e6);
  EXPECT_EQ(run_with_sums(model, settings).sums.none_because, "max_memory leaves no room for sums");
  settings.max_memory = static_cast<std::uint64_t>(run + kSums + 36e6);
  EXPECT_EQ(run_with_sums(model, settings).sums.none_because, "");
}

}  // namespace
}  // namespace demarche
