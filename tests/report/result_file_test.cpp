// SPDX-License-Identifier: MIT
#include "demarche/report/result_file.hpp"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <fstream>

#include "demarche/core/error.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

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

}  // namespace
}  // namespace demarche
