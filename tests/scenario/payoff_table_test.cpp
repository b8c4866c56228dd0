// SPDX-License-Identifier: MIT
// Payoffs given as tables, in a scenario and in a CSV file beside it.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "demarche/scenario/load.hpp"
#include "scenario/check/expansion.hpp"
#include "scenario/language/evaluate.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<Problem> errors(const CompiledScenario& compiled) {
  std::vector<Problem> found;
  for (const Problem& problem : compiled.problems) {
    if (problem.severity == Severity::error) {
      found.push_back(problem);
    }
  }
  return found;
}

auto message(const std::string& part) {
  return Field(&Problem::message, HasSubstr(part));
}

/// Two actors, of whom the first has a table with these rows.
std::string with_table(const std::string& rows, const std::string& more = "") {
  return R"(id: "s"
actors { id: "a" levers { id: "act" levels { id: "no" } levels { id: "yes" name: "Yes!" } }
  payoff_tables { id: "t" levers: ["b.size", "a.act"] )" +
         rows + R"( } }
actors { id: "b" levers { id: "size" levels { id: "s" } levels { id: "m" } levels { id: "l" } }
  payoff { id: "q" value: "b.size" } }
)" + more;
}

constexpr auto kRows = R"(
  rows { levels: ["s", "no"] value: "1" } rows { levels: ["s", "yes"] value: "-2.5" }
  rows { levels: ["m", "yes"] value: "2 * x" } rows { levels: ["m", "no"] value: "0" }
  rows { levels: ["l", "no"] value: "90 to 110" } rows { levels: ["l", "yes"] value: "100 ± 10" })";
constexpr auto kX = R"(parameters { id: "x" distribution { uniform { low: 0 high: 1 } } })";

TEST(PayoffTable, PaysWhatTheRowOfTheLevelsSays) {
  const CompiledScenario compiled = parse_scenario(with_table(kRows, kX), "s.txtpb");
  ASSERT_THAT(errors(compiled), IsEmpty());
  EXPECT_THAT(compiled.problems, testing::Not(testing::Contains(message("depends on this lever"))));
  const Symbols symbols(compiled.model->scenario);
  // Levers: a.act, b.size. Parameters: x, then those of the two ranges.
  const std::vector<double> parameters = {7, 101, 99};
  const auto payoff = [&](int act, int size) {
    const std::vector<int> levels = {act, size};
    Evaluator evaluator(symbols, parameters, levels);
    return evaluator.payoff(0);
  };
  EXPECT_EQ(payoff(0, 0), 1.0);
  EXPECT_EQ(payoff(1, 0), -2.5);
  EXPECT_EQ(payoff(0, 1), 0.0);
  EXPECT_EQ(payoff(1, 1), 14.0);
  EXPECT_EQ(payoff(0, 2), 101.0);
  EXPECT_EQ(payoff(1, 2), 99.0);
}

TEST(PayoffTable, RangesBecomeParametersOfTheirOwn) {
  const CompiledScenario compiled = parse_scenario(with_table(kRows, kX), "s.txtpb");
  ASSERT_TRUE(compiled.model);
  const v1::Scenario& scenario = compiled.model->scenario;
  ASSERT_EQ(scenario.parameters_size(), 3);
  EXPECT_EQ(scenario.parameters(1).id(), "t_l_no");
  EXPECT_EQ(scenario.parameters(2).id(), "t_l_yes");
  for (const int p : {1, 2}) {
    EXPECT_EQ(scenario.parameters(p).distribution().interval().low(), 90);
    EXPECT_EQ(scenario.parameters(p).distribution().interval().high(), 110);
  }
  // What is written out already is left as it is.
  v1::Scenario again = scenario;
  EXPECT_THAT(expand(again).problems, IsEmpty());
  EXPECT_EQ(again.SerializeAsString(), scenario.SerializeAsString());
}

TEST(PayoffTable, ReadsRangesAsPeopleWriteThem) {
  const auto is = [](const char* text, double low, double high) {
    const auto range = stated_range(text);
    return range && std::abs(range->low - low) < 1e-12 && std::abs(range->high - high) < 1e-12;
  };
  EXPECT_TRUE(is("100±10", 90, 110));
  EXPECT_TRUE(is(" -8 ± 20 ", -28, 12));
  EXPECT_TRUE(is("1e3 +- 1", 999, 1001));
  EXPECT_TRUE(is("5 +/- .5", 4.5, 5.5));
  EXPECT_TRUE(is("-3 to 4", -3, 4));
  for (const char* other : {"100", "a ± b", "x to y", "tomorrow", "3 - 4", "± 3", "5 to", ""}) {
    EXPECT_FALSE(stated_range(other)) << other;
  }
}

/// Cells that mean something else to people than to the language of expressions.
TEST(PayoffTable, RefusesValuesThatWouldBeMisread) {
  const auto refused = [](const std::string& value) {
    std::string rows = kRows;
    rows.replace(rows.find("-2.5"), 4, value);
    return errors(parse_scenario(with_table(rows, kX), "s.txtpb"));
  };
  EXPECT_THAT(refused("50-70"), ElementsAre(message("a range is written '50 to 70'")));
  EXPECT_THAT(refused("50 \u2013 70"), ElementsAre(message("a range is written '50 to 70'")));
  EXPECT_THAT(refused("(30)"), ElementsAre(message("a negative number is written -30")));
  EXPECT_THAT(refused("60 ± 10%"), ElementsAre(message("a range is two numbers")));
  EXPECT_THAT(refused("60 ± 0"), ElementsAre(message("got 60 and 60")));
  EXPECT_THAT(refused("1e308 ± 1e308"), ElementsAre(message("both are numbers")));
  EXPECT_THAT(refused("-5"), IsEmpty());
  EXPECT_THAT(refused("70 - 50"), IsEmpty());
  EXPECT_THAT(refused("2 * x +- 1"), IsEmpty());
  EXPECT_THAT(refused("1e-3"), IsEmpty());
  EXPECT_THAT(refused("x - 3"), IsEmpty());
}

/// Ids of tables are unique within an actor alone, and levels may have underscores.
TEST(PayoffTable, FindsFreeNamesForItsParameters) {
  const std::string long_id(64, 't');
  const auto actor = [](const char* id, const std::string& table) {
    return fmt::format(
        R"(actors {{ id: "{}" levers {{ id: "x" levels {{ id: "p" }} levels {{ id: "p_q" }} }}
  levers {{ id: "y" levels {{ id: "q_r" }} levels {{ id: "r" }} }}
  payoff_tables {{ id: "{}" levers: ["{}.x", "{}.y"]
    rows {{ levels: ["p", "q_r"] value: "1 to 2" }} rows {{ levels: ["p_q", "r"] value: "3 to 4" }}
    rows {{ levels: ["p", "r"] value: "0" }} rows {{ levels: ["p_q", "q_r"] value: "0" }} }} }}
)",
        id,
        table,
        id,
        id);
  };
  const auto compiled = parse_scenario(
      "id: \"s\"\n" + actor("a", "gain") + actor("b", "gain") + actor("c", long_id), "s.txtpb");

  ASSERT_THAT(errors(compiled), IsEmpty());
  std::vector<std::string> ids;
  for (const v1::Parameter& parameter : compiled.model->scenario.parameters()) {
    ids.push_back(parameter.id());
  }
  EXPECT_THAT(ids,
              ElementsAre("gain_p_q_r",
                          "a_gain_p_q_r",
                          "b_gain_p_q_r",
                          "gain_row_2",
                          long_id.substr(0, 58) + "_row_1",
                          long_id.substr(0, 58) + "_row_2"));
}

/// A parameter that stands for a cell is not in the file, so its problems are the cell's.
TEST(PayoffTable, ProblemsOfItsParametersAreThoseOfTheCell) {
  std::string text = with_table(kRows, kX);
  text.replace(text.find("id: \"t\""), 7, "id: \"T\"");
  for (const Problem& problem : errors(parse_scenario(text, "s.txtpb"))) {
    EXPECT_THAT(problem.message, HasSubstr("'T' is no id"));
    EXPECT_GT(problem.position.line, 1);
  }
}

TEST(PayoffTable, NamesWhatIsWrongWithRows) {
  const auto problems = [](const std::string& rows) {
    return errors(parse_scenario(with_table(rows), "s.txtpb"));
  };
  EXPECT_THAT(problems(R"(rows { levels: ["s", "no"] value: "1" })"),
              ElementsAre(message("5 rows are missing: m, no; l, no; s, yes; ...")));
  EXPECT_THAT(problems(R"(rows { levels: ["s", "yess"] value: "1" })"),
              ElementsAre(message("did you mean 'yes'?")));
  EXPECT_THAT(problems(R"(rows { levels: ["s"] value: "1" })"),
              ElementsAre(message("found 1 level for 2 levers")));
  EXPECT_THAT(
      problems(
          R"(rows { levels: ["s", "yes"] value: "1" } rows { levels: ["s", "yes"] value: "2" })"),
      testing::Contains(message("row 1 has the same levels")));
  EXPECT_THAT(problems(R"(rows { levels: ["s", "yes"] value: "110 to 90" })"),
              testing::Contains(message("the lower end of a range is below the upper one")));
  EXPECT_THAT(problems(R"(rows { levels: ["s", "yes"] value: "b.size" })"),
              testing::Contains(message("b.size")));
}

/// Strategies that do not exist need no rows.
TEST(PayoffTable, LeavesOutWhatNobodyCanDo) {
  std::string text = with_table(R"(
  rows { levels: ["s", "no"] value: "1" } rows { levels: ["m", "no"] value: "2" }
  rows { levels: ["l", "no"] value: "3" })");
  text.insert(text.find("payoff_tables"), R"(infeasible { id: "never" when: "a.act == yes" } )");
  EXPECT_THAT(errors(parse_scenario(text, "s.txtpb")), IsEmpty());
}

class PayoffFile : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "s.txtpb") << with_table(R"(file: "p.csv")", kX);
  }
  CompiledScenario load(const std::string& csv) {
    std::ofstream(folder_ / "p.csv") << csv;
    return load_scenario(folder_ / "s.txtpb");
  }
  std::filesystem::path folder_;
};

constexpr auto kSheet =
    "b;act;t;other\ns;no;1;9\nm;no;0;9\nl;no;90 to 110;9\n"
    "s;Yes!;-2.5;9\nm;yes;\"2 * x\";9\n\nl;yes;100 ± 10;9\n";

TEST_F(PayoffFile, IsReadAsASpreadsheetWritesIt) {
  const CompiledScenario from_file = load(std::string("\xEF\xBB\xBF") + kSheet);
  ASSERT_THAT(errors(from_file), IsEmpty());
  const CompiledScenario from_rows = parse_scenario(with_table(R"(
  rows { levels: ["s", "no"] value: "1" } rows { levels: ["m", "no"] value: "0" }
  rows { levels: ["l", "no"] value: "90 to 110" } rows { levels: ["s", "yes"] value: "-2.5" }
  rows { levels: ["m", "yes"] value: "2 * x" } rows { levels: ["l", "yes"] value: "100 ± 10" })",
                                                               kX),
                                                    "s.txtpb");
  ASSERT_TRUE(from_rows.model);
  EXPECT_EQ(from_file.model->digest, from_rows.model->digest);
}

TEST_F(PayoffFile, ProblemsHaveTheirPlaceInTheFile) {
  const auto found = errors(load("b,act,t\ns,no,1\nm,no,\nl,no,y + 1\ns,yess,3\nm,yes,2\nl\n"));
  ASSERT_EQ(found.size(), 4);
  const auto place = [&](std::size_t i) {
    return fmt::format("{}:{}:{}",
                       std::filesystem::path(found[i].file).filename().string(),
                       found[i].position.line,
                       found[i].position.column);
  };
  EXPECT_EQ(place(0), "p.csv:3:6");
  EXPECT_THAT(found[0], message("this cell has no value"));
  EXPECT_EQ(place(1), "p.csv:4:6");
  EXPECT_THAT(found[1], message("y"));
  EXPECT_EQ(place(2), "p.csv:5:8");
  EXPECT_THAT(found[2], message("did you mean 'yes'?"));
  EXPECT_EQ(place(3), "p.csv:7:1");
}

TEST_F(PayoffFile, OneFaultIsOneProblem) {
  EXPECT_THAT(errors(load("b,act,tt\ns,no,1\n")), ElementsAre(message("no column is headed 't'")));
  EXPECT_THAT(errors(load("act,t\nno,1\n")),
              ElementsAre(message("no column is headed 'b.size' or 'size' or 'b'")));
  EXPECT_THAT(errors(load("b,act,t,t\ns,no,1,2\n")),
              ElementsAre(message("two columns are headed 't'")));
  EXPECT_THAT(errors(load("b,act,t\n")), ElementsAre(message("at least one line below it")));
  std::filesystem::remove(folder_ / "p.csv");
  EXPECT_THAT(errors(load_scenario(folder_ / "s.txtpb")), ElementsAre(message("p.csv")));
  std::ofstream(folder_ / "both.txtpb")
      << with_table(R"(file: "p.csv" rows { levels: ["s", "no"] value: "1" })");
  EXPECT_THAT(errors(load_scenario(folder_ / "both.txtpb")),
              ElementsAre(message("give rows or a file")));
  EXPECT_THAT(errors(parse_scenario(with_table(std::string(R"(column: "c" )") + kRows, kX), "s")),
              ElementsAre(message("this table has none")));
  for (const char* outside : {"/dev/stdin", "../p.csv", "below/../../p.csv"}) {
    EXPECT_THAT(errors(parse_scenario(with_table(fmt::format("file: \"{}\"", outside), kX), "s")),
                ElementsAre(message("must lie in the scenario's folder or below")));
  }
  EXPECT_THAT(errors(parse_scenario(with_table(R"(file: "absent.csv")", kX), "")),
              ElementsAre(message("absent.csv")));
}

/// 10,000 cells, one lever of a hundred actors' worth of levels; the aim is less than a second on a
/// quiet machine.
TEST_F(PayoffFile, LoadsTenThousandCellsInNoTime) {
  std::string text = "id: \"s\"\n";
  const auto actor = [&](const char* id, const char* payoff) {
    text += fmt::format("actors {{ id: \"{}\" {} levers {{ id: \"x\"", id, payoff);
    for (int k = 0; k < 22; ++k) {
      text += fmt::format(" levels {{ id: \"l{}\" }}", k);
    }
    text += " } }\n";
  };
  actor("a", R"(payoff_tables { id: "t" levers: ["a.x", "b.x", "c.x"] file: "p.csv" })");
  actor("b", R"(payoff { id: "p" value: "b.x" })");
  actor("c", R"(payoff { id: "p" value: "c.x" })");
  std::ofstream(folder_ / "s.txtpb") << text;
  std::string csv = "a,b,c,t\n";
  for (int i = 0; i < 22 * 22 * 22; ++i) {
    csv += fmt::format("l{},l{},l{},{}\n", i / 484, i / 22 % 22, i % 22, i);
  }
  const auto start = std::chrono::steady_clock::now();
  const CompiledScenario compiled = load(csv);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  ASSERT_THAT(errors(compiled), IsEmpty());
  EXPECT_LT(seconds.count(), 10.0);  // Generous: tests share a machine.
  RecordProperty("milliseconds", static_cast<int>(1000 * seconds.count()));
}

}  // namespace
}  // namespace demarche
