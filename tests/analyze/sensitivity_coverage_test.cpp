// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>
#include <span>
#include <vector>

#include "demarche/analyze/sensitivity.hpp"

namespace demarche {
namespace {

/// Over 1,000 samples, the 95 % interval of an index holds it in 93 to 97 % of them: of a binary
/// claim of three normal numbers, whose indices are (2 / pi) asin s.
TEST(FirstOrderIndices, IntervalsHoldTheIndexAsOftenAsTheySay) {
  constexpr int kSamples = 1000;
  constexpr std::size_t kDraws = 20'000;
  const std::array<double, 3> expected = {1.0 / 3.0, 0.193973, 0.128188};
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal;
  std::array<int, 3> held{};
  std::vector<std::vector<double>> inputs(3, std::vector<double>(kDraws));
  std::vector<double> output(kDraws);
  for (int sample = 0; sample < kSamples; ++sample) {
    for (std::size_t draw = 0; draw < kDraws; ++draw) {
      for (auto& input : inputs) {
        input[draw] = normal(random);
      }
      output[draw] = std::sqrt(0.5) * inputs[0][draw] + std::sqrt(0.3) * inputs[1][draw] +
                                 std::sqrt(0.2) * inputs[2][draw] >
                             0.0
                         ? 1.0
                         : 0.0;
    }
    const std::vector<std::span<const double>> columns(inputs.begin(), inputs.end());
    const std::vector<std::span<const double>> outputs = {output};
    const SensitivityTable table = first_order_indices(columns, outputs);
    for (std::size_t i = 0; i < held.size(); ++i) {
      held[i] +=
          table.indices[i].low <= expected[i] && expected[i] <= table.indices[i].high ? 1 : 0;
    }
  }
  for (const int count : held) {
    EXPECT_GE(count, 0.93 * kSamples);
    EXPECT_LE(count, 0.97 * kSamples);
  }
}

}  // namespace
}  // namespace demarche
