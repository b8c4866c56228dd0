// SPDX-License-Identifier: MIT
#include "demarche/analyze/sensitivity.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <random>
#include <vector>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

using Columns = std::vector<std::vector<double>>;
using Function = std::function<double(const std::vector<double>&)>;

std::vector<std::span<const double>> spans(const Columns& columns) {
  return {columns.begin(), columns.end()};
}

Columns uniform_columns(std::size_t num_columns, std::size_t num_draws, unsigned seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> uniform;
  Columns columns(num_columns, std::vector<double>(num_draws));
  for (std::size_t draw = 0; draw < num_draws; ++draw) {
    for (auto& column : columns) {
      column[draw] = uniform(random);
    }
  }
  return columns;
}

Columns normal_columns(std::size_t num_columns, std::size_t num_draws, unsigned seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  Columns columns(num_columns, std::vector<double>(num_draws));
  for (auto& column : columns) {
    for (double& number : column) {
      number = normal(random);
    }
  }
  return columns;
}

std::vector<double> applied(const Columns& columns, const Function& function) {
  std::vector<double> output;
  std::vector<double> row(columns.size());
  for (std::size_t draw = 0; draw < columns.front().size(); ++draw) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      row[c] = columns[c][draw];
    }
    output.push_back(function(row));
  }
  return output;
}

/// Each index must be within four standard errors and the error that 64 bins make.
void expect_indices(const Columns& inputs,
                    const Function& function,
                    const std::vector<double>& expected) {
  const Columns outputs = {applied(inputs, function)};
  const SensitivityTable table = first_order_indices(spans(inputs), spans(outputs));
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const IntervalEstimate& found = table.indices[i];
    EXPECT_NEAR(found.value, expected[i], 4.0 * found.standard_error + 2e-3) << i;
    EXPECT_LT(found.high - found.low, 0.05) << i;
  }
}

/// 1{sum of sqrt(s_i) X_i > 0} of standard normal X: the index is (2 / pi) asin s_i.
double binary_claim(const std::vector<double>& x) {
  return std::sqrt(0.5) * x[0] + std::sqrt(0.3) * x[1] + std::sqrt(0.2) * x[2] > 0.0 ? 1.0 : 0.0;
}
const std::vector<double> kBinaryIndices = {1.0 / 3.0, 0.193973, 0.128188};

TEST(FirstOrderIndices, OfABinaryClaim) {
  expect_indices(normal_columns(3, 100'000, 1), binary_claim, kBinaryIndices);
}

TEST(FirstOrderIndices, OfTheIshigamiFunction) {
  const auto ishigami = [](const std::vector<double>& u) {
    const auto x = [&](std::size_t i) { return std::numbers::pi * (2.0 * u[i] - 1.0); };
    return std::sin(x(0)) + 7.0 * std::pow(std::sin(x(1)), 2) +
           0.1 * std::pow(x(2), 4) * std::sin(x(0));
  };
  expect_indices(uniform_columns(3, 100'000, 2), ishigami, {0.313905, 0.442411, 0.0});
}

TEST(FirstOrderIndices, OfSobolsGFunction) {
  const std::vector<double> a = {0.0, 1.0, 4.5, 9.0};
  std::vector<double> expected;
  double all = 1.0;
  for (const double ai : a) {
    expected.push_back(1.0 / (3.0 * (1.0 + ai) * (1.0 + ai)));
    all *= 1.0 + expected.back();
  }
  for (double& index : expected) {
    index /= all - 1.0;
  }
  const auto g = [&](const std::vector<double>& x) {
    double product = 1.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      product *= (std::abs(4.0 * x[i] - 2.0) + a[i]) / (1.0 + a[i]);
    }
    return product;
  };
  expect_indices(uniform_columns(4, 100'000, 3), g, expected);
}

/// A discrete input has a bin for each number: of y = x + noise the index is Var x / Var y.
TEST(FirstOrderIndices, OfADiscreteInput) {
  Columns inputs = uniform_columns(2, 50'000, 4);
  for (double& number : inputs[0]) {
    number = std::floor(3.0 * number);  // Variance 2/3.
  }
  const auto sum = [](const std::vector<double>& x) { return x[0] + 2.0 * x[1]; };  // And 1/3.
  expect_indices(inputs, sum, {2.0 / 3.0, 1.0 / 3.0});
}

TEST(FirstOrderIndices, DoNotDependOnWhereNumbersLie) {
  const Columns inputs = normal_columns(2, 10'000, 5);
  const auto sum = [](const std::vector<double>& x) { return x[0] + x[1]; };
  Columns outputs = {applied(inputs, sum)};
  outputs.push_back(outputs[0]);
  for (double& number : outputs[1]) {
    number = 1e9 + number / 1024.0;
  }
  const SensitivityTable table = first_order_indices(spans(inputs), spans(outputs));

  EXPECT_NEAR(table.indices[2].value, table.indices[0].value, 1e-5);
  EXPECT_NEAR(table.indices[3].value, table.indices[1].value, 1e-5);
}

TEST(FirstOrderIndices, LeaveOutWhatIsUndefinedAndTellWhatIsConstant) {
  const Columns inputs = normal_columns(1, 20'000, 6);
  Columns outputs = {inputs[0], std::vector<double>(inputs[0].size(), 3.0)};
  for (std::size_t draw = 0; draw < 500; ++draw) {
    outputs[0][draw] = std::numeric_limits<double>::quiet_NaN();
  }
  const SensitivityTable table = first_order_indices(spans(inputs), spans(outputs));

  EXPECT_NEAR(table.indices[0].value, 1.0, 0.005);
  EXPECT_TRUE(std::isnan(table.indices[1].value));
}

TEST(FirstOrderIndices, RefuseWhatIsNoSample) {
  const Columns some = normal_columns(1, 100, 7);
  const Columns short_column = normal_columns(1, 99, 7);
  const Columns none;
  Columns infinite = some;
  infinite[0][3] = std::numeric_limits<double>::infinity();

  EXPECT_THROW((void)first_order_indices(spans(none), spans(some)), InvalidArgument);
  EXPECT_THROW((void)first_order_indices(spans(some), spans(short_column)), InvalidArgument);
  EXPECT_THROW((void)first_order_indices(spans(infinite), spans(some)), InvalidArgument);
}

/// With n and B fixed, the mean of Kelley's estimate over samples without any effect is zero.
TEST(FirstOrder, HasNoBiasWithoutAnEffect) {
  std::mt19937_64 random(8);
  std::normal_distribution<double> normal;
  constexpr int kSamples = 2000;
  double sum = 0.0;
  for (int sample = 0; sample < kSamples; ++sample) {
    std::vector<double> counts(8, 10.0);
    std::vector<double> sums(8, 0.0);
    long double squares = 0.0L;
    for (double& of_bin : sums) {
      for (int i = 0; i < 10; ++i) {
        const double number = normal(random);
        of_bin += number;
        squares += static_cast<long double>(number) * number;
      }
    }
    sum += first_order(counts, sums, squares);
  }
  EXPECT_NEAR(sum / kSamples, 0.0, 0.004);  // Without the correction it is 7/79 = 0.089.
}

}  // namespace
}  // namespace demarche
