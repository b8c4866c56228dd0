// SPDX-License-Identifier: MIT
#include "scenario/language/evaluate.hpp"

#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>

#include "demarche/core/error.hpp"
#include "demarche/sample/design.hpp"
#include "demarche/sample/parameter_sampler.hpp"
#include "demarche/scenario/parameters.hpp"
#include "support/random_scenario.hpp"
#include "support/scenarios.hpp"
#include "support/symbols.hpp"

namespace demarche {
namespace {

using testing::chicken_value;

TEST(Evaluator, KnowsItsFunctions) {
  EXPECT_EQ(chicken_value("min(3, 1, 2)"), 1);
  EXPECT_EQ(chicken_value("max(3, 1, 2)"), 3);
  EXPECT_EQ(chicken_value("clamp(5, 0, 2)"), 2);
  EXPECT_EQ(chicken_value("abs(-2)"), 2);
  EXPECT_DOUBLE_EQ(chicken_value("exp(log(3))"), 3);
  EXPECT_EQ(chicken_value("sqrt(16)"), 4);
  EXPECT_EQ(chicken_value("pow(2, 10)"), 1024);
  EXPECT_EQ(chicken_value("logistic(0)"), 0.5);
  EXPECT_EQ(chicken_value("if(1 > 2, 10, 20)"), 20);
}

TEST(Evaluator, NamesReachParametersLeversAndPayoffs) {
  EXPECT_EQ(chicken_value("prize"), 1.5);
  EXPECT_EQ(chicken_value("north.stance"), 1);
  EXPECT_EQ(chicken_value("north.stance == stand"), 1);
  EXPECT_EQ(chicken_value("south.stance >= stand"), 0);
  EXPECT_EQ(chicken_value("payoff(north)"), 1.5);
  EXPECT_EQ(chicken_value("status_quo(north.stance)"), 0);
  EXPECT_EQ(chicken_value("joint_loss"), -0.75);
}

TEST(Evaluator, GoesToAnotherProfile) {
  const v1::Scenario scenario = testing::bundled("chicken").scenario;
  const Symbols symbols(scenario);
  const std::vector<double> parameters = {1.5, 0.5, 3.0, 2.0};
  Evaluator evaluator(symbols, parameters, std::vector<int>{1, 1});
  EXPECT_EQ(evaluator.payoff(0), -3.0);

  evaluator.set_levels(std::vector<int>{0, 1});

  EXPECT_EQ(evaluator.payoff(0), -1.5);
  EXPECT_THROW(evaluator.set_levels(std::vector<int>{0, 2}), InvalidArgument);
}

TEST(Evaluator, AddsTermsWhereTheirConditionsHold) {
  const v1::Scenario scenario = testing::bundled("chicken").scenario;
  const Symbols symbols(scenario);
  const std::vector<double> parameters = {1.5, 0.5, 3.0, 2.0};

  Evaluator war(symbols, parameters, std::vector<int>{1, 1});
  Evaluator peace(symbols, parameters, std::vector<int>{0, 1});

  EXPECT_EQ(war.payoff(0), -3.0);
  EXPECT_EQ(war.payoff_term(symbols.payoff(0)[0]), 0.0);
  EXPECT_EQ(war.payoff_term(symbols.payoff(0)[1]), -3.0);
  EXPECT_EQ(peace.payoff(0), -1.5);
  EXPECT_EQ(peace.payoff(1), 0.75);
}

TEST(Evaluator, RejectsWhatDoesNotFit) {
  const v1::Scenario scenario = testing::bundled("chicken").scenario;
  const Symbols symbols(scenario);
  const std::vector<double> parameters = {1.5, 0.5, 3.0, 2.0};

  EXPECT_THROW(Evaluator(symbols, std::vector<double>{1.0}, std::vector<int>{0, 0}),
               InvalidArgument);
  EXPECT_THROW(Evaluator(symbols, parameters, std::vector<int>{0}), InvalidArgument);
  EXPECT_THROW(Evaluator(symbols, parameters, std::vector<int>{0, 2}), InvalidArgument);
  Evaluator evaluator(symbols, parameters, std::vector<int>{0, 0});
  EXPECT_THROW((void)evaluator.value(std::string_view("prise")), InvalidArgument);
}

/// Values at random draws and profiles lie in the interval computed from the parameters' supports.
TEST(BoundExpression, EnclosesWhatIsEvaluated) {
  boost::random::mt19937_64 engine(2);
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    const v1::Scenario scenario = testing::random_scenario(seed);
    const Symbols symbols(scenario);
    std::vector<Interval> supports;
    for (const auto& marginal : marginals(scenario)) {
      supports.push_back({marginal.lower_bound(), marginal.upper_bound()});
    }
    const ParameterSampler sampler(marginals(scenario));
    AlignedArray block(sampler.num_parameters() * kBlockLanes);
    make_monte_carlo(seed)->fill_block(0, parameter_streams(scenario), block.data());
    sampler.transform(block.data());
    const Resolution metric = resolve_text(scenario.metrics(0).value(), symbols, {.payoffs = true});
    const std::vector<int> any(symbols.levers().size(), -1);

    const Interval bound = bound_expression(metric.root, symbols, supports, any);

    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      std::vector<double> parameters;
      for (std::size_t p = 0; p < sampler.num_parameters(); ++p) {
        parameters.push_back(block[p * kBlockLanes + lane]);
      }
      std::vector<int> levels;
      for (const auto& lever : symbols.levers()) {
        levels.push_back(boost::random::uniform_int_distribution<int>(
            0, static_cast<int>(lever.levels.size()) - 1)(engine));
      }
      const double value = Evaluator(symbols, parameters, levels).value(metric.root);
      const double slack = 1e-9 * (1.0 + std::abs(value));
      EXPECT_GE(value, bound.low - slack);
      EXPECT_LE(value, bound.high + slack);
    }
  }
}

TEST(CanHold, IsFalseOnlyForWhatNoDrawAndProfileGives) {
  const v1::Scenario scenario = testing::bundled("chicken").scenario;
  const Symbols symbols(scenario);
  std::vector<Interval> supports;
  for (const auto& marginal : marginals(scenario)) {
    supports.push_back({marginal.lower_bound(), marginal.upper_bound()});
  }
  const auto holds = [&](const char* text) {
    return can_hold(
        resolve_text(text, symbols, {.payoffs = true, .boolean = true}), symbols, supports);
  };

  EXPECT_TRUE(holds("prize > 1.99"));
  EXPECT_FALSE(holds("prize > 2.01"));
  EXPECT_FALSE(holds("north.stance == stand && north.stance == yield"));
  EXPECT_TRUE(holds("war_cost_north > 1000"));
  EXPECT_FALSE(holds("war_cost_north < 0"));
}

}  // namespace
}  // namespace demarche
