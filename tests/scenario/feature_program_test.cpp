// SPDX-License-Identifier: MIT
#include "demarche/scenario/feature_program.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "demarche/core/aligned.hpp"
#include "scenario/compile/feature_code.hpp"
#include "scenario/language/evaluate_operator.hpp"

namespace demarche {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Numbers that reach every branch; every pair of them meets in some lane.
const std::vector<double>& specials() {
  static const std::vector<double> numbers = {0.0,
                                              -0.0,
                                              1.0,
                                              -1.0,
                                              0.5,
                                              -2.5,
                                              3.0,
                                              750.0,
                                              -750.0,
                                              1e-310,
                                              1e300,
                                              kNan,
                                              kInfinity,
                                              -kInfinity};
  return numbers;
}

bool are_alike(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || a == b || std::abs(a - b) <= 1e-14 * std::abs(b);
}

class FeatureOperator : public ::testing::TestWithParam<Operator> {};

TEST_P(FeatureOperator, DoesWhatTheLanguageSays) {
  const Operator op = GetParam();
  const bool is_unary = op == Operator::negate || op == Operator::logical_not ||
                        op == Operator::absolute || op == Operator::exponential ||
                        op == Operator::logarithm || op == Operator::square_root ||
                        op == Operator::logistic;
  const bool is_ternary = op == Operator::clamp || op == Operator::conditional;
  const std::size_t arity = is_unary ? 1 : is_ternary ? 3 : 2;
  FeatureProgram::Instruction instruction{.op = op, .arguments = {}, .coefficients = {}};
  for (std::uint32_t i = 0; i < arity; ++i) {
    instruction.arguments.push_back(i);
  }
  const FeatureProgram program(3, {instruction}, {});
  const std::size_t n = specials().size();
  AlignedArray values(program.num_values() * kBlockLanes);
  for (std::size_t first = 0; first < n * n * n; first += kBlockLanes) {
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      for (std::size_t i = 0, rest = first + lane; i < 3; ++i, rest /= n) {
        values[i * kBlockLanes + lane] = specials()[rest % n];
      }
    }

    program.evaluate_features(values.data());

    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      std::vector<double> arguments;
      for (std::size_t i = 0; i < arity; ++i) {
        arguments.push_back(values[i * kBlockLanes + lane]);
      }
      const double expected = apply_operator(op, arguments);
      EXPECT_TRUE(are_alike(values[3 * kBlockLanes + lane], expected))
          << values[3 * kBlockLanes + lane] << " for " << expected << " of " << arguments[0];
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Every,
                         FeatureOperator,
                         ::testing::Values(Operator::negate,
                                           Operator::logical_not,
                                           Operator::multiply,
                                           Operator::divide,
                                           Operator::less,
                                           Operator::less_equal,
                                           Operator::greater,
                                           Operator::equal,
                                           Operator::not_equal,
                                           Operator::logical_and,
                                           Operator::logical_or,
                                           Operator::minimum,
                                           Operator::maximum,
                                           Operator::absolute,
                                           Operator::exponential,
                                           Operator::logarithm,
                                           Operator::square_root,
                                           Operator::power,
                                           Operator::clamp,
                                           Operator::logistic,
                                           Operator::conditional),
                         [](const auto& op) {
                           return "operator_" + std::to_string(static_cast<int>(op.param));
                         });

TEST(FeatureProgram, AddsLinearCombinationsUp) {
  // value 2 = 1 + 2 a - b; cells: 5, and 0.5 + value 2 + 3 a.
  const FeatureProgram program(
      2,
      {{.op = Operator::add, .arguments = {0, 1}, .constant = 1.0, .coefficients = {2.0, -1.0}}},
      {{.constant = 5.0, .values = {}, .coefficients = {}},
       {.constant = 0.5, .values = {0, 2}, .coefficients = {3.0, 1.0}}});
  AlignedArray values(program.num_values() * kBlockLanes);
  AlignedArray cells(program.num_cells() * kBlockLanes);
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    values[lane] = static_cast<double>(lane);
    values[kBlockLanes + lane] = 0.25;
  }

  program.evaluate_features(values.data());
  program.evaluate_cells(values.data(), cells.data());

  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const double a = static_cast<double>(lane);
    EXPECT_EQ(cells[lane], 5.0);
    EXPECT_DOUBLE_EQ(cells[kBlockLanes + lane], 0.5 + (1 + 2 * a - 0.25) + 3 * a);
  }
}

}  // namespace
}  // namespace demarche
