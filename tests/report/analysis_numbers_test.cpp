// SPDX-License-Identifier: MIT
#include "demarche/report/analysis_numbers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "demarche/core/error.hpp"
#include "demarche/report/result_file.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// A claim, and an option set with an output of its own.
v1::Result example() {
  v1::Result result;
  result.set_scenario_id("small");
  result.set_draws_done(5000);
  result.set_is_complete(true);
  result.add_claims()->set_id("c1");
  v1::Analysis& analysis = *result.mutable_analysis();
  analysis.set_draws(5000);
  for (const char* id : {"c1", "offer"}) {
    v1::AnalysedOutput& output = *analysis.add_outputs();
    output.set_kind(output.id() == "c1" ? "claim" : "option");
    output.set_id(id);
    output.set_mean(0.5);
    output.set_standard_deviation(0.4);
    v1::ParameterEffect& effect = *output.add_effects();
    effect.set_parameter("gain");
    effect.set_first_order(0.2);
    effect.set_low(0.19);
    effect.set_high(0.21);
    effect.set_at_low(0.8);
    effect.set_at_high(0.25);
  }
  analysis.mutable_outputs(0)->set_kind("claim");
  analysis.add_information()->set_option_set("offer");
  return result;
}

TEST(AnalysisCsv, HasARowForEachPair) {
  const std::string csv = analysis_csv(example());

  EXPECT_THAT(csv, StartsWith("kind,id,levels,parameter,mean,standard_deviation,first_order,"));
  EXPECT_THAT(csv,
              AllOf(HasSubstr("\nclaim,c1,,gain,0.5,0.4,0.2,0.19,0.21,0.8,0.25,0,0\n"),
                    HasSubstr("\noption,offer,")));
}

TEST(AnalysisCsv, KeepsToWhatIsAskedFor) {
  EXPECT_THAT(analysis_csv(example(), {"c1"}), Not(HasSubstr("offer")));
  EXPECT_THROW((void)analysis_csv(example(), {"c9"}), InvalidArgument);
}

TEST(AnalysisJson, ReadsAsAResult) {
  const std::filesystem::path file =
      std::filesystem::path(::testing::TempDir()) / "analysis_numbers_test.json";
  std::ofstream(file) << analysis_json(example());

  const v1::Result read = read_result(file);

  EXPECT_EQ(read.analysis().SerializeAsString(), example().analysis().SerializeAsString());
  EXPECT_EQ(read.draws_done(), 5000);
  EXPECT_EQ(read.scenario_id(), "small");
}

TEST(AnalysisJson, HoldsNothingOfTheRestOfAResult) {
  EXPECT_THAT(analysis_json(example()), Not(HasSubstr("claims")));
}

TEST(AnalysisJson, KeepsToWhatIsAskedFor) {
  EXPECT_THAT(analysis_json(example(), {"c1"}), Not(HasSubstr("offer")));
  EXPECT_THAT(analysis_json(example(), {"offer"}), AllOf(HasSubstr("offer"), Not(HasSubstr("c1"))));
  EXPECT_THROW((void)analysis_json(example(), {"c9"}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
