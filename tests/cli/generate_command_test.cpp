// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>

#include "demarche/game/families.hpp"
#include "demarche/game/nfg_format.hpp"
#include "support/program.hpp"

namespace demarche {
namespace {

using testing::contents;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Program;

TEST_F(Program, GeneratesTheGamesOfTheLibrary) {
  const std::string file = (folder_ / "game.nfg").string();
  const auto expected = format_nfg(generate_game(
      "covariant", {.num_strategies = {2, 2, 2}, .correlation = -0.25}, 18446744073709551615U));

  const auto printed =
      run("generate covariant --strategies 2 --players 3 --rho -0.25 --seed 18446744073709551615");
  const auto written = run(
      "generate --strategies 2,2,2 covariant --rho -0.25 --seed 18446744073709551615 --output " +
      file);

  EXPECT_EQ(printed.code, 0) << printed.err;
  EXPECT_EQ(printed.out, expected);
  EXPECT_EQ(written.code, 0) << written.err;
  EXPECT_THAT(written.out, IsEmpty());
  EXPECT_EQ(contents(file), expected);
}

TEST_F(Program, PassesEveryOptionToItsFamily) {
  const auto generates =
      [&](const std::string& arguments, const char* family, const FamilyOptions& options) {
        const auto outcome = run("generate " + arguments);
        EXPECT_EQ(outcome.out, format_nfg(generate_game(family, options))) << outcome.err;
      };
  generates("integer --most 7", "integer", {.most = 7});
  generates("uniform --players 3", "uniform", {.num_strategies = {3, 3, 3}});
  generates("congestion --facilities 6 --symmetric",
            "congestion",
            {.num_facilities = 6, .is_symmetric = true});
  generates("sgc --size 3", "sgc", {.size = 3});
  generates("travellers-dilemma --strategies 4,4 --lowest 80 --reward 5",
            "travellers-dilemma",
            {.num_strategies = {4, 4}, .lowest_claim = 80.0, .reward = 5.0});
  generates(
      "blotto --soldiers 3 --battlefields 2", "blotto", {.num_soldiers = 3, .num_battlefields = 2});
}

TEST_F(Program, ListsTheFamiliesInTheHelp) {
  const auto help = run("generate --help").out;

  for (const GameFamily& family : game_families()) {
    EXPECT_THAT(help, HasSubstr(std::string(family.name)));
    EXPECT_THAT(help, HasSubstr(std::string(family.summary)));
  }
}

TEST_F(Program, GeneratesSeveralGamesIntoAFolder) {
  const auto folder = folder_ / "new" / "games";

  const auto outcome =
      run("generate integer --strategies 2,3 --seed 9 --count 3 --output " + folder.string());

  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, IsEmpty());
  for (const int seed : {9, 10, 11}) {
    EXPECT_EQ(contents((folder / ("integer_" + std::to_string(seed) + ".nfg")).string()),
              run("generate integer --strategies 2,3 --seed " + std::to_string(seed)).out);
  }
  const std::filesystem::directory_iterator files(folder);
  EXPECT_EQ(std::distance(begin(files), end(files)), 3);
}

TEST_F(Program, TellsWhatIsWrongWithACount) {
  const std::string file = (folder_ / "file").string();
  EXPECT_EQ(run("generate uniform --output " + file).code, 0);

  EXPECT_THAT(run("generate uniform --count 2").err, HasSubstr("--count needs --output"));
  EXPECT_THAT(run("generate uniform --count 0 --output " + file).err,
              HasSubstr("--count must be at least 1, got 0"));
  EXPECT_THAT(run("generate sgc --count 2 --output " + file).err,
              HasSubstr("sgc has nothing random"));
  EXPECT_THAT(run("generate uniform --seed 18446744073709551615 --count 2 --output " + file).err,
              HasSubstr("fewer than 2 seeds"));
  EXPECT_THAT(run("generate uniform --count 2 --output " + file).err,
              HasSubstr("cannot make the folder"));
}

TEST_F(Program, TellsWhatIsWrongWithAFamily) {
  const auto several = run("generate zero-sum --strategies 2,0,2 --players 2 --rho 0.5 --size 3");

  EXPECT_EQ(several.code, 1);
  EXPECT_THAT(several.out, IsEmpty());
  EXPECT_THAT(several.err, HasSubstr("zero-sum does not take --rho; it takes --strategies\n"));
  EXPECT_THAT(several.err, HasSubstr("zero-sum does not take --size"));
  EXPECT_THAT(several.err, HasSubstr("--players is 2, but --strategies has 3 numbers"));
  EXPECT_THAT(several.err, HasSubstr("strategies must be at least 1, got 0"));
  EXPECT_THAT(several.err, HasSubstr("must be of 2 players, got 3"));
  EXPECT_THAT(run("generate zero-sim").err, HasSubstr("did you mean 'zero-sum'?"));
  EXPECT_THAT(run("generate blotto --players 2").err, HasSubstr("does not take --players"));
  EXPECT_THAT(run("generate uniform --players 1000000000").err, HasSubstr("must be in [1, 27]"));
  EXPECT_EQ(run("generate uniform --output /no/such/folder/x.nfg").code, 1);
  EXPECT_EQ(run("generate").code, 2);
}

}  // namespace
}  // namespace demarche
