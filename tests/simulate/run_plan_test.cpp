// SPDX-License-Identifier: MIT
#include "simulate/run_plan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/core/error.hpp"
#include "demarche/scenario/compile.hpp"
#include "demarche/simulate/draw.hpp"
#include "demarche/simulate/draw_table.hpp"
#include "demarche/simulate/slice.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(RunPlan, NumbersTheLevelsOfAllVariables) {
  const Model model = testing::bundled("outreach");

  const RunPlan plan(model, {});

  ASSERT_EQ(plan.first_level.size(), model.shape.variable_sizes.size());
  std::size_t level = 0;
  for (std::size_t v = 0; v < plan.first_level.size(); ++v) {
    EXPECT_EQ(plan.first_level[v], level);
    level += static_cast<std::size_t>(model.shape.variable_sizes[v]);
  }
  EXPECT_EQ(plan.num_levels, level);
}

TEST(RunPlan, ListsEquilibriaIfSomebodyLooksAtThem) {
  class Observer final : public BlockObserver {
   public:
    [[nodiscard]] std::unique_ptr<BlockObserver> make_part() const override {
      return std::make_unique<Observer>();
    }
    void add(const SolvedBlock& /*block*/) override {}
    void merge(const BlockObserver& /*part*/) override {}
  };
  const Model model = testing::bundled("chicken");
  RunSettings settings{.concept_name = "nash"};
  EXPECT_FALSE(RunPlan(model, settings).lists_equilibria);
  EXPECT_TRUE(RunPlan(model, settings, SolutionDetail::all_equilibria).lists_equilibria);

  settings.code.observers = {std::make_shared<Observer>()};

  EXPECT_TRUE(RunPlan(model, settings).lists_equilibria);
}

/// Fixing one lever may make the rest of the status quo infeasible.
TEST(RunPlan, StartsNearAStatusQuoThatIsRuledOut) {
  const Model model = testing::compiled(R"text(
    id: "two_levers"
    actors { id: "a"
      levers { id: "x" levels { id: "no" } levels { id: "yes" } }
      levers { id: "y" levels { id: "no" } levels { id: "yes" } }
      infeasible { id: "both" when: "a.x == yes && a.y == yes" }
      payoff { id: "own" value: "a.x == no" } }
    parameters { id: "unused" distribution { uniform { low: 0 high: 1 } } }
    status_quo: "a.x = no, a.y = yes"
    fixed: "a.x = yes"
  )text");

  const RunPlan plan(model, {.concept_name = "best-response"});

  EXPECT_THAT(plan.concept_options.start, ElementsAre(0));  // Of (yes, no) alone.
}

TEST(RunPlan, StartsDynamicsAtTheStatusQuo) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  scenario.clear_status_quo();
  const Model without = compile(scenario).value();
  for (const v1::Actor& actor : scenario.actors()) {
    const v1::Lever& lever = actor.levers(0);
    scenario.add_status_quo(actor.id() + "." + lever.id() + " = " + lever.levels(1).id());
  }
  const Model with = compile(scenario).value();

  EXPECT_THAT(RunPlan(without, {.concept_name = "best-response"}).concept_options.start,
              ElementsAre());
  EXPECT_THAT(RunPlan(with, {.concept_name = "best-response"}).concept_options.start,
              ElementsAre(1, 1));
  RunSettings settings{.concept_name = "best-response"};
  settings.concept_options.start = {0, 1};
  EXPECT_THAT(RunPlan(with, settings).concept_options.start, ElementsAre(0, 1));
}

/// Runs, slices, merged slices and replayed draws all begin with a plan.
TEST(RunPlan, RefusesOptionsThatTheConceptDoesNotRead) {
  const Model model = testing::bundled("chicken");
  RunSettings settings{.concept_name = "nash"};
  settings.concept_options.level = 3;
  const auto refusal = ThrowsMessage<InvalidArgument>("nash does not read level; level-k reads it");

  EXPECT_THAT([&] { RunPlan(model, settings); }, refusal);
  EXPECT_THAT([&] { (void)run(model, settings); }, refusal);
  EXPECT_THAT([&] { (void)run_slice(model, settings, 0, 1); }, refusal);
  EXPECT_THAT([&] { (void)merge_slices(model, settings, {}); }, refusal);
  EXPECT_THAT([&] { (void)replay_draw(model, settings, 0); }, refusal);
  EXPECT_THAT([&] { (void)replay_draws(model, settings, 0, 1); }, refusal);
  settings.concept_name = "level-k";
  EXPECT_EQ(RunPlan(model, settings).concept_options.level, 3);
}

TEST(RunPlan, RejectsSettingsOutOfRange) {
  const Model model = testing::bundled("chicken");
  RunSettings player{.concept_name = "nash"};
  player.concept_options.player = 2;

  EXPECT_THAT([&] { RunPlan(model, {.draws = 0}); },
              ThrowsMessage<InvalidArgument>(HasSubstr("draws must be in [1, 2^48], got 0")));
  EXPECT_THROW(RunPlan(model, {.draws = (std::uint64_t{1} << 48) + 1}), InvalidArgument);
  EXPECT_THAT([&] { RunPlan(model, player); },
              ThrowsMessage<InvalidArgument>(HasSubstr("player must be in [0, 2), got 2")));
  EXPECT_THAT([&] { RunPlan(testing::bundled("outreach"), {.concept_name = "zero-sum"}); },
              ThrowsMessage<InvalidArgument>(HasSubstr("concept zero-sum cannot solve")));
}

}  // namespace
}  // namespace demarche
