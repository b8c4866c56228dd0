// SPDX-License-Identifier: MIT
#include "core/file_replacement.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

std::string contents(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

class FileReplacementTest : public ::testing::Test {
 protected:
  FileReplacementTest()
      : folder_(fs::temp_directory_path() / ("demarche_replacement_" + std::to_string(getpid()))) {
    fs::create_directories(folder_);
  }
  ~FileReplacementTest() override { fs::remove_all(folder_); }

  [[nodiscard]] long num_files() const {
    return std::distance(fs::directory_iterator(folder_), {});
  }

  fs::path folder_;
};

TEST_F(FileReplacementTest, LeavesTheTargetAloneUntilItIsCommitted) {
  const fs::path target = folder_ / "x.json";
  std::ofstream(target) << "old";
  {
    FileReplacement replacement(target);
    EXPECT_EQ(contents(target), "old");
    EXPECT_EQ(num_files(), 2);
    replacement.commit("new");
    EXPECT_EQ(contents(target), "new");
  }
  EXPECT_EQ(num_files(), 1);
  { const FileReplacement given_up(target); }
  EXPECT_EQ(contents(target), "new");
  EXPECT_EQ(num_files(), 1);
}

TEST_F(FileReplacementTest, KeepsPermissionsAndLinks) {
  const fs::path target = folder_ / "target.json";
  const fs::path link = folder_ / "link.json";
  std::ofstream(target) << "old";
  fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  fs::create_symlink("target.json", link);

  FileReplacement(link).commit("new");

  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(contents(target), "new");
  EXPECT_EQ(fs::status(target).permissions(),
            fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
}

TEST_F(FileReplacementTest, FollowsLinksToWhatIsNotYetThere) {
  fs::create_directories(folder_ / "store");
  fs::create_symlink("store/missing.json", folder_ / "link.json");
  fs::create_symlink("loop.json", folder_ / "loop.json");

  FileReplacement(folder_ / "link.json").commit("new");

  EXPECT_TRUE(fs::is_symlink(folder_ / "link.json"));
  EXPECT_EQ(contents(folder_ / "store" / "missing.json"), "new");
  EXPECT_THROW(FileReplacement(folder_ / "loop.json"), IoError);
}

TEST_F(FileReplacementTest, TakesNamesAsLongAsTheSystemDoes) {
  const fs::path target = folder_ / (std::string(245, 'n') + ".json");

  FileReplacement(target).commit("x");

  EXPECT_EQ(contents(target), "x");
}

TEST_F(FileReplacementTest, GivesNewFilesTheModeOfTheProcess) {
  const mode_t before = umask(027);
  FileReplacement(folder_ / "new.json").commit("x");
  umask(before);

  EXPECT_EQ(fs::status(folder_ / "new.json").permissions(),
            fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
}

TEST_F(FileReplacementTest, LetsTwoWritersOfOneTargetFinish) {
  const fs::path target = folder_ / "x.json";
  FileReplacement one(target);
  FileReplacement two(target);

  one.commit("one");
  EXPECT_EQ(contents(target), "one");
  two.commit("two");
  EXPECT_EQ(contents(target), "two");
  EXPECT_EQ(num_files(), 1);
}

TEST_F(FileReplacementTest, WritesPipesDirectly) {
  const fs::path pipe = folder_ / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const int reader = open(pipe.c_str(), O_RDONLY | O_NONBLOCK);

  FileReplacement(pipe).commit("through");

  std::string text(7, ' ');
  EXPECT_EQ(read(reader, text.data(), text.size()), 7);
  EXPECT_EQ(text, "through");
  close(reader);
  EXPECT_TRUE(fs::is_fifo(pipe));
}

TEST_F(FileReplacementTest, RefusesWhatCannotBeWrittenBeforeTheWork) {
  EXPECT_THAT([&] { FileReplacement(folder_ / "no" / "x.json"); },
              ThrowsMessage<IoError>(HasSubstr("there is no folder")));
  EXPECT_THAT([&] { const FileReplacement of_folder(folder_); },
              ThrowsMessage<IoError>(HasSubstr("cannot be written")));
  FileReplacement full("/dev/full");
  EXPECT_THAT([&] { full.commit("x"); }, ThrowsMessage<IoError>(HasSubstr("No space left")));
}

TEST_F(FileReplacementTest, NamesWhatAKilledWriterLeft) {
  const fs::path target = folder_ / "x.json";
  const pid_t child = fork();
  if (child == 0) {
    const FileReplacement* abandoned = new FileReplacement(target);
    _exit(abandoned == nullptr ? 1 : 0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  const FileReplacement running(target);

  const auto parts = running.abandoned_parts();

  ASSERT_EQ(parts.size(), 1U);
  EXPECT_THAT(parts.front().filename().string(), HasSubstr(".x.json." + std::to_string(child)));
  EXPECT_TRUE(FileReplacement(folder_ / "other.json").abandoned_parts().empty());
}

}  // namespace
}  // namespace demarche
