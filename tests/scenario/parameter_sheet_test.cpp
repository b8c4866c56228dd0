// SPDX-License-Identifier: MIT
#include "demarche/scenario/parameter_sheet.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/csv.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/load.hpp"
#include "demarche/scenario/save.hpp"

namespace demarche {
namespace {

using google::protobuf::util::MessageDifferencer;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

/// A scenario with a parameter of every family, and two with experts.
constexpr auto kAll = R"(id: "s" sources { document: "none" }
documents { id: "brief" name: "Brief" citation: "b" }
documents { id: "memo" name: "Memo" citation: "m" }
actors { id: "a" levers { id: "act" levels { id: "no" } levels { id: "yes" } }
  payoff { id: "p" value: "x0 * a.act" } }
parameters { id: "x0" name: "A \"name\", with commas" unit: "EUR" rationale: " two; spaces "
  sources { document: "brief" } sources { document: "memo" paragraphs: "P1, a" paragraphs: "P2" }
  distribution { constant { value: 0.1 } } }
parameters { id: "x1" distribution { uniform { low: 0 high: 0.30000000000000004 } } }
parameters { id: "x2" distribution { triangular { low: -1 mode: 0 high: 1e300 } } }
parameters { id: "x3" distribution { pert { low: 1 mode: 2 high: 4 shape: 6 } truncate_high: 3.5 } }
parameters { id: "x4" distribution { normal { mean: 0 standard_deviation: 1 } widen: 2.5 truncate_low: -3 } }
parameters { id: "x5" distribution { lognormal { median: 2 log_standard_deviation: 0.5 } } }
parameters { id: "x6" distribution { beta { alpha: 2 beta: 3 high: 5 } } }
parameters { id: "x7" distribution { gamma { shape: 2 scale: 3 } } }
parameters { id: "x8" distribution { exponential { rate: 0.25 } } }
parameters { id: "x9" distribution { student_t { degrees_of_freedom: 4 location: 0 } } }
parameters { id: "x10" distribution { bernoulli { probability: 0.7 } } }
parameters { id: "x11" distribution { discrete { values: [0, 1.5, -2] weights: [1, 0, 2.5] } } }
parameters { id: "x12" distribution { empirical { sample: [3, 1, 4, 1, 5] } } }
parameters { id: "x13" distribution { quantiles {
    at { p: 0.025 value: 1 } at { p: 0.3333333333333333 value: 2 } at { p: 0.999 value: 9 } family: "metalog" } } }
parameters { id: "x14" distribution { interval { low: 1 high: 10 family: "lognormal" probability: 0.8 } } }
parameters { id: "x15" rationale: "Two views."
  experts { id: "anna" weight: 2 distribution { uniform { low: 0 high: 1 } } rationale: "Loyal." }
  experts { id: "ben" weight: 1 distribution { quantiles { at { p: 0.05 value: 0.5 } at { p: 0.5 value: 1 }
    at { p: 0.95 value: 4 } low: 0 family: "jqpd" } } sources { document: "memo" } } }
parameters { id: "x16" pool: "independent"
  experts { id: "carla" distribution { uniform { low: 0 high: 1 } } }
  experts { id: "anna" distribution { uniform { low: 1 high: 2 } } } }
)";

/// A scenario with two parameters and two experts of a third.
constexpr auto kSmall = R"(id: "s" sources { document: "none" }
actors { id: "a" levers { id: "act" levels { id: "no" } levels { id: "yes" } }
  payoff { id: "p" value: "(prize + cost + loss) * a.act" } }
parameters { id: "prize" name: "Prize" rationale: "r" distribution { uniform { low: 0 high: 1 } } }
parameters { id: "cost" name: "Cost" rationale: "r" distribution { constant { value: 2 } } }
parameters { id: "loss" name: "Loss" rationale: "r"
  experts { id: "anna" distribution { uniform { low: 0 high: 1 } } }
  experts { id: "ben" distribution { uniform { low: 1 high: 2 } } } }
)";

v1::Scenario scenario(const char* text) {
  return parse_scenario(text, "s.txtpb").value().scenario;
}

/// What comes of a sheet that is applied to the small scenario.
v1::Scenario with_sheet(const std::string& sheet) {
  return apply_parameter_csv(scenario(kSmall), sheet, "sheet.csv").value().scenario;
}

/// What is wrong with a sheet for the small scenario.
std::vector<std::string> problems(const std::string& sheet) {
  std::vector<std::string> texts;
  for (const Problem& problem :
       apply_parameter_csv(scenario(kSmall), sheet, "sheet.csv").problems) {
    texts.push_back(problem.to_string());
  }
  return texts;
}

TEST(ParameterSheet, GivesBackEveryFamilyToTheBit) {
  const v1::Scenario before = scenario(kAll);
  const SheetCells cells = parameter_sheet(before);

  const CompiledScenario from_text =
      apply_parameter_csv(before, "\xEF\xBB\xBF" + sheet_csv(cells), "s.csv");
  const CompiledScenario from_cells = apply_parameter_sheet(before, cells, "s.xlsx");

  ASSERT_TRUE(from_text.model) << from_text.problems.front().to_string();
  ASSERT_TRUE(from_cells.model);
  EXPECT_EQ(format_scenario(from_text.model->scenario), format_scenario(before));
  EXPECT_EQ(from_cells.model->digest, from_text.model->digest);
  EXPECT_EQ(from_text.model->digest, parse_scenario(kAll, "s.txtpb").value().digest);
}

/// Nothing of what the sheet says may come from the scenario that it is applied to.
TEST(ParameterSheet, StatesAllOfEveryDistribution) {
  const v1::Scenario before = scenario(kAll);
  v1::Scenario emptied = before;
  for (v1::Parameter& parameter : *emptied.mutable_parameters()) {
    if (parameter.experts().empty() && parameter.id() != "expert") {
      parameter.mutable_distribution()->Clear();
      parameter.mutable_distribution()->mutable_constant()->set_value(7);
    }
    for (v1::Expert& expert : *parameter.mutable_experts()) {
      expert.mutable_distribution()->mutable_constant()->set_value(7);
    }
  }

  const CompiledScenario after = apply_parameter_sheet(emptied, parameter_sheet(before), "s.csv");

  EXPECT_EQ(format_scenario(after.value().scenario), format_scenario(before));
}

TEST(ParameterSheet, HasARowForEachParameterAndExpert) {
  EXPECT_EQ(sheet_csv(parameter_sheet(scenario(kSmall))),
            "id,name,unit,expert,weight,family,low,p05,p50,p95,high,value,document,paragraph,"
            "rationale\n"
            "prize,Prize,,,,uniform,0,,,,1,,,,r\n"
            "cost,Cost,,,,constant,,,,,,2,,,r\n"
            "loss,Loss,,,,,,,,,,,,,r\n"
            "loss,Loss,,anna,,uniform,0,,,,1,,,,\n"
            "loss,Loss,,ben,,uniform,1,,,,2,,,,\n");
}

TEST(ParameterSheet, AsksExperts) {
  EXPECT_EQ(sheet_csv(parameter_sheet(scenario(kSmall), {.experts = {"carla", "ben"}})),
            "id,name,unit,expert,weight,family,low,p05,p50,p95,high,document,paragraph,rationale\n"
            "prize,Prize,,carla,,metalog,,,,,,,,\n"
            "prize,Prize,,ben,,metalog,,,,,,,,\n"
            "cost,Cost,,carla,,metalog,,,,,,,,\n"
            "cost,Cost,,ben,,metalog,,,,,,,,\n"
            "loss,Loss,,carla,,metalog,,,,,,,,\n"
            "loss,Loss,,ben,,uniform,1,,,,2,,,\n");
  EXPECT_THAT([] { (void)parameter_sheet(scenario(kSmall), {.experts = {"Dr Who"}}); },
              ThrowsMessage<InvalidArgument>(HasSubstr("'Dr Who' is no id")));
  EXPECT_THAT(
      [] {
        (void)parameter_sheet(scenario(kSmall), {.experts = {"ben", "ben"}});
      },
      ThrowsMessage<InvalidArgument>(HasSubstr("'ben' is there twice")));
}

TEST(ParameterSheet, ReadsColumnsInAnyOrderAndKeepsWhatIsBlank) {
  const v1::Scenario after = with_sheet(
      "P95;notes;Family;p5;ID;P50;name;low\r\n4;mine;JQPD;0.5;cost;1;\"The; cost\";0\r\n\r\n");

  const v1::Parameter& cost = after.parameters(1);
  EXPECT_EQ(cost.name(), "The; cost");
  EXPECT_EQ(cost.rationale(), "r");
  ASSERT_EQ(cost.distribution().quantiles().at_size(), 3);
  EXPECT_EQ(cost.distribution().quantiles().at(0).p(), 0.05);
  EXPECT_EQ(cost.distribution().quantiles().at(2).value(), 4.0);
  EXPECT_EQ(cost.distribution().quantiles().family(), "jqpd");
  EXPECT_EQ(cost.distribution().quantiles().low(), 0.0);
  EXPECT_FALSE(cost.distribution().quantiles().has_high());
  EXPECT_TRUE(MessageDifferencer::Equals(after.parameters(0), scenario(kSmall).parameters(0)));
}

TEST(ParameterSheet, TakesExpertsUpAndWhichOneIsRightFollows) {
  const v1::Scenario after = with_sheet(
      "id,expert,weight,family,low,high,document,rationale\nloss,ben,1,,,,none,Saw it.\n"
      "loss,anna,3,uniform,5,6,,\nloss,carla,2,uniform,7,8,,\n");

  const v1::Parameter& loss = after.parameters(2);
  ASSERT_EQ(loss.experts_size(), 3);
  EXPECT_EQ(loss.experts(0).distribution().uniform().low(), 5.0);
  EXPECT_EQ(loss.experts(1).distribution().uniform().low(), 1.0);
  EXPECT_EQ(loss.experts(1).rationale(), "Saw it.");
  EXPECT_EQ(loss.experts(1).sources(0).document(), "none");
  EXPECT_EQ(loss.experts(2).id(), "carla");
  const v1::Discrete& right = after.parameters(3).distribution().discrete();
  EXPECT_THAT(right.values(), ElementsAre(0.0, 1.0, 2.0));
  EXPECT_THAT(right.weights(), ElementsAre(3.0, 1.0, 2.0));
}

/// A scenario that was written, and got another parameter later, has it in the middle.
TEST(ParameterSheet, LeavesTheParameterThatTellsWhoIsRightWhereItIs) {
  v1::Scenario before = scenario(kSmall);
  before.mutable_parameters()->SwapElements(0, 3);  // expert, cost, loss, prize
  ASSERT_EQ(before.parameters(0).id(), "expert");

  const auto same = apply_parameter_sheet(before, parameter_sheet(before), "s.csv");
  const auto more =
      apply_parameter_csv(before, "id,expert,family,value\nloss,carla,constant,2\n", "s.csv");
  const auto none = apply_parameter_csv(
      before, "id,family,value,low,high\nloss,constant,2\nprize,uniform,,1,0\n", "s");

  EXPECT_EQ(format_scenario(same.value().scenario), format_scenario(before));
  EXPECT_EQ(more.value().scenario.parameters(0).distribution().discrete().values_size(), 3);
  ASSERT_EQ(none.problems.size(), 1);
  EXPECT_EQ(none.problems[0].to_string(),
            "s:3:7: parameter prize, distribution: low must be below high, got 1 and 0");
}

TEST(ParameterSheet, GivesAParameterADistributionInThePlaceOfExperts) {
  const v1::Scenario after = with_sheet("id,family,value\nloss,constant,-3\n");

  ASSERT_EQ(after.parameters_size(), 3);  // Nobody is left of whom one could be right.
  EXPECT_EQ(after.parameters(2).experts_size(), 0);
  EXPECT_EQ(after.parameters(2).distribution().constant().value(), -3.0);
}

TEST(ParameterSheet, ReportsEveryProblemWithItsPlace) {
  EXPECT_THAT(
      problems("id,expert,weight,family,low,mode,p05,p50,high,value,sample\n"
               "prise,,,uniform,0,,,,1,,\n"
               "prize,,,unifrom,0,,,,1,,\n"
               "cost,,,constant,,,,,,\"2,5\",\n"
               "loss,anna,x,uniform,0,1,,,,,\n"
               "loss,Ben,,uniform,a,,,,1,,\n"
               "prize,,,uniform,0,,,,1,,\n"
               ",,,uniform,0,,,,1,,\n"),
      ElementsAre(
          "sheet.csv:2:1: there is no parameter 'prise'; did you mean 'prize'?",
          "sheet.csv:3:9: parameter prize: there is no family 'unifrom'; did you mean 'uniform'?",
          "sheet.csv:4:22: parameter cost: '2,5' is no number; numbers have a decimal point: 2.5",
          "sheet.csv:5:11: parameter loss, expert anna: 'x' is no number",
          "sheet.csv:5:13: parameter loss, expert anna: the family uniform needs a number for "
          "'high'",
          "sheet.csv:5:23: parameter loss, expert anna: the family uniform has no 'mode', only "
          "low, high",
          "sheet.csv:6:6: parameter loss, expert Ben, id: 'Ben' is no id: a small letter, then "
          "small "
          "letters, digits and _",
          "sheet.csv:6:19: parameter loss, expert Ben: 'a' is no number",
          "sheet.csv:7:1: parameter prize: line 3 has this row already",
          "sheet.csv:8:1: this row has no id of a parameter"));
}

TEST(ParameterSheet, ReportsWhatTheScenarioThenHas) {
  EXPECT_THAT(
      problems("id,family,p05,p50,p95,low,high,document\nprize,uniform,,,,1,0,\n"
               "cost,metalog,1,2,100,,,brief\n"),
      ElementsAre(HasSubstr("sheet.csv:2:7: parameter prize, distribution: low must be below high"),
                  HasSubstr("sheet.csv:3:6: parameter cost, distribution: "),
                  HasSubstr("sheet.csv:3:24: parameter cost, source 1, document: ")));
}

TEST(ParameterSheet, SaysHowNumbersAreWritten) {
  EXPECT_THAT(
      problems("id,family,value\nprize,constant,\"1,500\"\ncost,constant,70 %\n"),
      ElementsAre("sheet.csv:2:16: parameter prize: '1,500' is no number; write 1500 or 1.500",
                  "sheet.csv:3:15: parameter cost: '70 %' is no number; write 0.7 or 70"));
  EXPECT_THAT(problems("id,family,value\nprize,constant,\"1,500,000\"\ncost,constant,2026-01-05\n"),
              ElementsAre(EndsWith("'1,500,000' is no number; write 1500000"),
                          EndsWith("'2026-01-05' is no number")));
}

/// The expert whose numbers cannot be read is one all the same.
TEST(ParameterSheet, LeavesOutConsequences) {
  EXPECT_THAT(
      problems("id,expert,family,low,high\nprize,anna,uniform,0,1\nprize,ben,uniform,0,x\n"),
      ElementsAre("sheet.csv:3:21: parameter prize, expert ben: 'x' is no number"));
  EXPECT_THAT(problems("id,expert,family,low,high\nprize,anna,uniform,0,1\n"),
              ElementsAre(HasSubstr("parameter loss: one expert is right about all parameters")));
}

TEST(ParameterSheet, RefusesWhatDoesNotGoTogether) {
  EXPECT_THAT(
      problems("id,expert,weight,family,p05,p95,mean,value,low,high\n"
               "prize,,,normal,0,1,2,,,\n"
               "prize,anna,,,,,,3,,\n"
               "cost,,2,jqpd,,,,,0,1\n"),
      ElementsAre(
          HasSubstr("parameter loss: one expert is right about all parameters"),
          "sheet.csv:2:20: parameter prize: a family with quantiles has no 'mean', only "
          "low, high",
          "sheet.csv:3:1: parameter prize, expert anna: line 2 gives this parameter numbers "
          "without an expert; give one or the other",
          "sheet.csv:3:17: parameter prize, expert anna: this row has numbers and no family",
          "sheet.csv:4:7: parameter cost: a weight is an expert's, and this row names none",
          "sheet.csv:4:9: parameter cost: 'jqpd' needs quantiles, in columns such as p05, "
          "p50 and p95"));
  EXPECT_THAT(problems("id,name,document,paragraph\nloss,Loss,,\nloss,Harm,none,P1; P2\n"),
              ElementsAre(HasSubstr("line 2 has this row already")));
  EXPECT_THAT(
      problems("id,expert,name,document,paragraph\nloss,anna,Loss,,\nloss,ben,Harm,none,P1; P2\n"),
      ElementsAre(HasSubstr("2:1: warning: "),
                  HasSubstr("3:1: warning: "),
                  "sheet.csv:3:10: parameter loss, expert ben: the name is 'Harm' here and 'Loss' "
                  "in line 2",
                  HasSubstr("3:20: parameter loss, expert ben: there are paragraphs of more "
                            "documents than")));
}

TEST(ParameterSheet, ReportsTheFileAsAWhole) {
  EXPECT_THAT(problems(""), ElementsAre(HasSubstr("1:1: a sheet of parameters has a line of")));
  EXPECT_THAT(
      problems("name,family\n"),
      ElementsAre("sheet.csv:1:1: no column is headed 'id'; the headings are name, family"));
  EXPECT_THAT(problems("id,p05,P5\n"), ElementsAre("sheet.csv:1:8: two columns are headed 'p05'"));
  EXPECT_THAT(problems(std::string("\xFF\xFE"
                                   "i\0d\0",
                                   6)),
              ElementsAre("sheet.csv:1:1: the file is UTF-16; save it as UTF-8"));
  EXPECT_THAT(problems("id,name\nloss,a,b\n"),
              ElementsAre("sheet.csv:2:8: this cell has no heading above it"));
  EXPECT_THAT(problems("id,name\nloss,\"a\n"),
              ElementsAre("sheet.csv:2:6: this quote is not closed"));
}

TEST(ParameterSheet, WarnsOfBlankRowsAndCloseHeadings) {
  const CompiledScenario applied = apply_parameter_csv(
      scenario(kSmall), "id,expert,famly,p05\nprize,anna,metalog,\nloss,,,\nloss,ben,,\n", "s.csv");

  ASSERT_TRUE(applied.model);
  std::vector<std::string> texts;
  for (const Problem& problem : applied.problems) {
    EXPECT_EQ(problem.severity, Severity::warning);
    texts.push_back(problem.to_string());
  }
  EXPECT_THAT(
      texts,
      ElementsAre("s.csv:1:11: warning: the column 'famly' is not read; did you mean 'family'?",
                  "s.csv:2:1: warning: parameter prize, expert anna: this row has no numbers; what "
                  "the expert says stays as it is",
                  "s.csv:4:1: warning: parameter loss, expert ben: this row has no numbers; what "
                  "the expert says stays as it is"));
  EXPECT_EQ(applied.problems.back().rule, "blank");
  EXPECT_EQ(format_scenario(applied.model->scenario), format_scenario(scenario(kSmall)));
}

TEST(ParameterSheet, ReadsSourcesOfSeveralDocuments) {
  v1::Scenario before = scenario(kAll);
  const CompiledScenario applied = apply_parameter_csv(
      before, "id,document,paragraph\nx0,memo; brief,\"P3, P4; ch. 2\"\nx1,brief,\n", "s.csv");

  const v1::Parameter& x0 = applied.value().scenario.parameters(0);
  ASSERT_EQ(x0.sources_size(), 2);
  EXPECT_THAT(x0.sources(0).paragraphs(), ElementsAre("P3", "P4"));
  EXPECT_EQ(x0.sources(1).document(), "brief");
  EXPECT_THAT(x0.sources(1).paragraphs(), ElementsAre("ch. 2"));
  EXPECT_THAT(applied.model->scenario.parameters(1).sources(0).paragraphs(), IsEmpty());
}

TEST(ParameterSheet, RefusesAFileThatIsNotThere) {
  EXPECT_THROW((void)read_parameter_csv(scenario(kSmall), "/nowhere/sheet.csv"), IoError);
}

}  // namespace
}  // namespace demarche
