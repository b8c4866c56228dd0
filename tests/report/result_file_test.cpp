// SPDX-License-Identifier: MIT
#include "demarche/report/result_file.hpp"

#include <gmock/gmock.h>
#include <google/protobuf/util/field_comparator.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <fstream>
#include <limits>

#include "demarche/core/error.hpp"
#include "demarche/simulate/compare_scenarios.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(ResultFile, GivesBackWhatWasWritten) {
  const auto folder = std::filesystem::temp_directory_path() / "demarche_result_file_test";
  std::filesystem::create_directories(folder);
  const v1::Result result = run(testing::bundled("outreach"), {.seed = 2, .draws = 500});

  for (const char* name : {"r.pb", "r.json"}) {
    write_result(result, folder / name);
    EXPECT_TRUE(
        google::protobuf::util::MessageDifferencer::Equals(read_result(folder / name), result))
        << name;
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 2);

  std::ofstream(folder / "r.json") << "{";
  EXPECT_THROW((void)read_result(folder / "r.json"), IoError);
  EXPECT_THROW((void)read_result(folder / "none.pb"), IoError);
  EXPECT_THROW(write_result(result, folder / "r.txt"), InvalidArgument);
  EXPECT_THROW(write_result(result, folder / "no" / "folder.pb"), IoError);
  std::filesystem::remove_all(folder);
}

bool are_equal(const google::protobuf::Message& a, const google::protobuf::Message& b) {
  google::protobuf::util::MessageDifferencer differencer;
  google::protobuf::util::DefaultFieldComparator comparator;
  comparator.set_treat_nan_as_equal(true);
  differencer.set_field_comparator(&comparator);
  return differencer.Compare(a, b);
}

TEST(ResultFile, SaysThatAComparisonOfScenariosIsNoResult) {
  const Model model = testing::bundled("chicken");
  const RunSettings settings{.draws = 100};
  const auto comparison = compare_scenarios(model, settings, model, settings);
  const auto folder = std::filesystem::temp_directory_path() / "demarche_scenarios_file_test";
  std::filesystem::create_directories(folder);

  for (const char* name : {"c.pb", "c.json"}) {
    write_result(comparison, folder / name);
    EXPECT_THAT([&] { (void)read_results(folder / name); },
                ThrowsMessage<IoError>(HasSubstr("is a comparison of scenarios")))
        << name;
  }
  std::filesystem::remove_all(folder);
}

TEST(ResultFile, HoldsNullWhereThereIsNoValue) {
  v1::Result result;
  result.add_metrics()->set_mean(std::numeric_limits<double>::quiet_NaN());
  result.mutable_metrics(0)->set_maximum(std::numeric_limits<double>::infinity());
  result.mutable_metrics(0)->set_id("NaN");  // A name is no number.
  const auto path = std::filesystem::temp_directory_path() / "demarche_null_test.json";

  write_result(result, path);

  const std::string text = format_result(result, ResultFormat::json);
  EXPECT_NE(text.find("\"mean\": null"), std::string::npos) << text;
  EXPECT_NE(text.find("\"maximum\": \"Infinity\""), std::string::npos) << text;
  EXPECT_NE(text.find("\"id\": \"NaN\""), std::string::npos) << text;
  EXPECT_TRUE(are_equal(read_result(path), result)) << read_result(path).DebugString();
  std::filesystem::remove(path);
}

TEST(ResultFile, HasEqualBytesForEqualResults) {
  std::string first;
  for (int i = 0; i < 20; ++i) {
    v1::Result result;
    for (int k = 0; k < 50; ++k) {
      const int entry = (k * 7 + i) % 50;  // Another order each time.
      (*result.mutable_versions())["part" + std::to_string(entry)] = "1";
      (*result.mutable_solving()->mutable_multiplicity())[static_cast<unsigned>(entry)] = 1;
    }
    const std::string text = format_result(result, ResultFormat::json);
    first = first.empty() ? text : first;
    ASSERT_EQ(text, first);
  }
}

}  // namespace
}  // namespace demarche
