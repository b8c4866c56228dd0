// SPDX-License-Identifier: MIT
// Files as users have them, in tests/data, and pipes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "support/program.hpp"

namespace demarche {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

using testing::Program;

std::string data(const std::string& name) {
  return std::string(DEMARCHE_TEST_DATA) + "/" + name;
}

TEST_F(Program, ReadsFilesWithAByteOrderMark) {
  EXPECT_EQ(run("check " + data("bom.txtpb")).code, 0);
  for (const char* name : {"bom.nfg", "bom.efg", "bom.gam"}) {
    const auto outcome = run("solve " + data(name));
    EXPECT_EQ(outcome.code, 0) << outcome.err;
  }
  EXPECT_THAT(run("check " + data("bom.json")).err, HasSubstr("the file is empty"));
}

TEST_F(Program, NamesUtf16) {
  const auto outcome = run("solve " + data("utf16.nfg"));

  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("utf16.nfg:1:1: the file is UTF-16; save it as UTF-8"));
}

TEST_F(Program, RefusesFieldsGivenTwiceOrLeftOut) {
  EXPECT_THAT(run("check " + data("duplicate_field.txtpb")).err,
              HasSubstr(":5:116: 'low' is given twice\n1 problem"));
  EXPECT_THAT(run("check " + data("missing_low.txtpb")).err,
              HasSubstr(":5:76: Uniform needs low, which has no default\n1 problem"));
}

TEST_F(Program, WarnsOfCorrelationsThatSamplesDoNotHave) {
  const auto coins = run("check " + data("bernoulli_rank.txtpb"));
  const auto repaired = run("check " + data("repair_silent.txtpb"));

  EXPECT_THAT(coins.err, HasSubstr("'p0' and 'p1' get the rank correlation 0.42 instead of 0.60"));
  EXPECT_THAT(repaired.err, HasSubstr("p0 and p1 -0.48 instead of -0.79"));
  EXPECT_EQ(coins.code, 0);
  EXPECT_EQ(repaired.code, 0);
}

TEST_F(Program, PrintsNamesWithoutControlCharacters) {
  const std::string scenario = data("esc.txtpb");
  const std::string result = (folder_ / "result.json").string();
  ASSERT_EQ(run("run --draws 100 --out " + result + " " + scenario).code, 0);
  std::vector<std::string> printed;
  for (const std::string& arguments : {"check " + scenario,
                                       "describe " + scenario,
                                       "explain --draw 1 " + scenario,
                                       "run --draws 100 " + scenario,
                                       "run --draws 100 --concept nash,pure " + scenario,
                                       "solve " + data("esc.nfg"),
                                       "show " + result,
                                       "show --format md " + result,
                                       "show --format csv " + result,
                                       std::string("check 'a\x1b[31mb'"),
                                       std::string("check '--no\x1b[31m'"),
                                       "convert " + data("esc.nfg") + " 'x\x1b[31m.txt'"}) {
    const auto outcome = run(arguments);
    printed.push_back(outcome.out + outcome.err);
  }

  EXPECT_THAT(printed, Each(Not(HasSubstr("\x1b"))));
}

TEST_F(Program, ReadsStandardInputAndPipes) {
  const std::string scenario =
      std::string(DEMARCHE_TEST_DATA) + "/../../scenarios/chicken/scenario.txtpb";
  const std::string game = std::string(DEMARCHE_TEST_DATA) + "/../../scenarios/games/chicken.nfg";

  const auto redirected = run("check - < " + scenario);
  const auto ran = run("run --draws 100 - < " + scenario);
  const auto solved = run("solve - < " + game);
  const auto converted = run("convert - " + (folder_ / "out.gam").string() + " < " + game);

  const auto shown =
      run("run chicken --draws 100 --out - 2>/dev/null | '" DEMARCHE_PROGRAM "' show -");
  const auto piped = std::system(
      ("cat " + scenario + " | '" DEMARCHE_PROGRAM "' check /dev/stdin > /dev/null").c_str());

  EXPECT_EQ(piped, 0);
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("100 draws"));
  EXPECT_EQ(redirected.code, 0) << redirected.err;
  EXPECT_THAT(redirected.out, HasSubstr("chicken: no problems"));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(solved.code, 0) << solved.err;
  EXPECT_EQ(converted.code, 0) << converted.err;
}

}  // namespace
}  // namespace demarche
