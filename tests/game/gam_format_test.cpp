// SPDX-License-Identifier: MIT
#include "demarche/game/gam_format.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>

#include "demarche/core/error.hpp"
#include "support/game_texts.hpp"
#include "support/games.hpp"
#include "support/malformed_text.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::MalformedText;
using ::testing::StartsWith;
using ::testing::ThrowsMessage;

constexpr auto kTwoByThree = "2\n\n2 3\n\n1 2 3 4 5 6\n-1 -2.5 1/2 1e1 0 +7\n";

TEST(ParseGam, ReadsPlayerByPlayerWithTheFirstPlayersStrategyFastest) {
  const auto parsed = parse_gam(kTwoByThree);

  ASSERT_TRUE(parsed.game) << parsed.problems.front().message;
  const NormalFormGame& game = *parsed.game;
  EXPECT_THAT(game.num_strategies(), ElementsAre(2, 3));
  EXPECT_THAT(game.payoffs(0), ElementsAre(1, 3, 5, 2, 4, 6));
  EXPECT_THAT(game.payoffs(1), ElementsAre(-1, 0.5, 0, -2.5, 10, 7));
}

TEST(ParseGam, CountsTheLastNumberWithoutABlank) {
  EXPECT_TRUE(parse_gam("1 1 7").game);
  EXPECT_TRUE(parse_gam("1 2 7 8").game);
  EXPECT_FALSE(parse_gam("1 3 7 8").game);
}

TEST(FormatGam, WritesTheDocumentedOrder) {
  EXPECT_EQ(format_gam(parse_gam(kTwoByThree).game.value()),
            "2\n\n2 3\n\n1 2 3 4 5 6\n-1 -2.5 0.5 10 0 7\n");
}

TEST(FormatGam, GivesBackTheSamePayoffs) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto game = testing::random_game({2, 3, static_cast<int>(1 + seed % 3)}, seed);

    const auto parsed = parse_gam(format_gam(game));

    ASSERT_TRUE(parsed.game);
    EXPECT_EQ(parsed.game->num_strategies(), game.num_strategies());
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_TRUE(std::equal(
          game.payoffs(i).begin(), game.payoffs(i).end(), parsed.game->payoffs(i).begin()));
    }
  }
}

TEST(FormatGam, RefusesPayoffsThatAreNotFinite) {
  NormalFormGame game({1, 2});
  game.payoffs(1)[1] = std::numeric_limits<double>::infinity();

  EXPECT_THAT([&] { (void)format_gam(game); },
              ThrowsMessage<InvalidArgument>(HasSubstr("player 2 gets inf at (1, 2)")));
}

class MalformedGam : public ::testing::TestWithParam<MalformedText> {};

TEST_P(MalformedGam, IsToldWithItsPlace) {
  const auto parsed = parse_gam(GetParam().text);

  EXPECT_FALSE(parsed.game);
  testing::expect_first_problem(parsed.problems, GetParam());
  testing::expect_places_in(GetParam().text, parsed.problems);
}

INSTANTIATE_TEST_SUITE_P(
    Table,
    MalformedGam,
    ::testing::Values(
        MalformedText{"", 1, 1, "expected the number of players, at least 1, found the end"},
        MalformedText{"two", 1, 1, "expected the number of players, at least 1, found 'two'"},
        MalformedText{"0", 1, 1, "at least 1, found '0'"},
        MalformedText{"2.5", 1, 1, "at least 1, found '2.5'"},
        MalformedText{"2\n2", 2, 2, "player 2's number of strategies, at least 1, found the end"},
        MalformedText{"2\n2 -1 1 2 3 4", 2, 3, "player 2's number of strategies"},
        MalformedText{"99999999\n2 2", 2, 4, "player 3's number of strategies"},
        MalformedText{
            "2\n99999 99999\n1", 1, 1, "1.99996e+10 payoffs, more than the file can hold"},
        MalformedText{"1\n2\n1 x", 3, 3, "expected a finite number, found 'x'"},
        MalformedText{"1\n2\n10000", 3, 6, "expected 2 payoffs, found 1 and then the end"},
        MalformedText{"1\n2\n1 {2}", 3, 3, "expected 2 payoffs, found 1 and then '{'"},
        MalformedText{"1\n2\n1 2 3", 3, 5, "expected the end of the file, found '3'"},
        MalformedText{"1\n2\n1 1e999", 3, 3, "expected a finite number, found '1e999'"}));

/// Damaged files are read or refused; nothing else.
TEST(ParseGam, SurvivesDamage) {
  const int num_refused =
      testing::num_refused_of_damaged({kTwoByThree, format_gam(testing::random_game({3, 2, 2}, 1))},
                                      "{}\"/19 -e.\n",
                                      6'000,
                                      parse_gam);

  EXPECT_GT(num_refused, 3'000);
}

TEST(ReadGam, NamesTheFileAndEveryProblem) {
  const auto path = std::filesystem::temp_directory_path() / "demarche_read_gam_test.gam";
  std::ofstream(path) << "1 2\nx y";

  EXPECT_THAT([&] { (void)read_gam(path); },
              ThrowsMessage<InvalidArgument>(HasSubstr("test.gam:2:3: expected")));
  write_gam(testing::random_game({2, 2}, 1), path);
  EXPECT_EQ(read_gam(path).num_players(), 2U);
  std::filesystem::remove(path);
  EXPECT_THROW((void)read_gam(path), IoError);
  EXPECT_THAT([] { write_gam(NormalFormGame({1}), "/no/such/folder/a.gam"); },
              ThrowsMessage<IoError>(StartsWith("/no/such/folder/a.gam: ")));
}

}  // namespace
}  // namespace demarche
