// SPDX-License-Identifier: MIT
// Variants of a scenario, run as a user would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "support/program.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using testing::Program;

TEST_F(Program, RunsAVariant) {
  const std::string path = (folder_ / "r.json").string();
  const auto ran = run("run outreach --variant left --draws 500 --out " + path);
  const auto what_if = run("run outreach --set us_doubt=1 --draws 500");

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("China's outreach to Europe: Washington has left\n"));
  // All but the heading and the digest.
  const auto body = [](const std::string& text) {
    const auto start = text.find("\n500 draws");
    return text.substr(start, text.find("scenario xxh128") - start);
  };
  EXPECT_EQ(body(ran.out), body(what_if.out));
  const auto shown = run("show " + path);
  EXPECT_THAT(shown.out, StartsWith("China's outreach to Europe: Washington has left\n"));
  EXPECT_THAT(shown.out, HasSubstr("Europe engages"));
  EXPECT_THAT(run("show --scenario outreach " + path).out,
              StartsWith("China's outreach to Europe: W"));
  EXPECT_THAT(run("run outreach --variant lft").err,
              HasSubstr("there is no variant 'lft'; did you mean 'left'?"));
  EXPECT_THAT(run("run chicken --variant left").err, HasSubstr("chicken has none"));
}

TEST_F(Program, RunsSeveralWidthsSideBySide) {
  const std::string path = (folder_ / "r.json").string();
  const auto ran = run("run outreach --widen 1,2.5,4.8 --set us_doubt=1 --draws 500 --out " + path);

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out,
              AllOf(StartsWith("What if us_doubt=1?\nChina's outreach to Europe\n"),
                    HasSubstr("500 draws, seed 1, 3 widths of every range under qre"),
                    HasSubstr("     as it is   2.5 as wide   4.8 as wide         apart\n")));
  const auto json = nlohmann::json::parse(testing::contents(path));
  ASSERT_EQ(json.at("results").size(), 3U);
  EXPECT_EQ(json.at("results").at(2).at("what_if").at("widen"), 4.8);
  const std::string wide = (folder_ / "w.json").string();
  ASSERT_EQ(run("run outreach --widen 4.8 --set us_doubt=1 --draws 500 --out " + wide).code, 0);
  auto alone = nlohmann::json::parse(testing::contents(wide));
  EXPECT_EQ(alone.erase("analysis"), 1U);
  EXPECT_EQ(json.at("results").at(2), alone);
  EXPECT_THAT(ran.out, StartsWith(run("show " + path).out));
  const auto csv = run("show --format csv " + path);
  EXPECT_THAT(csv.out,
              AllOf(StartsWith("widen,concept,kind,id,"),
                    HasSubstr("\n1,qre,outcome,engaged,"),
                    HasSubstr("\n4.8,qre,outcome,engaged,")));
  EXPECT_THAT(run("show --format md " + path).out,
              AllOf(HasSubstr("\nWhat if us_doubt=1?\n"), HasSubstr("\n## 2.5 as wide\n")));
}

TEST_F(Program, RefusesWidthsThatDoNotFit) {
  EXPECT_THAT(run("run outreach --widen 2,2").err, HasSubstr("--widen names a factor twice"));
  EXPECT_THAT(run("run outreach --widen 1,2 --variant all").err,
              HasSubstr("--variant all takes one factor of --widen, not several"));
  EXPECT_THAT(run("run outreach --widen 1,2 --concept qre,pure").err,
              HasSubstr("several --widen compare under one concept"));
  EXPECT_THAT(run("run outreach --widen 1,-1").err, HasSubstr("finite number above 0, got -1"));
  EXPECT_THAT(run("run outreach --widen 1,2 --behaviours pure").err,
              HasSubstr("--behaviours looks at one result"));
}

TEST_F(Program, RunsAllVariantsSideBySide) {
  const std::string path = (folder_ / "r.json").string();
  const auto ran = run("run outreach --variant all --draws 500 --out " + path);

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(
      ran.out,
      StartsWith("China's outreach to Europe\n"
                 "500 draws, seed 1, the scenario and 3 variants under qre; a draw without an "
                 "answer counts in no mean\n"
                 "  left: Washington has left\n"
                 "  full_offer: China offers all it has\n"
                 "  tariffs: Tariffs on whoever engages\n"));
  EXPECT_THAT(ran.out,
              HasSubstr("     as it is          left    full_offer       tariffs         apart\n"));
  const auto json = nlohmann::json::parse(testing::contents(path));
  ASSERT_EQ(json.at("results").size(), 4U);
  EXPECT_EQ(json.at("results").at(0).at("variant_id"), "");
  EXPECT_EQ(json.at("results").at(3).at("variant_id"), "tariffs");
  // Each is the result that a run of its own has, which is analysed besides.
  ASSERT_EQ(
      run("run outreach --variant tariffs --draws 500 --out " + (folder_ / "t.json").string()).code,
      0);
  auto alone = nlohmann::json::parse(testing::contents(folder_ / "t.json"));
  EXPECT_EQ(alone.erase("analysis"), 1U);
  EXPECT_EQ(json.at("results").at(3), alone);
  // What was printed is what is shown of the file.
  const auto shown = run("show " + path);
  EXPECT_THAT(ran.out, StartsWith(shown.out));
  const auto csv = run("show --format csv " + path);
  EXPECT_THAT(csv.out, StartsWith("variant,concept,kind,id,"));
  EXPECT_THAT(csv.out, HasSubstr("\n,qre,outcome,engaged,"));
  EXPECT_THAT(csv.out, HasSubstr("\ntariffs,qre,outcome,engaged,"));
  EXPECT_THAT(run("show --format md " + path).out, HasSubstr("\n## full_offer\n"));
}

TEST_F(Program, SaysWhatCannotBeRunSideBySide) {
  EXPECT_THAT(run("run chicken --variant all").err, HasSubstr("chicken has no variants"));
  EXPECT_THAT(run("run outreach --variant all --concept qre,pure").err, HasSubstr("one concept"));
  const auto nash = run("run outreach --variant all --concept pure --draws 100 --set us_doubt=0.5");
  EXPECT_EQ(nash.code, 0) << nash.err;
  EXPECT_THAT(nash.out, StartsWith("What if us_doubt=0.5?\n"));
  EXPECT_THAT(nash.out, HasSubstr("3 variants under pure;"));
  EXPECT_THAT(run("run outreach --variant left --log f.csv --resolves 2030-01-01").err,
              HasSubstr("--log takes no what-if"));
}

/// Each variant takes the options that its concept reads, as each of two scenarios does in
/// `compare`.
TEST_F(Program, RunsVariantsUnderSeveralConceptsWithOptionsOfOneOfThem) {
  const std::string path = write("own.txtpb", testing::bundled_text("chicken") + R"(
variants { id: "ahead" changes { defaults { solution_concept: "level-k" } } })");

  const auto ran = run("run " + path + " --variant all --level 1 --draws 500");

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(run("compare " + path + " --variant ahead --level 1 --draws 500").code, 0);
  const auto of = [](const std::string& text) {
    return text.substr(0, text.rfind("\n", text.size() - 2));
  };
  EXPECT_NE(of(ran.out), of(run("run " + path + " --variant all --level 2 --draws 500").out));
  EXPECT_THAT(run("run " + path + " --variant all --mean-level 1").err,
              HasSubstr("nash, level-k do not read --mean-level"));
  EXPECT_THAT(run("run " + path + " --variant all --concept nash --level 2").err,
              HasSubstr("nash does not read --level"));
}

/// What only a variant has stands in a row of its own.
TEST_F(Program, ShowsElementsThatOnlyAVariantHas) {
  const std::string path = write("own.txtpb", testing::bundled_text("chicken") + R"(
variants { id: "more" rationale: "r" sources { document: "none" } name: "More"
  changes { outcomes { id: "peace" name: "Peace" event: "north.stance == yield" rationale: "r" sources { document: "none" } }
            remove: "outcome war" questions { id: "q1" outcomes: "peace" } } })");

  const auto ran = run("run " + path + " --variant all --draws 100");

  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, ::testing::ContainsRegex("\n  War  *[0-9.]+ %  *-  *-\n"));
  EXPECT_THAT(ran.out, ::testing::ContainsRegex("\n  Peace  *-  *[0-9.]+ %  *-\n"));
}

TEST_F(Program, ChecksEveryVariant) {
  const std::string path = write("own.txtpb", testing::bundled_text("chicken") + R"(
variants { id: "a" name: "A" rationale: "r" sources { document: "none" } set: "prze = 1" }
variants { id: "b" name: "B" rationale: "r" sources { document: "none" } set: "prize = 1" })");

  const auto checked = run("check " + path);

  EXPECT_EQ(checked.code, 1);
  EXPECT_THAT(checked.err, HasSubstr(":62:80: variant a, set: there is no parameter 'prze'"));
  EXPECT_THAT(checked.err, HasSubstr("\n1 problem\n"));
  EXPECT_EQ(nlohmann::json::parse(run("check --json " + path).out).at("errors"), 1);
  EXPECT_EQ(run("run " + path + " --draws 100").code, 0);  // The scenario itself is fine.
  EXPECT_THAT(run("check outreach").out, HasSubstr("8 parameters, 3 variants\n"));
  EXPECT_EQ(run("check --strict outreach").code, 0);
}

TEST_F(Program, TellsAndExplainsAndComparesVariants) {
  const auto described = run("describe outreach");
  EXPECT_THAT(described.out,
              HasSubstr("\nVariants\n  left: 'Washington has left' What if us_doubt = 1?\n"));
  EXPECT_THAT(
      described.out,
      HasSubstr(
          "  tariffs: 'Tariffs on whoever engages' changes actor cee, parameter alliance_cost\n"));
  const auto variant = run("describe outreach --variant tariffs");
  EXPECT_THAT(variant.out, HasSubstr("term tariffs: -0.3 * alliance_cost"));
  EXPECT_THAT(variant.out, Not(HasSubstr("\nVariants\n")));
  EXPECT_THAT(run("explain outreach --draw 3 --variant tariffs").out, HasSubstr("Tariffs"));
  EXPECT_THAT(run("explain outreach --draw 3").out, Not(HasSubstr("Tariffs")));
  const auto compared = run("compare outreach --variant tariffs --draws 200");
  EXPECT_EQ(compared.code, 0) << compared.err;
  EXPECT_THAT(compared.out, HasSubstr("payoff term cee.tariffs\n    added"));
  EXPECT_THAT(compared.out, HasSubstr("parameter alliance_cost\n    changed distribution"));
  EXPECT_THAT(run("compare - --variant left < /dev/null").err, HasSubstr("standard input"));
}

}  // namespace
}  // namespace demarche
