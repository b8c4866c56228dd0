// SPDX-License-Identifier: MIT
// Commitments of random games, in which levers have other levers beside them, actors behave and
// rules exclude.
#include <fmt/format.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/what_if.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/simulate/slice.hpp"
#include "simulate/commitments.hpp"
#include "simulate/joint_program.hpp"
#include "support/sanitizers.hpp"
#include "support/scenarios.hpp"
#include "support/slices.hpp"

namespace demarche {
namespace {

using google::protobuf::util::MessageDifferencer;

RunSettings settings_of(const std::string& concept_name, std::uint64_t draws) {
  return {.concept_name = concept_name, .seed = 7, .draws = draws};
}

/// Two players with uncertain payoffs, one of them with two levers, and a behavioural actor.
std::string random_game(int levels) {
  std::string text = R"text(
    id: "random"
    actors { id: "a"
      levers { id: "x" levels { id: "l0" } levels { id: "l1" } }
      levers { id: "y" levels { id: "l0" } levels { id: "l1" } }
      infeasible { id: "both" when: "a.x == l1 && a.y == l1" }
      PAYOFF_A }
    actors { id: "b" levers { id: "z" LEVELS } PAYOFF_B }
    actors { id: "c" levers { id: "w" levels { id: "l0" } levels { id: "l1" } }
      behaviour: "0.3 + 0.4 * (c.w == l1)" }
    status_quo: "a.x = l0, a.y = l1, b.z = l1, c.w = l0"
    option_sets { id: "x" value: "payoff(b)" levers: "a.x" answer: "equilibrium" }
    option_sets { id: "y" value: "payoff(a)" levers: "a.y" answer: "equilibrium" }
    option_sets { id: "z" value: "payoff(a)" levers: "b.z" answer: "equilibrium" }
    option_sets { id: "w" value: "payoff(a)" levers: "c.w" answer: "equilibrium" }
  )text";
  std::string all_levels;
  std::string parameters;
  std::string payoff_a;
  std::string payoff_b;
  for (int z = 0; z < levels; ++z) {
    all_levels += fmt::format("levels {{ id: \"l{}\" }} ", z);
    for (int cell = 0; cell < 8; ++cell) {
      const std::string when = fmt::format("a.x == l{} && a.y == l{} && b.z == l{} && c.w == l{}",
                                           cell / 4,
                                           cell / 2 % 2,
                                           z,
                                           cell % 2);
      for (auto* payoff : {&payoff_a, &payoff_b}) {
        const std::string id = fmt::format("{}{}{}", payoff == &payoff_a ? "u" : "v", z, cell);
        *payoff +=
            fmt::format("payoff {{ id: \"p{0}\" value: \"{0}\" when: \"{1}\" }}\n", id, when);
        parameters += fmt::format(
            "parameters {{ id: \"{}\" distribution {{ uniform {{ low: 0 high: 1 }} }} }}\n", id);
      }
    }
  }
  const auto replace = [&](const std::string& mark, const std::string& by) {
    text.replace(text.find(mark), mark.size(), by);
  };
  replace("PAYOFF_A", payoff_a);
  replace("PAYOFF_B", payoff_b);
  replace("LEVELS", all_levels);
  return text + parameters;
}

/// What an option brings if it is a commitment, by a scenario in which it is all that can be done.
double mean_with_fixed(const Model& model,
                       const RunSettings& settings,
                       const v1::OptionSetResult& set,
                       int option) {
  WhatIf what_if;
  for (int k = 0; k < set.levers_size(); ++k) {
    what_if.fix.push_back(set.levers(k) + " = " + set.answered(option).levels(k));
  }
  const auto fixed = compile(changed(model.scenario, what_if));
  const v1::Result result = run(fixed.value(), settings);
  const auto& sets = model.scenario.option_sets();
  const auto same = std::find_if(
      sets.begin(), sets.end(), [&](const auto& other) { return other.id() == set.id(); });
  return result.payoffs(same->value() == "payoff(a)" ? 0 : 1).mean();
}

class AllConcepts : public ::testing::TestWithParam<std::string> {};

/// How many draws are compared. These concepts take 15 to 500 times as long a draw as the others,
/// and a sanitizer makes that ten times as much.
std::uint64_t compared_draws(const std::string& name) {
  constexpr std::array kSlow = {"correlated",
                                "coarse-correlated",
                                "fictitious-play",
                                "logit-response",
                                "replicator",
                                "stackelberg",
                                "stackelberg-weak"};
  const bool is_slow = std::find(kSlow.begin(), kSlow.end(), name) != kSlow.end();
  return testing::kIsSanitized ? (is_slow ? 2 : 20) : (is_slow ? 5 : 150);
}

/// A commitment is what --fix makes of a scenario, on the same draws: for games that are read as
/// joint play, and for larger ones.
TEST_P(AllConcepts, AnswerAsIfNothingElseCouldBeDone) {
  const std::uint64_t draws = compared_draws(GetParam());
  for (const int levels : {2, 6}) {
    const Model model = testing::compiled(random_game(levels));
    ASSERT_EQ(JointProgram::fits(model.shape), levels == 2);
    const RunSettings settings = settings_of(GetParam(), draws);
    const Concept& solution_concept = find_concept(GetParam());
    if (solution_concept.refusal(model.shape)) {
      GTEST_SKIP() << *solution_concept.refusal(model.shape);
    }
    const v1::Result result = run(model, settings);
    for (const v1::OptionSetResult& set : result.option_sets()) {
      if (result.solving().solved() < draws || set.answered_undefined() > 0) {
        continue;  // The draws that are left are others.
      }
      for (int option = 0; option < set.answered_size(); ++option) {
        EXPECT_NEAR(
            set.answered(option).mean(), mean_with_fixed(model, settings, set, option), 1e-8)
            << GetParam() << ", " << set.id() << " " << option << ", " << levels << " levels";
      }
    }
  }
}

std::vector<std::string> concept_names() {
  std::vector<std::string> names;
  for (const Concept& one : concepts()) {
    names.emplace_back(one.name);
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(Concepts, AllConcepts, ::testing::ValuesIn(concept_names()));

/// Nothing that is asked of commitments changes what a run says without them.
TEST(Commitments, LeaveAllElseAsItIs) {
  const Model answered = testing::compiled(random_game(3));
  const Model held = compile(changed(answered.scenario, {.answer = "held"})).value();
  const RunSettings settings = settings_of("qre", 300);

  v1::Result with = run(answered, settings);
  v1::Result without = run(held, settings);

  EXPECT_FALSE(without.has_answering());
  EXPECT_EQ(with.answering().solved(), 300U * 9U);
  with.clear_answering();
  for (v1::OptionSetResult& set : *with.mutable_option_sets()) {
    EXPECT_GT(set.answered_size(), 0);
    set.clear_answered();
    set.clear_answered_count();
  }
  with.clear_scenario_digest();
  without.clear_scenario_digest();
  without.clear_what_if();
  EXPECT_TRUE(MessageDifferencer::Equals(with, without));
}

TEST(Commitments, AreTheSameForAnyThreadsAndSlices) {
  const Model model = testing::compiled(random_game(3));
  RunSettings settings = settings_of("qre", 5 * 128 + 40);
  settings.threads = 1;
  const v1::Result whole = run(model, settings);

  settings.threads = 3;
  EXPECT_TRUE(MessageDifferencer::Equals(run(model, settings), whole));
  const auto slices = testing::run_in_slices(model, settings, 3);
  EXPECT_TRUE(MessageDifferencer::Equals(merge_slices(model, settings, slices), whole));
}

}  // namespace
}  // namespace demarche
