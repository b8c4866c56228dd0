// SPDX-License-Identifier: MIT
// `demarche matrix`, run as a user would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "support/program.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

using testing::Program;

TEST_F(Program, PrintsThePayoffMatrixOfADraw) {
  const auto text = run("matrix chicken --draw 7 --set prize=2 --set war_cost_north=3");
  const auto csv = run("matrix chicken --draw 7 --set prize=2 --set war_cost_north=3 --format csv");
  const auto markdown = run("matrix entry --mean --format md");

  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out, StartsWith("What if prize=2, war_cost_north=3?\n"));
  EXPECT_THAT(text.out, HasSubstr("stand   46.1 %  [ 2* -2.613*]   -3  -6.829\n"));
  EXPECT_THAT(csv.out, HasSubstr("\nyield,yield,0,0,0,0,"));
  EXPECT_THAT(csv.out, HasSubstr("\nstand,stand,-3,"));
  EXPECT_THAT(markdown.out, HasSubstr("Payoffs of incumbent (rows) and entrant (columns)"));
}

/// What `explain` says of a profile is what the matrix has there.
TEST_F(Program, AgreesWithExplainOnThePayoffsOfAProfile) {
  const std::string others = "cee.cooperation = revive";
  const auto explained =
      run("explain outreach --draw 11 --profile 'china.outreach = full, eu.stance = engage, " +
          others + "'");
  const auto matrix = run("matrix outreach --draw 11 --format json --profile '" + others + "'");

  const auto json = nlohmann::json::parse(matrix.out);
  for (const char* const side : {"rows", "columns"}) {
    const double payoff = json.at(side).at("payoffs").at(2).at(1);
    const std::string name = side == std::string("rows") ? "China" : "European Union";
    const std::string line = "Payoff of " + name + " here: ";
    const std::size_t at = explained.out.find(line);
    ASSERT_NE(at, std::string::npos);
    EXPECT_NEAR(std::stod(explained.out.substr(at + line.size())), payoff, 1e-3);
  }
  EXPECT_EQ(json.at("others").at(0).at("held"), true);
}

/// A lever that is fixed is answered by others, one that is held is not.
TEST_F(Program, SolvesAnewWhatIsFixed) {
  const auto probabilities = [&](const std::string& options) {
    const auto outcome = run("matrix outreach --mean --format json " + options);
    return nlohmann::json::parse(outcome.out).at("columns").at("probabilities");
  };

  EXPECT_EQ(probabilities("--profile 'china.outreach = full'"), probabilities(""));
  EXPECT_NE(probabilities("--fix china.outreach=full"), probabilities(""));
}

/// The columns of levers and payoffs are what a scenario's payoff table reads.
TEST_F(Program, WritesAFileForAPayoffTable) {
  (void)write("payoffs.csv", run("matrix chicken --draw 3 --format csv").out);
  std::string text = "id: \"sheet\" defaults { solution_concept: \"nash\" }\n";
  for (const std::string actor : {"north", "south"}) {
    text += "actors { id: \"" + actor +
            "\" levers { id: \"stance\" levels { id: \"yield\" } levels { id: \"stand\" } }\n"
            "  payoff_tables { id: \"t\" levers: [\"north.stance\", \"south.stance\"]\n"
            "    file: \"payoffs.csv\" column: \"payoff_" +
            actor + "\" } }\n";
  }
  const std::string sheet = write("sheet.txtpb", text);

  const auto read = run("matrix '" + sheet + "' --draw 0 --format json");
  const auto own = run("matrix chicken --draw 3 --format json");

  ASSERT_EQ(read.code, 0) << read.err;
  for (const char* const side : {"rows", "columns"}) {
    EXPECT_EQ(nlohmann::json::parse(read.out).at(side).at("payoffs"),
              nlohmann::json::parse(own.out).at(side).at("payoffs"));
  }
}

TEST_F(Program, FitsAMatrixIntoTheTerminal) {
  setenv("COLUMNS", "64", 1);
  const auto outcome = run("matrix great_reversal --draw 3 --actors china,russia --limit 4");
  unsetenv("COLUMNS");

  EXPECT_THAT(outcome.out, HasSubstr("Shown are 4 of 72 rows and 4 of 9 columns"));
  for (std::size_t at = 0; at < outcome.out.size();) {
    const std::size_t end = outcome.out.find('\n', at);
    EXPECT_LE(end - at, 64U) << outcome.out.substr(at, end - at);
    at = end + 1;
  }
}

TEST_F(Program, TellsEveryWrongNameOfAMatrix) {
  const auto outcome =
      run("matrix outreach --draw 1 --set us_dout=1 --fix cee.cooperation=revve --actors chian,eu "
          "--profile 'cee.coperation = revive'");

  EXPECT_EQ(outcome.code, 1);
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr("no parameter 'us_dout'; did you mean 'us_doubt'?"),
                    HasSubstr("no actor 'chian'; did you mean 'china'?"),
                    HasSubstr("no lever 'cee.coperation'; did you mean 'cee.cooperation'?")));
  EXPECT_THAT(run("matrix outreach --mean --fix cee.cooperation=revve --actors x,eu").err,
              AllOf(HasSubstr("'revve'; did you mean 'revive'?"), HasSubstr("no actor 'x'")));
}

TEST_F(Program, AsksWhichGameAMatrixIsOf) {
  EXPECT_THAT(run("matrix chicken").err, HasSubstr("--draw NUMBER or --mean is required"));
  EXPECT_EQ(run("matrix chicken").code, 2);
  EXPECT_THAT(run("matrix chicken --draw 1 --mean").err, HasSubstr("--draw excludes --mean"));
  EXPECT_THAT(run("matrix chicken --draw -1").err, HasSubstr("a whole number from 0 to "));
  EXPECT_THAT(run("matrix chicken --draw 1e15").err, HasSubstr("got 1e15"));
}

}  // namespace
}  // namespace demarche
