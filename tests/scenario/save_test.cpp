// SPDX-License-Identifier: MIT
#include "demarche/scenario/save.hpp"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "demarche/core/error.hpp"
#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/load.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using google::protobuf::util::MessageDifferencer;

TEST(WriteScenario, IsReadBackEqualInEveryFormat) {
  const auto folder = std::filesystem::temp_directory_path() / "demarche_save_test";
  std::filesystem::create_directories(folder);

  for (const char* name : {"chicken", "outreach", "great_reversal"}) {
    v1::Scenario scenario = testing::bundled(name).scenario;
    scenario.set_rationale("na\u00efve \"quotes\" and \\ slashes");
    for (const char* file : {"s.txtpb", "s.json", "s.pb"}) {
      write_scenario(scenario, folder / file);
      const CompiledScenario loaded = load_scenario(folder / file);
      ASSERT_TRUE(loaded.model.has_value()) << name << file << loaded.problems.front().to_string();
      EXPECT_TRUE(MessageDifferencer::Equals(loaded.model->scenario, scenario))
          << name << ' ' << file;
    }
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 3);
  std::filesystem::remove_all(folder);
}

/// Protobuf's printers leave out every 0, and a number without a default must not be left out.
TEST(WriteScenario, WritesZerosThatAFileMustHold) {
  const auto folder = std::filesystem::temp_directory_path() / "demarche_save_zeros_test";
  std::filesystem::create_directories(folder);
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  scenario.mutable_parameters(0)->mutable_distribution()->mutable_constant()->set_value(0.0);
  auto& triangular = *scenario.mutable_parameters(1)->mutable_distribution()->mutable_triangular();
  triangular.set_low(-1.0);
  triangular.set_mode(0.0);
  triangular.set_high(0.0);
  scenario.mutable_rank_correlations(0)->set_value(0.0);

  for (const char* file : {"s.txtpb", "s.json"}) {
    write_scenario(scenario, folder / file);
    const CompiledScenario loaded = load_scenario(folder / file);
    ASSERT_TRUE(loaded.model.has_value()) << file << loaded.problems.front().to_string();
    EXPECT_TRUE(MessageDifferencer::Equals(loaded.model->scenario, scenario)) << file;
  }
  EXPECT_NE(format_scenario(scenario).find("constant {\n      value: 0\n    }"), std::string::npos)
      << format_scenario(scenario);
  std::filesystem::remove_all(folder);
}

TEST(WriteScenario, RejectsWhatItCannotWrite) {
  v1::Scenario scenario;

  EXPECT_THROW(write_scenario(scenario, "s.txt"), InvalidArgument);
  EXPECT_THROW(write_scenario(scenario, "no/such/folder/s.txtpb"), IoError);
}

TEST(FormatScenario, BeginsWithTheLinesThatEditorsLookFor) {
  const std::string text = format_scenario(testing::bundled("chicken").scenario);

  EXPECT_EQ(text.rfind("# proto-file: demarche/v1/scenario.proto\n# proto-message: ", 0), 0U);
}

TEST(WriteScenario, RefusesTextsThatAreNotUtf8) {
  v1::Scenario scenario = parse_scenario(testing::bundled_text("chicken"), "").value().scenario;
  scenario.mutable_claims(0)->set_statement("\xff");

  ::testing::internal::CaptureStderr();
  for (const char* file : {"s.txtpb", "s.json", "s.pb"}) {
    EXPECT_THROW(write_scenario(scenario, file), InvalidArgument);
  }
  const CompiledScenario compiled = compile(scenario);

  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");  // Protobuf's own words.
  ASSERT_EQ(compiled.problems.size(), 1U);
  EXPECT_THAT(compiled.problems.front().to_string(), ::testing::EndsWith("this text is not UTF-8"));
}

}  // namespace
}  // namespace demarche
