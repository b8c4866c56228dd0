// SPDX-License-Identifier: MIT
#include "demarche/report/matrix_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "demarche/scenario/compile.hpp"
#include "demarche/simulate/mean_draw.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

/// Chicken with a prize of 1.25 that South values as North does, and one equilibrium in which
/// North stands.
Draw chicken_draw(const Model& model) {
  Draw draw = replay_draw(model, {.concept_name = "nash", .seed = 7}, 12);
  draw.parameters = {1.25, 1.0, 3.5, 2.5};
  draw.weights = {1.0};
  draw.probabilities = {{0.0, 1.0, 1.0, 0.0}};
  return draw;
}

TEST(MatrixReport, AlignsPayoffsAndMarksBestResponses) {
  const Model model = testing::bundled("chicken");
  const Draw draw = chicken_draw(model);

  const std::string text = matrix_text(model, draw, payoff_matrix(model, draw));

  EXPECT_THAT(text, StartsWith("A crisis between two capitals, draw 12, concept nash\n"));
  EXPECT_THAT(text, HasSubstr("Rows: north, 2 strategies (north.stance)\n"));
  EXPECT_THAT(text,
              HasSubstr("         played            yield            stand\n"
                        "played                   100.0 %            0.0 %\n"
                        "yield     0.0 %       0      0    [-1.25*  1.25*]\n"
                        "stand   100.0 %  [ 1.25* -1.25*]    -3.5   -2.5\n"));
  EXPECT_THAT(text, HasSubstr("2 cells have two best responses: pure equilibria of the two"));
  EXPECT_THAT(text, HasSubstr("  north: yield; south: stand\n  north: stand; south: yield\n"));
  EXPECT_THAT(text, Not(HasSubstr("Others")));
}

/// North's war costs what yielding does: a tie of its best responses if South stands.
TEST(MatrixReport, TellsTiesFromSingleBestResponses) {
  const Model model = testing::bundled("chicken");
  Draw draw = chicken_draw(model);
  draw.parameters[2] = 1.25;

  const std::string text = matrix_text(model, draw, payoff_matrix(model, draw));

  EXPECT_THAT(text, HasSubstr("[-1.25=  1.25*]"));
  EXPECT_THAT(text, HasSubstr("-1.25=  -2.5"));
}

TEST(MatrixReport, SaysWhatOthersDo) {
  const Model model = testing::bundled("outreach");
  const Draw draw = mean_draw(model, {.seed = 1, .concept_options = {}});

  const std::string mixed = matrix_text(model, draw, payoff_matrix(model, draw));
  const std::string held =
      matrix_text(model, draw, payoff_matrix(model, draw, {.profile = "cee.cooperation = revive"}));

  EXPECT_THAT(mixed, StartsWith("China's outreach to Europe, every parameter at its mean"));
  EXPECT_THAT(mixed, HasSubstr("  cee: mixes 2 strategies: decline (70.3 %); revive (29.7 %)\n"));
  EXPECT_THAT(mixed, HasSubstr("Payoffs are expectations over what the others mix."));
  EXPECT_THAT(held, HasSubstr("  cee: revive (held)\n"));
  EXPECT_THAT(held, Not(HasSubstr("expectations")));
}

TEST(MatrixReport, FitsTheWidthAndCutsWhatIsLong) {
  const Model model = testing::bundled("great_reversal");
  const Draw draw = replay_draw(model, {.seed = 1}, 42);
  const PayoffMatrix matrix = payoff_matrix(model, draw, {.actors = {"china", "us"}});

  const std::string text = matrix_text(model, draw, matrix, {.width = 70, .limit = 5});
  const std::string all = matrix_text(model, draw, matrix, {.limit = 0});

  EXPECT_THAT(text,
              HasSubstr("Shown are 5 of 72 rows and 5 of 108 columns, those that the solution\n"
                        "plays most; a limit of 0 shows all."));
  // The likeliest strategies are shown under their own numbers, which a list explains.
  EXPECT_THAT(text, HasSubstr("Row r37: hold, economic, strengthen, patient, stand_by\n"));
  EXPECT_THAT(text, HasSubstr("\nr37"));
  EXPECT_THAT(text, Not(HasSubstr("\nr1 ")));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(line.size(), 70U) << line;
  }
  EXPECT_THAT(all, AllOf(HasSubstr("\nr72"), HasSubstr("c108"), Not(HasSubstr("Shown are"))));
}

TEST(MatrixReport, TellsWhichMeansNoDrawHas) {
  const Model model = testing::compiled(R"text(
    id: "rain"
    actors { id: "a" levers { id: "x" levels { id: "x0" } levels { id: "x1" } }
      payoff { id: "own" value: "rain * a.x + p * b.y" } }
    actors { id: "b" levers { id: "y" levels { id: "y0" } levels { id: "y1" } }
      behaviour: "if(b.y == y1, 3, 1)" }
    parameters { id: "rain" distribution { bernoulli { probability: 0.25 } } }
    parameters { id: "p" distribution { discrete { values: 1 values: 2 values: 3 } } }
  )text");
  const Draw draw = mean_draw(model, {.concept_name = "pure"});

  const std::string text = matrix_text(model, draw, payoff_matrix(model, draw));

  EXPECT_THAT(text, HasSubstr("No draw gives rain the value of its\nmean."));
  EXPECT_THAT(text, HasSubstr("b draws its strategy from stated weights and has no payoff."));
  EXPECT_THAT(text, HasSubstr("0.25*"));
  EXPECT_THAT(text, Not(HasSubstr("two best responses:")));
}

/// Evidence gives draws their weights, and leaves the prior's means as they are.
TEST(MatrixReport, SaysWhatEvidenceMeansForTheMatrix) {
  const Model chicken = testing::bundled("chicken");
  const Model model =
      compile_changed(chicken.scenario, {.given = {"north.stance == stand"}}).value();
  const Draw draw = replay_draw(model, {.concept_name = "nash", .seed = 7}, 12);
  const Draw means = mean_draw(model, {.concept_name = "nash"});

  EXPECT_THAT(matrix_text(model, draw, payoff_matrix(model, draw)),
              HasSubstr("Given the evidence the draw has the\nweight 0.3729."));
  EXPECT_THAT(matrix_text(model, means, payoff_matrix(model, means)),
              HasSubstr("Means are those of the prior"));
}

TEST(MatrixReport, WritesARowForEachCell) {
  const Model model = testing::bundled("chicken");
  const Draw draw = chicken_draw(model);

  EXPECT_EQ(matrix_csv(model, payoff_matrix(model, draw)),
            "north.stance,south.stance,payoff_north,payoff_south,best_north,best_south,"
            "probability_north,probability_south,equilibrium\n"
            "yield,yield,0,0,0,0,0,1,0\n"
            "yield,stand,-1.25,1.25,1,1,0,0,1\n"
            "stand,yield,1.25,-1.25,1,1,1,1,1\n"
            "stand,stand,-3.5,-2.5,0,0,1,0,0\n");
}

TEST(MatrixReport, WritesJsonAndMarkdown) {
  const Model model = testing::bundled("chicken");
  const Draw draw = chicken_draw(model);
  const PayoffMatrix matrix = payoff_matrix(model, draw);

  const auto json = nlohmann::json::parse(matrix_json(model, draw, matrix));
  const std::string markdown = matrix_markdown(model, draw, matrix);

  EXPECT_EQ(json.at("draw"), 12);
  EXPECT_EQ(json.at("rows").at("actor"), "north");
  EXPECT_EQ(json.at("rows").at("payoffs"), nlohmann::json::parse("[[0.0,-1.25],[1.25,-3.5]]"));
  EXPECT_EQ(json.at("columns").at("best"), nlohmann::json::parse("[[false,true],[true,false]]"));
  EXPECT_EQ(json.at("equilibria"), nlohmann::json::parse("[[0,1],[1,0]]"));
  EXPECT_EQ(json.at("rows").at("strategies"), nlohmann::json::parse(R"([["yield"],["stand"]])"));
  EXPECT_THAT(markdown,
              HasSubstr("| | yield | stand |\n|---|---|---|\n"
                        "| yield | 0, 0 | **-1.25**, **1.25** |\n"
                        "| stand | **1.25**, **-1.25** | -3.5, -2.5 |\n"));
}

}  // namespace
}  // namespace demarche
