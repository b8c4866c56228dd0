// SPDX-License-Identifier: MIT
#include "demarche/scenario/compile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/core/interruption.hpp"
#include "demarche/sample/design.hpp"
#include "demarche/sample/parameter_sampler.hpp"
#include "demarche/scenario/parameters.hpp"
#include "scenario/language/evaluate.hpp"
#include "support/random_scenario.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

/// One block of a model's draws, evaluated.
struct EvaluatedBlock {
  AlignedArray values;
  AlignedArray cells;

  explicit EvaluatedBlock(const Model& model)
      : values(model.program.num_values() * kBlockLanes),
        cells(model.program.num_cells() * kBlockLanes) {
    const ParameterSampler sampler(marginals(model.scenario));
    make_monte_carlo(7)->fill_block(0, parameter_streams(model.scenario), values.data());
    sampler.transform(values.data());
    model.program.evaluate_features(values.data());
    model.program.evaluate_cells(values.data(), cells.data());
  }

  [[nodiscard]] std::vector<double> parameters(const Model& model, std::size_t lane) const {
    std::vector<double> all;
    for (std::size_t p = 0; p < model.program.num_parameters(); ++p) {
      all.push_back(values[p * kBlockLanes + lane]);
    }
    return all;
  }

  [[nodiscard]] double cell(const FactorTable& table,
                            const std::vector<int>& sizes,
                            const std::vector<int>& levels,
                            std::size_t lane) const {
    std::size_t place = 0;
    for (const int variable : table.scope) {
      const auto v = static_cast<std::size_t>(variable);
      place = place * static_cast<std::size_t>(sizes[v]) + static_cast<std::size_t>(levels[v]);
    }
    return cells[(table.first_cell + place) * kBlockLanes + lane];
  }

  [[nodiscard]] double query(const Model& model,
                             int index,
                             const std::vector<int>& levels,
                             std::size_t lane) const {
    double sum = 0.0;
    for (const int table : model.queries[static_cast<std::size_t>(index)].tables) {
      sum += cell(model.query_tables[static_cast<std::size_t>(table)],
                  model.shape.variable_sizes,
                  levels,
                  lane);
    }
    return sum;
  }
};

void expect_close(double actual, double expected) {
  EXPECT_NEAR(actual, expected, 1e-9 * std::max(1.0, std::abs(expected)));
}

std::vector<int> random_levels(const Model& model, boost::random::mt19937_64& engine) {
  std::vector<int> levels;
  for (const int size : model.shape.variable_sizes) {
    levels.push_back(boost::random::uniform_int_distribution<int>(0, size - 1)(engine));
  }
  return levels;
}

/// Compiled payoffs, outcomes, metrics, options and comparisons agree with direct evaluation.
void expect_compiled_as_written(const Model& model, std::uint64_t seed, int num_profiles) {
  const v1::Scenario& scenario = model.scenario;
  const Symbols symbols(scenario);
  const EvaluatedBlock block(model);
  boost::random::mt19937_64 engine(seed);
  model.shape.check();
  for (int round = 0; round < num_profiles; ++round) {
    const auto lane = static_cast<std::size_t>(round * 37) % kBlockLanes;
    const auto levels = random_levels(model, engine);
    Evaluator evaluator(symbols, block.parameters(model, lane), levels);
    for (int a = 0; a < scenario.actors_size(); ++a) {
      double payoff = 0.0;
      for (const FactorTable& table : model.shape.players[static_cast<std::size_t>(a)].payoff) {
        payoff += block.cell(table, model.shape.variable_sizes, levels, lane);
      }
      expect_close(payoff, evaluator.payoff(a));
      if (model.payoffs[static_cast<std::size_t>(a)] >= 0) {
        expect_close(block.query(model, model.payoffs[static_cast<std::size_t>(a)], levels, lane),
                     evaluator.payoff(a));
      }
    }
    for (int o = 0; o < scenario.outcomes_size(); ++o) {
      EXPECT_EQ(std::lround(
                    block.query(model, model.outcomes[static_cast<std::size_t>(o)], levels, lane)),
                std::lround(evaluator.value(std::string_view(scenario.outcomes(o).event()))));
    }
    for (int m = 0; m < scenario.metrics_size(); ++m) {
      expect_close(block.query(model, model.metrics[static_cast<std::size_t>(m)], levels, lane),
                   evaluator.value(std::string_view(scenario.metrics(m).value())));
    }
    for (int s = 0; s < scenario.option_sets_size(); ++s) {
      const OptionSetModel& set = model.option_sets[static_cast<std::size_t>(s)];
      for (std::size_t option = 0; option < set.levels.size(); ++option) {
        auto fixed = levels;
        for (std::size_t k = 0; k < set.variables.size(); ++k) {
          fixed[static_cast<std::size_t>(set.variables[k])] = set.levels[option][k];
        }
        Evaluator other(symbols, block.parameters(model, lane), fixed);
        expect_close(block.query(model, set.values[option], levels, lane),
                     other.value(std::string_view(scenario.option_sets(s).value())));
      }
    }
  }
}

class RandomScenario : public ::testing::TestWithParam<int> {};

TEST_P(RandomScenario, IsCompiledAsWritten) {
  for (int k = 0; k < 25; ++k) {
    const auto seed = static_cast<std::uint64_t>(GetParam() * 25 + k);
    SCOPED_TRACE(seed);
    const v1::Scenario scenario = testing::random_scenario(seed);
    expect_compiled_as_written(compile(scenario).value(), seed, 40);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomScenario, ::testing::Range(0, 8));

TEST(Compile, TheFlagshipIsCompiledAsWritten) {
  const Model model = testing::bundled("great_reversal");

  expect_compiled_as_written(model, 1, 200);
  EXPECT_LT(model.shape.num_cells, 5'000U);
}

TEST(Compile, TheSmallScenariosAreCompiledAsWritten) {
  expect_compiled_as_written(testing::bundled("chicken"), 1, 100);
  expect_compiled_as_written(testing::bundled("outreach"), 1, 100);
}

TEST(Compile, MergesTermsOfOneScope) {
  const Model model = testing::bundled("chicken");

  // "gain" and "war" mention both levers, so each player has one table.
  EXPECT_EQ(model.shape.players[0].payoff.size(), 1U);
  EXPECT_EQ(model.shape.num_cells, 8U);
  EXPECT_EQ(model.shape.num_profiles(), 4.0);
}

TEST(Compile, RulesInfeasibleStrategiesOut) {
  v1::Scenario scenario = testing::bundled("outreach").scenario;
  auto& rule = *scenario.mutable_actors(0)->add_infeasible();
  rule.set_id("never");
  rule.set_when("china.outreach == economic");
  rule.set_rationale("A test.");
  rule.add_sources()->set_document("none");

  EXPECT_EQ(compile(scenario).value().shape.players[0].strategies,
            (std::vector<std::vector<int>>{{0}, {2}}));
}

/// Levers of an option set may stand in any order; the last one's level changes fastest.
TEST(Compile, KeepsTheOrderOfAnOptionSetsLevers) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  v1::OptionSet& set = *scenario.add_option_sets();
  set.set_id("both");
  set.set_name("Both stances");
  set.set_value("joint_loss");
  set.add_levers("south.stance");
  set.add_levers("north.stance");
  set.set_rationale("A test.");
  set.add_sources()->set_document("none");

  const Model model = compile(scenario).value();

  EXPECT_EQ(model.option_sets[0].variables, (std::vector<int>{1, 0}));
  EXPECT_EQ(model.option_sets[0].levels,
            (std::vector<std::vector<int>>{{0, 0}, {0, 1}, {1, 0}, {1, 1}}));
  expect_compiled_as_written(model, 1, 20);
}

TEST(Compile, TheDigestFollowsTheContents) {
  const Model model = testing::bundled("chicken");
  v1::Scenario changed = model.scenario;
  changed.mutable_parameters(0)->mutable_distribution()->mutable_triangular()->set_high(2.5);

  EXPECT_EQ(model.digest.size(), 7U + 32U);
  EXPECT_EQ(model.digest, compile(model.scenario).value().digest);
  EXPECT_NE(model.digest, compile(changed).value().digest);
}

/// The two ids were found among forty million.
TEST(Compile, RefusesParametersThatWouldShareTheirRandomNumbers) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  for (const char* id : {"cost_1488743", "cost_22846182"}) {
    v1::Parameter& parameter = *scenario.add_parameters();
    parameter = scenario.parameters(0);
    parameter.set_id(id);
  }
  ASSERT_EQ(stream_of("cost_1488743"), stream_of("cost_22846182"));

  const auto problems = compile(scenario).problems;

  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].path, "parameter cost_22846182, id");
  EXPECT_THAT(problems[0].message,
              HasSubstr("the ids 'cost_1488743' and 'cost_22846182' have the"));
  EXPECT_THAT(problems[0].message, HasSubstr("rename one of them"));
}

TEST(Compile, GivesEveryProblemInsteadOfAModel) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  scenario.mutable_actors(0)->clear_name();
  scenario.mutable_actors(0)->mutable_payoff(0)->set_value("prize *");

  const CompiledScenario compiled = compile(scenario);

  EXPECT_FALSE(compiled.model);
  ASSERT_EQ(compiled.problems.size(), 2U);
  EXPECT_EQ(compiled.problems[0].to_string(), "warning: actor north: this has no name");
  EXPECT_THAT(compiled.problems[1].to_string(),
              StartsWith("actor north, payoff term gain, value: "));
  EXPECT_THAT([&] { (void)compiled.value(); },
              ThrowsMessage<InvalidArgument>(compiled.problems[0].to_string() + "\n" +
                                             compiled.problems[1].to_string()));
}

/// Twenty levers in one product that is no sum: the size is refused before memory is taken.
TEST(Compile, RefusesTablesThatWouldNotFit) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  scenario.clear_status_quo();
  auto& actor = *scenario.mutable_actors(0);
  std::string value = "prize";
  for (int l = 0; l < 12; ++l) {
    auto& lever = *actor.add_levers();
    lever = actor.levers(0);
    lever.set_id("extra" + std::to_string(l));
    value += " * exp(north.extra" + std::to_string(l) + ")";
  }
  auto& other = *scenario.mutable_actors(1);
  for (int l = 0; l < 12; ++l) {
    auto& lever = *other.add_levers();
    lever = other.levers(0);
    lever.set_id("extra" + std::to_string(l));
    value += " * exp(south.extra" + std::to_string(l) + ")";
  }
  actor.mutable_payoff(0)->set_value(value);

  const auto problems = compile(scenario).problems;

  ASSERT_FALSE(problems.empty());
  EXPECT_THAT(problems.front().message, HasSubstr("1.68e+07"));
}

TEST(Compile, CanBeInterrupted) {
  const v1::Scenario scenario = testing::bundled("great_reversal").scenario;
  int num_asked = 0;
  const auto compile_until = [&](int most) {
    num_asked = 0;
    const InterruptionScope scope([&] { return ++num_asked > most; });
    return compile(scenario);
  };

  const CompiledScenario whole = compile_until(1'000'000'000);
  const int num_looks = num_asked;

  EXPECT_TRUE(whole.model);
  EXPECT_GT(num_looks, 100);
  for (const int most : {0, 1, num_looks / 2, num_looks - 1}) {
    const CompiledScenario stopped = compile_until(most);
    EXPECT_FALSE(stopped.model);
    EXPECT_EQ(num_asked, most + 1);
    ASSERT_EQ(stopped.problems.size(), 1U);
    EXPECT_THAT(stopped.problems[0].message, HasSubstr("was interrupted"));
  }
}

/// Strategies that nothing restricts, some that a condition rules out, and a lever that is fixed.
TEST(Compile, ListsTheStrategiesOfEveryActor) {
  const Model model = testing::compiled(R"(
    id: "s"
    actors { id: "a"
      levers { id: "x" levels { id: "no" } levels { id: "some" } levels { id: "all" } }
      levers { id: "y" levels { id: "no" } levels { id: "yes" } }
      payoff { id: "p" value: "a.x + a.y" } }
    actors { id: "b"
      levers { id: "x" levels { id: "no" } levels { id: "some" } levels { id: "all" } }
      levers { id: "y" levels { id: "no" } levels { id: "yes" } }
      infeasible { id: "i" when: "b.x == some && b.y == yes" }
      payoff { id: "p" value: "b.x + b.y" } }
    actors { id: "c"
      levers { id: "x" levels { id: "no" } levels { id: "some" } levels { id: "all" } }
      levers { id: "y" levels { id: "no" } levels { id: "yes" } }
      payoff { id: "p" value: "c.x + c.y" } }
    fixed: "c.x = some"
  )");

  using Strategies = std::vector<std::vector<int>>;
  EXPECT_EQ(model.shape.players[0].strategies,
            (Strategies{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 1}}));
  EXPECT_EQ(model.shape.players[1].strategies,
            (Strategies{{0, 0}, {0, 1}, {1, 0}, {2, 0}, {2, 1}}));
  EXPECT_EQ(model.shape.players[2].strategies, (Strategies{{1, 0}, {1, 1}}));
}

}  // namespace
}  // namespace demarche
