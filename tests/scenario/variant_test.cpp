// SPDX-License-Identifier: MIT
#include "demarche/scenario/variant.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "demarche/core/error.hpp"
#include "demarche/scenario/load.hpp"
#include "demarche/scenario/what_if.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenario_texts.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using testing::errors;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Chicken with variants, in a folder of the test's own.
class Variants : public ::testing::Test {
 protected:
  Variants() : folder_(fs::temp_directory_path() / (std::string("demarche_variants_") + name())) {
    fs::create_directories(folder_);
  }
  ~Variants() override { fs::remove_all(folder_); }

  static const char* name() {
    return ::testing::UnitTest::GetInstance()->current_test_info()->name();
  }
  void write(const std::string& file, const std::string& text) const {
    std::ofstream(folder_ / file) << text;
  }
  /// What is in the file, its variants after it.
  [[nodiscard]] std::vector<CompiledScenario> all(const std::string& file) const {
    return load_with_variants(folder_ / file);
  }
  /// The errors of chicken with these variants from line 61 on, and of the variants.
  [[nodiscard]] std::vector<std::string> errors_with(const std::string& variants) const {
    write("own.txtpb", testing::bundled_text("chicken") + variants);
    std::vector<std::string> lines;
    for (const Problem& problem : distinct_problems(all("own.txtpb"))) {
      if (problem.severity == Severity::error) {
        const std::string line = problem.to_string();
        lines.push_back(line.substr(line.rfind('/', line.find(':')) + 1));
      }
    }
    return lines;
  }

  fs::path folder_;
};

constexpr auto kVariants = R"(
variants { id: "dear" name: "War is dear" rationale: "r" sources { document: "none" }
           changes { remove: "outcome north_prevails" remove: "rank correlation war_cost_north war_cost_south"
                     parameters { id: "war_cost_north" distribution { constant { value: 9 } } } } }
variants { id: "bold" rationale: "r" set: "prize = 2" set: "resolve = 1" fix: "north.stance = stand" widen: 2 }
)";

TEST_F(Variants, AreTheScenarioWithTheirChanges) {
  write("own.txtpb", testing::bundled_text("chicken") + kVariants);
  const auto loaded = all("own.txtpb");
  ASSERT_EQ(loaded.size(), 3U);
  const v1::Scenario& dear = loaded[1].value().scenario;
  EXPECT_EQ(dear.variant_id(), "dear");
  EXPECT_EQ(dear.name(), "A crisis between two capitals: War is dear");
  EXPECT_EQ(dear.outcomes_size(), 1);
  EXPECT_THAT(dear.rank_correlations(), IsEmpty());
  EXPECT_EQ(dear.parameters(2).distribution().constant().value(), 9.0);
  EXPECT_THAT(dear.variants(), IsEmpty());
  // What-ifs are those of the command line.
  v1::Scenario bold = loaded[2].value().scenario;
  EXPECT_EQ(bold.name(), "A crisis between two capitals: bold");
  v1::Scenario by_what_if =
      changed(testing::bundled("chicken").scenario,
              {.set = {"prize = 2", "resolve = 1"}, .fix = {"north.stance = stand"}, .widen = 2.0});
  by_what_if.set_variant_id("bold");
  by_what_if.set_name(bold.name());
  EXPECT_EQ(bold.SerializeAsString(), by_what_if.SerializeAsString());
}

/// So a file may get variants, and results of it stay those of the same scenario.
TEST_F(Variants, AreNoPartOfTheDigest) {
  write("own.txtpb", testing::bundled_text("chicken") + kVariants);
  const auto loaded = all("own.txtpb");
  EXPECT_EQ(loaded[0].model->digest, testing::bundled("chicken").digest);
  EXPECT_NE(loaded[1].model->digest, loaded[0].model->digest);
  EXPECT_NE(loaded[2].model->digest, loaded[0].model->digest);
}

TEST_F(Variants, AreTheSameInMemory) {
  write("own.txtpb", testing::bundled_text("chicken") + kVariants);
  const auto loaded = all("own.txtpb");
  const v1::Scenario& scenario = loaded[0].model->scenario;
  for (const char* id : {"dear", "bold"}) {
    const CompiledScenario from_file = load_variant(folder_ / "own.txtpb", id);
    const CompiledScenario compiled = compile_variant(scenario, id);
    ASSERT_TRUE(compiled.model) << errors(compiled).front();
    EXPECT_EQ(compiled.model->digest, from_file.model->digest);
    EXPECT_EQ(make_variant(scenario, id).SerializeAsString(),
              from_file.model->scenario.SerializeAsString());
  }
  EXPECT_EQ(compile_with_variants(scenario).size(), 3U);
}

/// What docs/scenario_format.md shows is what the program takes.
TEST_F(Variants, ExamplesOfThePageRun) {
  write("own.txtpb", testing::bundled_text("outreach") + testing::page_example("## Variants"));
  const auto loaded = all("own.txtpb");
  ASSERT_EQ(loaded.size(), 7U);
  for (const CompiledScenario& scenario : loaded) {
    EXPECT_TRUE(scenario.model) << errors(scenario).front();
  }
}

TEST_F(Variants, AreLoadedBesideTheScenario) {
  write("own.txtpb", testing::bundled_text("chicken") + kVariants);
  const auto loaded = load_with_named_variants(folder_ / "own.txtpb", {"bold"});
  ASSERT_EQ(loaded.size(), 2U);
  EXPECT_EQ(loaded[0].model->scenario.variant_id(), "");
  EXPECT_EQ(loaded[1].model->scenario.variant_id(), "bold");
  EXPECT_EQ(load_with_named_variants(folder_ / "own.txtpb", {}).size(), 1U);
  write("broken.txtpb", "id: 5");
  EXPECT_EQ(load_with_named_variants(folder_ / "broken.txtpb", {"bold"}).size(), 1U);
  EXPECT_EQ(load_with_variants(folder_ / "broken.txtpb").size(), 1U);
}

TEST_F(Variants, ResultsNameThem) {
  write("own.txtpb", testing::bundled_text("chicken") + kVariants);
  const Model model = load_variant(folder_ / "own.txtpb", "bold").value();
  RunSettings settings = default_settings(model.scenario);
  settings.draws = 200;
  const v1::Result result = run(model, settings);
  EXPECT_EQ(result.variant_id(), "bold");
  EXPECT_EQ(result.levers(0).levels(1).mean(), 1.0);
}

TEST_F(Variants, ThatAreUnknownAreNamedWithTheClosest) {
  write("own.txtpb", testing::bundled_text("chicken") + kVariants);
  const auto message = [](const auto& call) {
    try {
      call();
    } catch (const InvalidArgument& error) {
      return std::string(error.what());
    }
    return std::string("nothing thrown");
  };
  EXPECT_EQ(message([&] { (void)load_variant(folder_ / "own.txtpb", "bald"); }),
            "there is no variant 'bald'; did you mean 'bold'?");
  const v1::Scenario chicken = testing::bundled("chicken").scenario;
  EXPECT_EQ(message([&] { (void)make_variant(chicken, "bold"); }),
            "there is no variant 'bold'; chicken has none");
}

TEST_F(Variants, ProblemsSayOfWhichVariantAndWhere) {
  EXPECT_THAT(
      errors_with("variants { id: \"a\"\n"
                  "  changes { remove: \"parameter przie\"\n"
                  "    outcomes { id: \"war\" event: \"north.stance == stnad\" }\n"
                  "    defaults { seed: 0 } } }\n"
                  "variants { id: \"b\"\n"
                  "  set: \"prize = x\"\n"
                  "  set: \"resolve = 1\" set: \"resolve = 2\"\n"
                  "  fix: \"north.stance = stnad\"\n"
                  "  fix: \"nrth.stance = stand\" widen: -1\n"
                  "  precision: \"prz\" }\n"),
      ElementsAre(
          HasSubstr("own.txtpb:62:22: variant a, changes, remove: there is no parameter 'przie'"),
          HasSubstr(
              "own.txtpb:63:50: variant a, outcome war, event: lever north.stance has no level"),
          HasSubstr("own.txtpb:64:16: variant a, changes, defaults, seed: this leaves"),
          HasSubstr(
              "own.txtpb:66:9: variant b, set: parameter prize must be set to a finite number"),
          HasSubstr("own.txtpb:67:28: variant b, set 3: parameter resolve is set twice"),
          HasSubstr(
              "own.txtpb:68:24: variant b, fixed lever: lever north.stance has no level 'stnad'"),
          HasSubstr("own.txtpb:69:9: variant b, fix 2: there is no lever 'nrth.stance'"),
          HasSubstr("own.txtpb:69:30: variant b, widen: the factor to widen by"),
          HasSubstr("own.txtpb:70:15: variant b, defaults, precision: unknown name 'prz'")));
}

/// They are those of the command line, which are all made at once.
TEST_F(Variants, WhatIfsDoNotHangOnTheirOrder) {
  EXPECT_THAT(errors_with("variants { id: \"a\" fix: \"north.stance = stand\"\n"
                          "  fix: \"north.stance = yield\" }"),
              ElementsAre(HasSubstr("own.txtpb:62:9: variant a, fixed lever 2: lever north.stance "
                                    "is fixed twice")));
  const auto made = [](const std::vector<std::string>& set) {
    v1::Scenario scenario = testing::bundled("entry").scenario;
    v1::Variant& variant = *scenario.add_variants();
    variant.set_id("a");
    variant.mutable_set()->Assign(set.begin(), set.end());
    return make_variant(scenario, "a").SerializeAsString();
  };
  EXPECT_EQ(made({"lost_customers = 3", "expert = analyst_b"}),
            made({"expert = analyst_b", "lost_customers = 3"}));
}

TEST_F(Variants, CanBeAboutEvidence) {
  write("own.txtpb",
        testing::bundled_text("chicken") +
            "evidence { id: \"visit\" date: \"2025-02-18\" likelihood: \"resolve\" }\n"
            "variants { id: \"war\" given: \"war\" given: \"prize > 1\" evidence: \"none\" }\n");
  const auto loaded = all("own.txtpb");
  ASSERT_TRUE(loaded[1].model) << errors(loaded[1]).front();
  const v1::Scenario& made = loaded[1].model->scenario;
  const v1::Scenario by_what_if =
      changed(loaded[0].model->scenario, {.given = {"war", "prize > 1"}, .evidence = "none"});
  ASSERT_EQ(made.evidence_size(), 2);
  for (int item = 0; item < 2; ++item) {
    EXPECT_EQ(made.evidence(item).SerializeAsString(),
              by_what_if.evidence(item).SerializeAsString());
  }
  EXPECT_THAT(errors_with("variants { id: \"a\"\n"
                          "  given: \"prize > 1\" given: \"wra\"\n"
                          "  given: \" prize > reslve\"\n"
                          "  evidence: \"until spring\" }"),
              ElementsAre(HasSubstr("own.txtpb:62:30: variant a, given 2: there is no outcome, "
                                    "claim or condition 'wra'"),
                          HasSubstr("own.txtpb:63:20: variant a, evidence item given_2, "
                                    "likelihood: unknown name 'reslve'"),
                          HasSubstr("own.txtpb:64:14: variant a, evidence: evidence 'until' needs "
                                    "a date")));
}

/// An element that a variant breaks is that of the scenario, and the message names the variant.
TEST_F(Variants, ThatBreakTheScenarioAreNamed) {
  EXPECT_THAT(errors_with("variants { id: \"a\" changes { remove: \"parameter resolve\" } }"),
              ElementsAre(HasSubstr("own.txtpb:27:49: variant a, actor south, payoff term gain, "
                                    "value: unknown name 'resolve'")));
}

TEST_F(Variants, ProblemsOfTheScenarioAreToldOnce) {
  write("own.txtpb",
        testing::replaced(testing::bundled_text("chicken"), "high: 1.5", "high: 0.1") + kVariants);
  const auto loaded = all("own.txtpb");
  EXPECT_EQ(errors(loaded[0]).size(), 1U);
  EXPECT_THAT(distinct_problems(loaded), ::testing::SizeIs(2));  // A variant has no name.
}

TEST_F(Variants, AreLookedAtBeforeTheyAreApplied) {
  EXPECT_THAT(
      errors_with("variants { id: \"all\" }\n"
                  "variants { id: \"a\" changes { base: \"chicken\" variants { id: \"b\" } } }\n"
                  "variants { id: \"a\" }\n"
                  "variants { }"),
      ElementsAre(
          HasSubstr("own.txtpb:61:17: variant all, id: 'all' stands for all variants"),
          HasSubstr("variant a, changes, base: the changes of a variant have no base"),
          HasSubstr("variant a, changes, variants: the changes of a variant have no variants"),
          HasSubstr("own.txtpb:63:17: variant a, id: 'a' is taken already"),
          HasSubstr("own.txtpb:64:1: variant 4: this has no id")));
}

TEST_F(Variants, OfABaseAreThoseOfTheScenarioToo) {
  write("base.txtpb", testing::bundled_text("chicken") + kVariants);
  write("own.txtpb",
        "base: \"base.txtpb\"\nid: \"own\"\n"
        "variants { id: \"bold\" name: \"Bolder\" set: \"prize = 3\" }\n"
        "variants { id: \"new\" changes { outcomes { id: \"war\" event: \"nrth\" } } }\n"
        "parameters { id: \"prize\" distribution { uniform { high: 1 low: 0 } } }");
  const auto loaded = all("own.txtpb");
  ASSERT_EQ(loaded.size(), 4U);
  ASSERT_TRUE(loaded[2].model) << errors(loaded[2]).front();
  EXPECT_EQ(loaded[2].model->scenario.parameters(0).distribution().constant().value(), 3.0);
  EXPECT_EQ(loaded[2].model->scenario.fixed(0), "north.stance = stand");
  EXPECT_EQ(loaded[1].model->scenario.parameters(2).distribution().constant().value(), 9.0);
  EXPECT_NE(loaded[1].model->scenario.base_digest(), "");
  EXPECT_THAT(errors(loaded[3]),
              ElementsAre(HasSubstr("own.txtpb:4:61: variant new, outcome war, event")));
}

TEST_F(Variants, OfABaseThatAnotherFileBreaksNameIt) {
  write("base.txtpb",
        testing::bundled_text("chicken") +
            "variants { id: \"a\" set: \"prize = 1\" }\nvariants { id: \"b\" set: \"x = 1\" }\n");
  write("own.txtpb",
        "base: \"base.txtpb\" remove: \"parameter prize\" actors { id: \"north\" payoff { id: "
        "\"gain\" "
        "value: \"1\" } } actors { id: \"south\" payoff { id: \"gain\" value: \"1\" } }");
  const auto loaded = all("own.txtpb");
  ASSERT_TRUE(loaded[0].model) << errors(loaded[0]).front();
  EXPECT_THAT(errors(loaded[1]),
              ElementsAre(::testing::AllOf(
                  HasSubstr("base.txtpb:61:26: variant a, set: there is no parameter 'prize'"),
                  ::testing::EndsWith("own.txtpb, which starts from this file)"))));
  EXPECT_THAT(errors(loaded[2]), ElementsAre(::testing::EndsWith("there is no parameter 'x'")));
}

TEST_F(Variants, InMemoryTellWhatCannotBeDone) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  v1::Variant& variant = *scenario.add_variants();
  variant.set_id("a");
  variant.add_set("prze = 1");
  variant.mutable_changes()->add_remove("outcome wra");
  EXPECT_THAT([&] { (void)make_variant(scenario, "a"); },
              ::testing::ThrowsMessage<InvalidArgument>(
                  "variant a, changes, remove: there is no outcome 'wra'; did you mean 'war'?\n"
                  "variant a, set: there is no parameter 'prze'; did you mean 'prize'?"));
  const auto found = compile_variant(scenario, "a");
  EXPECT_FALSE(found.model);
  EXPECT_EQ(found.problems.size(), 2U);
}

}  // namespace
}  // namespace demarche
