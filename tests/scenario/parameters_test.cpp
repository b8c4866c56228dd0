// SPDX-License-Identifier: MIT
#include "demarche/scenario/parameters.hpp"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "demarche/sample/design.hpp"

namespace demarche {
namespace {

double quantile(const std::string& text, double u) {
  v1::Distribution message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return to_distribution(message).quantile(u);
}

TEST(ToDistribution, ReadsEveryFamily) {
  EXPECT_EQ(quantile("constant { value: 3 }", 0.2), 3.0);
  EXPECT_EQ(quantile("uniform { low: 1 high: 3 }", 0.5), 2.0);
  EXPECT_EQ(quantile("triangular { low: 0 mode: 1 high: 2 }", 0.5), 1.0);
  EXPECT_NEAR(quantile("pert { low: 0 mode: 1 high: 2 }", 0.5), 1.0, 1e-12);
  EXPECT_NEAR(quantile("pert { low: 0 mode: 1 high: 2 shape: 2 }", 0.25),
              quantile("beta { alpha: 2 beta: 2 high: 2 }", 0.25),
              1e-12);
  EXPECT_EQ(quantile("normal { mean: 4 standard_deviation: 1 }", 0.5), 4.0);
  EXPECT_NEAR(quantile("lognormal { median: 4 log_standard_deviation: 1 }", 0.5), 4.0, 1e-12);
  EXPECT_NEAR(quantile("beta { alpha: 1 beta: 1 }", 0.3), 0.3, 1e-12);
  EXPECT_NEAR(quantile("gamma { shape: 1 scale: 2 }", 0.5), 2 * std::log(2.0), 1e-12);
  EXPECT_NEAR(quantile("exponential { rate: 2 }", 0.5), std::log(2.0) / 2, 1e-12);
  EXPECT_NEAR(quantile("student_t { degrees_of_freedom: 3 location: 1 }", 0.5), 1.0, 1e-12);
  EXPECT_EQ(quantile("bernoulli { probability: 0.4 }", 0.7), 1.0);
  EXPECT_EQ(quantile("discrete { values: 1 values: 2 weights: 1 weights: 3 }", 0.3), 2.0);
  EXPECT_EQ(quantile("empirical { sample: 1 sample: 3 }", 0.5), 2.0);
  EXPECT_NEAR(quantile("normal { standard_deviation: 1 } truncate_low: 0", 1e-9), 0.0, 1e-8);
  EXPECT_NEAR(quantile("uniform { high: 4 } truncate_high: 2", 0.5), 1.0, 1e-12);
}

TEST(ToDistribution, AMessageWithoutAFamilyHasAProblem) {
  EXPECT_FALSE(to_distribution(v1::Distribution()).problems().empty());
}

TEST(ParameterStreams, FollowTheIds) {
  v1::Scenario scenario;
  scenario.add_parameters()->set_id("prize");
  scenario.add_parameters()->set_id("cost");

  EXPECT_EQ(parameter_streams(scenario),
            (std::vector<std::uint64_t>{stream_of("prize"), stream_of("cost")}));
}

}  // namespace
}  // namespace demarche
