// SPDX-License-Identifier: MIT
#include "demarche/scenario/open_payoff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/core/aligned.hpp"
#include "demarche/core/error.hpp"
#include "demarche/sample/design.hpp"
#include "demarche/scenario/compile.hpp"
#include "scenario/language/evaluate.hpp"
#include "scenario/language/symbols.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

/// A has a lever of three levels and one of two; mid and yes exclude each other. B is behavioural
/// and has one lever. The metric is no linear function of A's payoff.
constexpr auto kText = R"txt(
id: "two" name: "Two" rationale: "A test." sources { document: "none" }
actors {
  id: "a" name: "A" rationale: "Chooses." sources { document: "none" }
  levers { id: "x" name: "X" rationale: "Test." sources { document: "none" }
           levels { id: "low" } levels { id: "mid" } levels { id: "high" } }
  levers { id: "y" name: "Y" rationale: "Test." sources { document: "none" }
           levels { id: "no" } levels { id: "yes" } }
  infeasible { id: "both" when: "a.x == mid && a.y == yes" rationale: "Test." sources { document: "none" } }
}
actors {
  id: "b" name: "B" rationale: "Is drawn." sources { document: "none" }
  levers { id: "z" name: "Z" rationale: "Test." sources { document: "none" }
           levels { id: "off" } levels { id: "on" } }
  behaviour: "if(b.z == on, p, 1 - p)"
}
parameters { id: "p" name: "P" rationale: "Test." sources { document: "none" }
             distribution { uniform { low: 0.1 high: 0.9 } } }
metrics { id: "size" name: "Size" value: "p * abs(payoff(a)) + max(status_quo(payoff(a)), 0)"
          rationale: "Test." sources { document: "none" } }
status_quo: "a.x = high, a.y = yes, b.z = on"
)txt";

/// What code might give: a number for each cell.
double given(std::size_t row) {
  return std::sin(1.0 + static_cast<double>(row));
}

TEST(OpenPayoff, LeavesATableOverFeasibleStrategies) {
  const Model plain = testing::compiled(kText);

  const Model model = compile(plain.scenario, all_payoffs_open(plain.scenario)).value();

  ASSERT_EQ(model.open_tables.size(), 1U);
  const OpenTable& table = model.open_tables[0];
  EXPECT_THAT(table.sizes, ElementsAre(5, 2));
  EXPECT_THAT(table.levers, ElementsAre(0, 1, 2));
  // (low, no), (low, yes), (mid, no), not (mid, yes), (high, no), (high, yes); each off and on.
  EXPECT_THAT(table.cell_of_levels, ElementsAre(0, 1, 2, 3, 4, 5, -1, -1, 6, 7, 8, 9));
  EXPECT_EQ(model.num_open_rows(), 10U);
  EXPECT_EQ(model.digest, plain.digest);
}

/// Compiled tables agree with direct evaluation, for payoffs and for a metric of payoffs.
TEST(OpenPayoff, IsWhatExpressionsSeeOfIt) {
  const Model plain = testing::compiled(kText);
  const Model model = compile(plain.scenario, all_payoffs_open(plain.scenario)).value();
  const Symbols symbols(model.scenario, model.open_payoffs);
  AlignedArray values(model.program.num_values() * kBlockLanes);
  AlignedArray cells(model.program.num_cells() * kBlockLanes);
  std::vector<double> at_levels = {0.3};
  std::fill_n(values.data(), kBlockLanes, 0.3);
  for (std::size_t row = 0; row < 10; ++row) {
    std::fill_n(values.data() + (1 + row) * kBlockLanes, kBlockLanes, given(row));
  }
  for (const int cell : model.open_tables[0].cell_of_levels) {
    at_levels.push_back(cell < 0 ? 0.0 : given(static_cast<std::size_t>(cell)));
  }

  model.program.evaluate_features(values.data());
  model.program.evaluate_cells(values.data(), cells.data());

  const auto compiled = [&](int query, const std::vector<int>& levels) {
    double sum = 0.0;
    for (const int t : model.queries[static_cast<std::size_t>(query)].tables) {
      const FactorTable& table = model.query_tables[static_cast<std::size_t>(t)];
      std::size_t cell = 0;
      for (const int v : table.scope) {
        const auto variable = static_cast<std::size_t>(v);
        cell = cell * static_cast<std::size_t>(model.shape.variable_sizes[variable]) +
               static_cast<std::size_t>(levels[variable]);
      }
      sum += cells[(table.first_cell + cell) * kBlockLanes];
    }
    return sum;
  };
  for (const auto& levels : std::vector<std::vector<int>>{
           {0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {2, 0, 0}, {2, 1, 0}, {2, 1, 1}}) {
    Evaluator evaluator(symbols, at_levels, levels);
    EXPECT_DOUBLE_EQ(compiled(model.payoffs[0], levels), evaluator.payoff(0));
    EXPECT_NEAR(compiled(model.metrics[0], levels), evaluator.value("size"), 1e-15);
    EXPECT_NEAR(evaluator.value("size"),
                0.3 * std::abs(evaluator.payoff(0)) + std::max(given(9), 0.0),
                1e-15);
  }
}

TEST(OpenPayoff, RejectsWhatTheScenarioHasNot) {
  const v1::Scenario scenario = testing::compiled(kText).scenario;
  const auto rejects = [&](const std::vector<OpenPayoff>& open, const char* why) {
    EXPECT_THAT([&] { (void)compile(scenario, open); },
                ThrowsMessage<InvalidArgument>(HasSubstr(why)));
  };

  rejects({{.actor = "c"}}, "no actor 'c'; there are a, b");
  rejects({{.actor = "b"}}, "actor 'b' has a behaviour");
  rejects({{.actor = "a"}, {.actor = "a"}}, "named twice");
  rejects({{.actor = "a", .tables = {{"a.x", "a.yy"}}}}, "did you mean 'a.y'?");
  rejects({{.actor = "a", .tables = {{"a.y", "a.x"}}}}, "in the scenario's order, got a.y, a.x");
  const v1::Scenario flagship = testing::bundled("great_reversal").scenario;
  EXPECT_THAT([&] { (void)compile(flagship, all_payoffs_open(flagship)); },
              ThrowsMessage<InvalidArgument>(HasSubstr("at most 2^20 fit")));
}

}  // namespace
}  // namespace demarche
