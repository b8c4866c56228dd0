// SPDX-License-Identifier: MIT
// `demarche parameters`, run as a user would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "support/program.hpp"

namespace demarche {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

using testing::Program;

TEST_F(Program, ExportsAndImportsParameters) {
  const std::string sheet = (folder_ / "sheet.csv").string();
  const std::string same = (folder_ / "same.txtpb").string();

  const auto exported = run("parameters export outreach --out '" + sheet + "'");
  const auto imported = run("parameters import outreach '" + sheet + "' --out '" + same + "'");
  const auto difference = run("compare outreach '" + same + "' --draws 100");

  EXPECT_EQ(exported.code, 0) << exported.err;
  EXPECT_EQ(exported.out, "");
  EXPECT_THAT(testing::contents(sheet), StartsWith("\xEF\xBB\xBFid,name,unit,expert,weight,"));
  EXPECT_EQ(imported.code, 0) << imported.err;
  EXPECT_THAT(imported.out, StartsWith("0 of "));
  EXPECT_EQ(imported.err, "");
  EXPECT_THAT(difference.out, HasSubstr("no input that a number depends on"));
}

TEST_F(Program, TellsWhatASheetChangesBeforeItIsWritten) {
  const auto printed = run("parameters export chicken");
  const std::string sheet = write("sheet.csv",
                                  "id,family,low,p05,p50,p95\nresolve,jqpd,0,0.5,1,4\n"
                                  "prize,,,,,\n");
  const std::string made = (folder_ / "new.txtpb").string();

  const auto told = run("parameters import chicken '" + sheet + "'");
  const auto written = run("parameters import chicken - --out '" + made + "' < '" + sheet + "'");
  const auto described = run("describe '" + made + "' --for resolve");

  EXPECT_THAT(printed.out, StartsWith("id,name,unit,expert,weight,family,low,mode,p05,"));
  EXPECT_EQ(told.code, 0);
  EXPECT_THAT(
      told.out,
      StartsWith("1 of 4 parameters changed:\n  resolve\n    was uniform low 0.5, high 1.5"));
  EXPECT_THAT(told.out, HasSubstr("\n    is jqpd with 0.5 at 5 %, 1 at 50 %, 4 at 95 %, low 0"));
  EXPECT_THAT(told.err,
              EndsWith("sheet.csv:3:1: warning: parameter prize: this row has no numbers; the "
                       "parameter stays as it is\n"));
  EXPECT_EQ(written.out, told.out);
  EXPECT_THAT(described.out, HasSubstr("jqpd with 0.5 at 5 %"));
}

TEST_F(Program, ReportsEveryProblemOfASheet) {
  const std::string sheet =
      write("sheet.csv", "id,family,low,high\nprise,uniform,0,1\nprize,uniform,0;5,x\n");
  const std::string made = (folder_ / "new.txtpb").string();

  const auto outcome = run("parameters import chicken '" + sheet + "' --out '" + made + "'");

  EXPECT_EQ(outcome.code, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err,
              HasSubstr("sheet.csv:2:1: there is no parameter 'prise'; did you mean 'prize'?\n"));
  EXPECT_THAT(outcome.err, HasSubstr("sheet.csv:3:15: parameter prize: '0;5' is no number\n"));
  EXPECT_THAT(outcome.err, EndsWith("'x' is no number\n3 problems\n"));
  EXPECT_FALSE(std::filesystem::exists(made));
}

/// The program wrote comma-separated values under any name, which Excel refuses to open.
TEST_F(Program, RefusesSheetsInFormatsOfSpreadsheetPrograms) {
  const std::string sheet = (folder_ / "sheet.xlsx").string();

  const auto exported = run("parameters export chicken --out '" + sheet + "'");
  const auto imported = run("parameters import chicken answers.XLSX");

  EXPECT_EQ(exported.code, 1);
  EXPECT_THAT(exported.err, HasSubstr("sheet.xlsx: a sheet is a .csv file here"));
  EXPECT_FALSE(std::filesystem::exists(sheet));
  EXPECT_THAT(imported.err, HasSubstr("answers.XLSX: a sheet is a .csv file here"));
}

TEST_F(Program, RefusesArgumentsOfTheOtherAction) {
  EXPECT_THAT(run("parameters import chicken").err, HasSubstr("import needs a sheet"));
  EXPECT_THAT(run("parameters export chicken a.csv").err, HasSubstr("did you mean --out a.csv?"));
  EXPECT_THAT(run("parameters import chicken a.csv --expert anna").err,
              HasSubstr("--expert is for export"));
  EXPECT_EQ(run("parameters exprt chicken").code, 2);
  EXPECT_THAT(run("parameters export chicken --expert anna").out,
              HasSubstr("\nprize,Worth of the prize,,anna,,metalog,"));
}

}  // namespace
}  // namespace demarche
