// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>

#include "demarche/scenario/compile.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

struct Case {
  std::string distribution;
  std::string likelihood;
  double mean;  // Of the posterior, which is conjugate.
};

/// The interval of 95 % around a posterior mean holds the mean in 93 to 97 % of runs.
TEST(Evidence, IntervalsHoldThePosteriorMeanAsOftenAsTheySay) {
  constexpr int kRuns = 400;
  const std::string normal = "normal { mean: 0 standard_deviation: 1 }";
  for (const Case& known :
       {Case{normal, "exp(-0.5 * pow(2 - x, 2))", 1.0},
        Case{normal, "exp(-0.5 * pow((2 - x) / 0.5, 2))", 1.6},
        Case{"uniform { low: 0 high: 1 }", "pow(x, 80) * pow(1 - x, 20)", 81.0 / 102.0}}) {
    const Model model = testing::compiled(fmt::format(
        "id: 's' actors {{ id: 'a' levers {{ id: 'l' levels {{ id: 'no' }} levels {{ id: 'yes' }} "
        "}} payoff {{ id: 'p' value: 'a.l' }} }} parameters {{ id: 'x' distribution {{ {} }} }} "
        "metrics {{ id: 'of_x' value: 'x' }} "
        "evidence {{ id: 'y' date: '2025-02-18' likelihood: '{}' }}",
        known.distribution,
        known.likelihood));
    int held = 0;
    for (int seed = 0; seed < kRuns; ++seed) {
      const v1::Result result = run(
          model, {.concept_name = "pure", .seed = static_cast<std::uint64_t>(seed), .draws = 1000});
      const v1::Summary& x = result.posterior().metrics(0);
      held += std::abs(x.mean() - known.mean) <= 1.96 * x.standard_error() ? 1 : 0;
    }
    EXPECT_GE(held, 0.93 * kRuns) << known.likelihood;
    EXPECT_LE(held, 0.97 * kRuns) << known.likelihood;
  }
}

}  // namespace
}  // namespace demarche
