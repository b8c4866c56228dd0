// SPDX-License-Identifier: MIT
#include "demarche/game/game_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "demarche/core/error.hpp"
#include "support/game_texts.hpp"
#include "support/games.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::ThrowsMessage;

/// A folder of the test's own, removed at its end.
class GameFile : public ::testing::Test {
 protected:
  GameFile() { std::filesystem::create_directories(folder_); }
  ~GameFile() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path write(const char* name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  std::filesystem::path folder_ = std::filesystem::temp_directory_path() /
                                  (std::string("demarche_game_file_") +
                                   ::testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(GameFile, IsReadByItsExtensionInSmallOrCapitalLetters) {
  EXPECT_THAT(read_game(write("a.nfg", "NFG 1 R \"\" { \"x\" } { 2 }\n5 6")).payoffs(0),
              ElementsAre(5, 6));
  EXPECT_THAT(read_game(write("a.GAM", "1 2 7 8")).payoffs(0), ElementsAre(7, 8));
  const NormalFormGame poker = read_game(write("a.b.Efg", testing::kMyersonsPoker));
  EXPECT_EQ(poker.title, "A card game");
  EXPECT_THAT(poker.num_strategies(), ElementsAre(4, 2));
}

TEST_F(GameFile, SaysWhichExtensionsAreKnown) {
  EXPECT_THAT([] { (void)read_game("game.txt"); },
              ThrowsMessage<InvalidArgument>(HasSubstr(
                  "game.txt: unknown extension '.txt'; games are read from .nfg, .efg and .gam")));
  const auto words = write("words", "some words");
  EXPECT_THAT([&] { (void)read_game(words); },
              ThrowsMessage<InvalidArgument>(HasSubstr("the name has no extension")));
  EXPECT_THAT([] { write_game(NormalFormGame({1}), "game.efg"); },
              ThrowsMessage<InvalidArgument>(HasSubstr("games are written to .nfg and .gam")));
  EXPECT_THROW((void)read_game("/no/such/game.gam"), IoError);
}

/// What a pipe holds is known by how it begins.
TEST_F(GameFile, KnowsAGameWithoutExtensionByItsFirstWord) {
  EXPECT_THAT(read_game(write("one", "NFG 1 R \"\" { \"a\" } { 2 } 3 4")).payoffs(0),
              ElementsAre(3, 4));
  EXPECT_THAT(read_game(write("two", " 1 2 7 8")).payoffs(0), ElementsAre(7, 8));
  EXPECT_EQ(read_game(write("three", testing::kMyersonsPoker)).title, "A card game");
}

/// Files saved on Windows.
TEST_F(GameFile, SkipsAByteOrderMarkAndNamesUtf16) {
  EXPECT_THAT(read_game(write("a.gam",
                              "\xef\xbb\xbf"
                              "1 2 7 8"))
                  .payoffs(0),
              ElementsAre(7, 8));
  EXPECT_THAT(
      [&] { (void)read_game(write("b.nfg", "\xff\xfeN")); },
      ThrowsMessage<InvalidArgument>(HasSubstr("b.nfg:1:1: the file is UTF-16; save it as UTF-8")));
}

TEST_F(GameFile, PrintsNamesWithoutControlCharacters) {
  EXPECT_THAT(
      [&] { (void)read_game(write("a.nfg", "NFG 1 R \"\x1b[31m\" \x1b]0;x")); },
      ThrowsMessage<InvalidArgument>(AllOf(HasSubstr("\\x1b]0;x"), Not(HasSubstr("\x1b")))));
}

TEST_F(GameFile, NamesAFileWhoseStrategicFormIsTooLarge) {
  std::string text = "EFG 2 R \"\" { \"a\" }\n";
  for (int h = 1; h <= 30;
       ++h) {  // The second action of each goes on: at last 2^30 ways by chance.
    text += "c \"\" " + std::to_string(h) + " \"\" { \"x\" 1/2 \"y\" 1/2 } 0 p \"\" 1 " +
            std::to_string(h) + " \"\" { \"l\" \"r\" } 0 t \"\" 0 t \"\" 0\n";
  }

  EXPECT_THAT([&] { (void)read_game(write("large.efg", text + "t \"\" 0")); },
              ThrowsMessage<InvalidArgument>(
                  HasSubstr("large.efg: the reduced strategic form needs 1.074e+09 payoffs")));
}

TEST_F(GameFile, IsWrittenByItsExtension) {
  const auto game = testing::random_game({2, 3, 2}, 7);

  for (const char* name : {"a.nfg", "a.gam"}) {
    write_game(game, folder_ / name);
    const auto back = read_game(folder_ / name);
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_TRUE(
          std::equal(game.payoffs(i).begin(), game.payoffs(i).end(), back.payoffs(i).begin()));
    }
  }
  write_game(NormalFormGame({2, 2}), folder_ / "o.nfg", {.nfg_version = NfgVersion::outcomes});
  std::ifstream stream(folder_ / "o.nfg");
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  EXPECT_THAT(text, HasSubstr("{ \"1\" 0 0 }\n}\n1\n1\n1\n1\n"));
  EXPECT_THAT([&] { write_game(game, folder_ / "o.gam", {.nfg_version = NfgVersion::outcomes}); },
              ThrowsMessage<InvalidArgument>(HasSubstr("a .gam file has no outcomes")));
}

}  // namespace
}  // namespace demarche
