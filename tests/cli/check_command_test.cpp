// SPDX-License-Identifier: MIT
// `demarche check`, run as a user would, and the warnings of `demarche run`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "support/program.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

using testing::Program;

/// The chicken with a parameter that nothing uses and an element without name and rationale.
std::string with_warnings() {
  return testing::bundled_text("chicken") +
         "\nparameters { id: \"spare\" distribution { uniform { low: 0 high: 1 } } }\n";
}

TEST_F(Program, ChecksWarnWithoutFailing) {
  const std::string file = write("warned.txtpb", with_warnings());

  const auto outcome = run("check " + file);

  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, StartsWith("chicken: 2 warnings; 2 actors"));
  EXPECT_THAT(outcome.err, HasSubstr(": warning: parameter spare: nothing uses this parameter\n"));
  EXPECT_THAT(outcome.err, HasSubstr("warning: 1 element is without name"));
}

TEST_F(Program, StrictChecksAndRunsTakeWarningsForErrors) {
  const std::string file = write("warned.txtpb", with_warnings());

  const auto checked = run("check --strict " + file);
  const auto ran = run("run --draws 10 --strict " + file);

  for (const auto& outcome : {checked, ran}) {
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_THAT(outcome.err, HasSubstr("parameter spare: this has no name, no rationale\n"));
    EXPECT_THAT(outcome.err, HasSubstr("parameter spare: nothing uses this parameter\n2 problems"));
  }
  EXPECT_EQ(run("check --strict chicken").code, 0);
  EXPECT_EQ(run("check --strict outreach").code, 0);
  EXPECT_EQ(run("check --strict great_reversal").code, 0);
}

TEST_F(Program, RunsWarnOnTheErrorStreamAlone) {
  const std::string file = write("warned.txtpb", with_warnings());

  const auto warned = run("run --draws 10 " + file);
  const auto explained = run("explain --draw 3 " + file);

  EXPECT_EQ(warned.code, 0);
  EXPECT_THAT(warned.err, HasSubstr("nothing uses this parameter"));
  EXPECT_THAT(warned.out, Not(HasSubstr("warning")));
  EXPECT_THAT(explained.err, IsEmpty());
}

TEST_F(Program, RunsCountWarningsBeyondTen) {
  std::string text = testing::bundled_text("chicken");
  for (int i = 0; i < 15; ++i) {
    text += "\nparameters { id: \"p" + std::to_string(i) +
            "\" name: \"n\" rationale: \"r\" distribution { constant { value: 1 } } }";
  }
  const std::string file = write("many.txtpb", text);

  const auto checked = run("check " + file);
  const auto ran = run("run --draws 10 " + file);

  EXPECT_EQ(std::count(checked.err.begin(), checked.err.end(), '\n'), 15);
  EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 11);
  EXPECT_THAT(ran.err, HasSubstr("warning: and 5 more warnings, which 'demarche check' lists\n"));
}

TEST_F(Program, ChecksPrintJson) {
  const std::string file = write("warned.txtpb", with_warnings());
  std::string text = with_warnings();
  text.replace(text.find("high: 1.5"), 9, "high: 0.1");
  const std::string broken = write("broken.txtpb", text);

  const auto warned = run("check --json " + file);
  const auto strict = run("check --json --strict " + file);
  const auto failed = run("check --json " + broken);

  const auto warned_json = nlohmann::json::parse(warned.out);
  EXPECT_EQ(warned.code, 0);
  EXPECT_EQ(warned_json.at("scenario"), "chicken");
  EXPECT_EQ(warned_json.at("errors"), 0);
  EXPECT_EQ(warned_json.at("warnings"), 2);
  const auto& unused = warned_json.at("problems").at(1);
  EXPECT_EQ(unused.at("severity"), "warning");
  EXPECT_EQ(unused.at("rule"), "unused");
  EXPECT_EQ(unused.at("element"), "parameter spare");
  EXPECT_EQ(unused.at("column"), 1);
  EXPECT_EQ(strict.code, 1);
  EXPECT_EQ(nlohmann::json::parse(strict.out).at("errors"), 2);
  EXPECT_EQ(failed.code, 1);
  EXPECT_THAT(nlohmann::json::parse(failed.out).at("problems").at(0).at("message"),
              HasSubstr("low must be below high"));
}

TEST_F(Program, RunsAScenarioThatStartsFromABundledOne) {
  const std::string path = write("own.txtpb", R"(base: "chicken" id: "own" name: "A dear prize"
parameters { id: "prize" distribution { uniform { low: 1 high: 3 } } })");

  EXPECT_EQ(run("check " + path).out,
            "own: no problems; 2 actors, 2 levers, 4 joint profiles, 4 parameters\n");
  EXPECT_THAT(run("run " + path + " --draws 200").out, StartsWith("A dear prize\n"));
  EXPECT_THAT(run("check - < " + path).out, StartsWith("own: no problems"));
  const auto wrong = run("check " + write("wrong.txtpb", "base: \"chiken\""));
  EXPECT_EQ(wrong.code, 1);
  EXPECT_THAT(wrong.err, HasSubstr("wrong.txtpb:1:8: base: there is no file or folder 'chiken'"));
  EXPECT_THAT(wrong.err, HasSubstr("did you mean 'chicken'?"));
}

}  // namespace
}  // namespace demarche
