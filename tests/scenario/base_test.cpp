// SPDX-License-Identifier: MIT
// Scenarios that start from another.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/load.hpp"
#include "demarche/scenario/save.hpp"
#include "demarche/simulate/check.hpp"
#include "demarche/simulate/run.hpp"
#include "support/scenario_texts.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAre;
using ::testing::EndsWith;
using testing::errors;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// Files in a folder of the test's own.
class Base : public ::testing::Test {
 protected:
  Base() : folder_(fs::temp_directory_path() / (std::string("demarche_base_") + name())) {
    fs::create_directories(folder_);
    write("plain.txtpb", testing::bundled_text("chicken"));
  }
  ~Base() override { fs::remove_all(folder_); }

  static const char* name() {
    return ::testing::UnitTest::GetInstance()->current_test_info()->name();
  }
  void write(const std::string& file, const std::string& text) const {
    fs::create_directories((folder_ / file).parent_path());
    std::ofstream(folder_ / file) << text;
  }
  [[nodiscard]] CompiledScenario load(const std::string& file) const {
    return load_scenario(folder_ / file, {.bundled_folders = {folder_ / "bundled"}});
  }
  /// The errors of a scenario with this text, without the test's folder in them.
  [[nodiscard]] std::vector<std::string> errors_of(const std::string& text) const {
    write("own.txtpb", text);
    std::vector<std::string> found = errors(load("own.txtpb"));
    for (std::string& line : found) {
      line = line.starts_with(folder_.string()) ? line.substr(folder_.string().size() + 1) : line;
    }
    return found;
  }

  fs::path folder_;
};

TEST_F(Base, IsTheSameScenarioWithoutChanges) {
  write("own.txtpb", "base: \"plain.txtpb\"");
  const CompiledScenario base = load("plain.txtpb");
  const CompiledScenario own = load("own.txtpb");
  ASSERT_TRUE(own.model) << errors(own).front();
  EXPECT_EQ(own.model->digest, base.model->digest);
  EXPECT_EQ(own.model->scenario.base_digest(), base.model->digest);
  EXPECT_EQ(own.model->scenario.base(), "");
  v1::Scenario scenario = own.model->scenario;
  scenario.clear_base_digest();
  EXPECT_EQ(scenario.SerializeAsString(), base.model->scenario.SerializeAsString());
}

/// What docs/scenario_format.md shows is what the program takes.
TEST_F(Base, ExamplesOfThePageRun) {
  const std::string example = testing::page_example("## Starting from another scenario");
  write("bundled/outreach/scenario.txtpb", testing::bundled_text("outreach"));
  write("own.txtpb", example);
  const CompiledScenario own = load("own.txtpb");
  ASSERT_TRUE(own.model) << errors(own).front();
  EXPECT_EQ(own.model->scenario.metrics_size(), 0);
  EXPECT_EQ(own.model->scenario.actors(2).payoff_size(), 2);
}

/// Loading and the program look for bundled scenarios in the same way.
TEST_F(Base, BundledScenariosAreInTheFirstFolderThatHasThem) {
  write("first/plain/scenario.txtpb", "");
  write("second/plain/scenario.txtpb", "");
  write("second/other/scenario.txtpb", "");
  write("second/empty/notes.txt", "");
  const std::vector<fs::path> folders = {
      folder_ / "first", folder_ / "nowhere", folder_ / "second"};

  EXPECT_EQ(find_bundled("plain", folders), folder_ / "first/plain");
  EXPECT_EQ(find_bundled("other", folders), folder_ / "second/other");
  for (const char* name : {"", "empty", "none", "./plain", "plain/", "plain.txtpb"}) {
    EXPECT_EQ(find_bundled(name, folders), std::nullopt) << name;
  }
  EXPECT_THAT(bundled_names(folders), ElementsAre("other", "plain"));
  EXPECT_TRUE(is_scenario_folder(folder_ / "first/plain"));
  EXPECT_FALSE(is_scenario_folder(folder_ / "second/empty"));
}

TEST_F(Base, ResultsRecordBothDigests) {
  write("own.txtpb", R"(base: "plain.txtpb" id: "own"
parameters { id: "prize" distribution { uniform { low: 1 high: 2 } } })");
  const CompiledScenario own = load("own.txtpb");
  ASSERT_TRUE(own.model);
  RunSettings settings = default_settings(own.model->scenario);
  settings.draws = 100;
  const v1::Result result = run(*own.model, settings);
  EXPECT_EQ(result.scenario_id(), "own");
  EXPECT_EQ(result.scenario_digest(), own.model->digest);
  EXPECT_EQ(result.base_digest(), load("plain.txtpb").model->digest);
  EXPECT_NE(result.base_digest(), result.scenario_digest());
  EXPECT_EQ(run(load("plain.txtpb").value(), settings).base_digest(), "");
}

TEST_F(Base, IsAFolderOrABundledScenarioOrHasABaseOfItsOwn) {
  write("deep/er/scenario.txtpb", "base: \"far\" id: \"deeper\" name: \"Deeper\"");
  write("bundled/far/scenario.txtpb", testing::bundled_text("chicken"));
  write("own.json", R"({"base": "deep/er", "id": "own", "remove": ["outcome war"]})");
  const CompiledScenario own = load("own.json");
  ASSERT_TRUE(own.model) << errors(own).front();
  EXPECT_EQ(own.model->scenario.id(), "own");
  EXPECT_EQ(own.model->scenario.name(), "Deeper");
  EXPECT_EQ(own.model->scenario.outcomes_size(), 1);
  EXPECT_EQ(own.model->scenario.base_digest(), load("deep/er").model->digest);
  // What is saved says the whole, and reads the same.
  write_scenario(own.model->scenario, folder_ / "saved.txtpb");
  EXPECT_EQ(load("saved.txtpb").model->scenario.SerializeAsString(),
            own.model->scenario.SerializeAsString());
}

TEST_F(Base, ThatIsBinaryIsReadToo) {
  write_scenario(testing::bundled("chicken").scenario, folder_ / "plain.pb");
  const auto found = errors_of("base: \"plain.pb\"\nremove: \"parameter prize\"");
  ASSERT_EQ(found.size(), 2U);  // Each actor's gain.
  EXPECT_THAT(found.front(), HasSubstr("plain.pb: actor north, payoff term gain, value"));
}

/// Each problem has the place of the file that says what is wrong.
TEST_F(Base, ProblemsHaveThePlacesOfTheRightFile) {
  EXPECT_THAT(
      errors_of("base: \"plain.txtpb\"\nid: \"own\"\n"
                "remove: \"parameter prize\"\n"
                "outcomes { id: \"war\"\n  event: \"north.stance == \"\n         \"stnad\" }\n"
                "parameters { id: \"resolve\" distribution { uniform { low: 3 high: 2 } } }\n"
                "actors { id: \"south\" payoff { id: \"more\" value: \"wra\" } }\n"),
      ElementsAre(
          HasSubstr("own.txtpb:6:11: outcome war, event: lever north.stance has no level 'stnad'"),
          HasSubstr("own.txtpb:7:28: parameter resolve, distribution: low must be below high"),
          HasSubstr("own.txtpb:8:50: actor south, payoff term more, value: unknown name 'wra'"),
          HasSubstr(
              "plain.txtpb:16:49: actor north, payoff term gain, value: unknown name 'prize'"),
          HasSubstr(
              "plain.txtpb:27:59: actor south, payoff term gain, value: unknown name 'prize'")));
}

/// A base may be fine by itself, and so may those in between.
TEST_F(Base, ProblemsThatOnlyAnotherFileMakesNameIt) {
  write("plain.txtpb",
        testing::replaced(testing::bundled_text("chicken"), "resolve\"", "reslve\""));
  const auto by_itself = errors(load("plain.txtpb"));
  ASSERT_FALSE(by_itself.empty());
  write("middle.txtpb", "base: \"plain.txtpb\" remove: \"parameter prize\"");
  const auto by = [this](const std::string& file) {
    return " (in " + (folder_ / file).string() + ", which starts from this file)";
  };
  for (const char* text : {"base: \"middle.txtpb\"",
                           "base: \"plain.txtpb\" remove: \"parameter prize\"",
                           "base: \"middle.txtpb\" remove: \"outcome war\""}) {
    const std::string maker =
        std::string(text).find("middle") == std::string::npos ? "own.txtpb" : "middle.txtpb";
    bool is_prize_told = false;
    for (const std::string& line : errors_of(text)) {
      const bool is_prize = line.find("'prize'") != std::string::npos;
      EXPECT_EQ(line.ends_with(by(maker)), is_prize) << line;
      is_prize_told = is_prize_told || is_prize;
    }
    EXPECT_TRUE(is_prize_told);
  }
}

TEST_F(Base, FaultsOfItsTextAreTold) {
  write("broken.txtpb", "id: \"b\"\nactors { id: 5 }\n");
  EXPECT_THAT(errors_of("base: \"broken.txtpb\"\nnmae: \"x\""),
              ElementsAre(HasSubstr("broken.txtpb:2:14: 'id' is text in quotes"),
                          HasSubstr("own.txtpb:2:1: Scenario has no field 'nmae'")));
}

TEST_F(Base, IsLookedForBesideTheScenarioOrAmongBundledOnes) {
  write("bundled/far/scenario.txtpb", testing::bundled_text("chicken"));
  EXPECT_THAT(errors_of("id: \"x\"\nbase: \"fra\""),
              ElementsAre(HasSubstr(
                  "own.txtpb:2:8: base: there is no file or folder 'fra' beside this scenario, and "
                  "no bundled scenario of this name; did you mean 'far'?")));
  EXPECT_THAT(errors_of("base: \"../plain.txtpb\""),
              ElementsAre(HasSubstr("in the scenario's folder or below")));
  EXPECT_THAT(errors_of("base: \"/etc/passwd\""),
              ElementsAre(HasSubstr("in the scenario's folder or below")));
}

TEST_F(Base, CannotBeTheScenarioItself) {
  EXPECT_THAT(errors_of("base: \"own.txtpb\""),
              ElementsAre(HasSubstr("own.txtpb:1:8: base: a scenario cannot start from itself")));
  write("other.txtpb", "base: \"own.txtpb\"");
  EXPECT_THAT(errors_of("base: \"other.txtpb\""),
              ElementsAre(HasSubstr("other.txtpb:1:8: base: a scenario cannot start from itself")));
}

TEST_F(Base, CanBeHeldToADigest) {
  const std::string digest = load("plain.txtpb").model->digest;
  EXPECT_THAT(errors_of("base: \"plain.txtpb\" base_digest: \"" + digest + "\""), IsEmpty());
  EXPECT_THAT(errors_of("base: \"plain.txtpb\"\nbase_digest: \"xxh128:0\""),
              ElementsAre(HasSubstr(
                  "own.txtpb:2:15: base_digest: the base is another one than this was written "
                  "for: its digest is " +
                  digest)));
}

/// proto3 cannot tell a field that is 0 from one that is not given.
TEST_F(Base, ValuesThatChangeNothingAreRefused) {
  EXPECT_THAT(
      errors_of("base: \"plain.txtpb\"\n"
                "claims { id: \"firm\" falls_with_key_parameter: false }\n"
                "defaults { seed: 0 }\n"
                "parameters { id: \"new\" name: \"\" distribution { constant { value: 0 } } }"),
      ElementsAre(HasSubstr("own.txtpb:2:21: claim firm, falls_with_key_parameter: this leaves "
                            "what the base has"),
                  HasSubstr("own.txtpb:3:12: defaults, seed: this leaves what the base has")));
  write("own.txtpb",
        "base: \"plain.txtpb\" remove: [\"claim firm, falls_with_key_parameter\", \"defaults, "
        "seed\"]");
  const CompiledScenario own = load("own.txtpb");
  ASSERT_TRUE(own.model) << errors(own).front();
  EXPECT_FALSE(own.model->scenario.claims(1).falls_with_key_parameter());
}

TEST_F(Base, PayoffsInFilesAreThoseOfTheFolderThatNamesThem) {
  const std::string plain = R"(id: "t"
actors { id: "a" levers { id: "act" levels { id: "no" } levels { id: "yes" } }
  payoff_tables { id: "pay" levers: "a.act" file: "pay.csv" } })";
  write("below/t.txtpb", plain);
  write("below/pay.csv", "act,pay\nno,1\nyes,x\n");
  write("pay.csv", "act,pay\nno,1\nyes,y\n");
  // The base's rows, one of which is another.
  EXPECT_THAT(errors_of("base: \"below/t.txtpb\""),
              ElementsAre(HasSubstr(
                  "below/pay.csv:3:5: actor a, payoff table pay, row 2, value: unknown name 'x'")));
  EXPECT_THAT(
      errors_of(
          R"(base: "below/t.txtpb" actors { id: "a" payoff_tables { id: "pay" rows { levels: "yes" value: "3" } } })"),
      IsEmpty());
  // The scenario's own file in the place of the base's.
  EXPECT_THAT(
      errors_of(
          R"(base: "below/t.txtpb" actors { id: "a" payoff_tables { id: "pay" file: "pay.csv" } })"),
      ElementsAre(
          HasSubstr("pay.csv:3:5: actor a, payoff table pay, row 2, value: unknown name 'y'")));
  EXPECT_THAT(errors_of("base: \"below/t.txtpb\"\nactors { id: \"a\"\n  payoff_tables { id: "
                        "\"pay\" file: \"no.csv\" } }"),
              ElementsAre(HasSubstr("own.txtpb:3:36: actor a, payoff table pay, file")));
}

TEST_F(Base, ProblemsWithItsConceptHaveItsFile) {
  write("own.txtpb", "base: \"plain.txtpb\"\nid: \"own\"");
  write("plain.txtpb", testing::replaced(testing::bundled_text("chicken"), "\"nash\"", "\"nahs\""));
  const auto found = errors(check_concept(load("own.txtpb")));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found.front(), HasSubstr("plain.txtpb:60:31: defaults, solution_concept"));
}

TEST(BaseInMemory, IsRefused) {
  v1::Scenario scenario = testing::bundled("chicken").scenario;
  scenario.set_base("chicken");
  scenario.add_remove("parameter prize");
  EXPECT_THAT(errors(compile(scenario)),
              ElementsAre("base: only a scenario that is loaded from a file can start from "
                          "another; give all of it here",
                          HasSubstr("remove: only a scenario")));
  EXPECT_THAT(
      errors(parse_scenario(testing::bundled_text("chicken") + "\nremove: \"claim rare\"", "f")),
      ElementsAre(HasSubstr("remove: this scenario has no base")));
}

}  // namespace
}  // namespace demarche
