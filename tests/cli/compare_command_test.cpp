// SPDX-License-Identifier: MIT
// `demarche compare`, and results of what-ifs, run as a user would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "support/program.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using testing::Program;

TEST_F(Program, ComparesAScenarioWithAndWithoutAChange) {
  const auto text = run("compare chicken --set prize=2 --draws 2000");
  const auto json = run("compare chicken --set prize=2 --draws 2000 --format json");
  const auto csv = run("compare chicken --set prize=2 --draws 2000 --format csv");
  const auto markdown = run("compare chicken --set prize=2 --draws 2000 --format md");

  EXPECT_EQ(text.code, 0) << text.err;
  EXPECT_THAT(text.out,
              StartsWith("A: A crisis between two capitals, concept nash\n"
                         "B: A crisis between two capitals. What if prize=2?, concept nash\n"
                         "2,000 draws, seed 1; "));
  EXPECT_THAT(text.out,
              HasSubstr("parameter prize\n"
                        "    changed distribution: triangular (low 0.5, mode 1, high 2) -> "
                        "constant (value 2)\n"));
  EXPECT_THAT(text.out, HasSubstr("rare War stays the exception"));
  const auto parsed = nlohmann::json::parse(json.out);
  EXPECT_EQ(parsed.at("paired_draws"), "2000");
  EXPECT_EQ(parsed.at("second").at("what_if").at("set").at(0), "prize=2");
  EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 1 + 2 + 2 + 1 + 2 + 4);
  EXPECT_THAT(markdown.out, HasSubstr("| parameter prize | changed distribution |"));
}

TEST_F(Program, ComparesTwoScenarios) {
  std::string text = testing::bundled_text("chicken");
  text.replace(text.find("mode: 1 high: 2"), 15, "mode: 1.5 high: 2");
  const std::string other = write("other.txtpb", text);

  const auto outcome = run("compare chicken '" + other + "' --draws 1000 --set resolve=1");

  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("mode 1, high 2) -> triangular (low 0.5, mode 1.5,"));
  EXPECT_THAT(outcome.out, HasSubstr("parameter resolve"));  // Changes are of the second.
  EXPECT_THAT(run("compare - chicken --draws 100 < '" + other + "'").out,
              HasSubstr("mode 1.5, high 2) -> triangular (low 0.5, mode 1,"));
}

/// Each of the two concepts takes the options that it reads, as in a run with several concepts.
TEST_F(Program, ComparesUnderTwoConceptsWithOptionsOfOneOfThem) {
  const auto under = [this](const std::string& name) {
    std::string text = testing::bundled_text("chicken");
    const std::string start = "solution_concept: \"";
    const std::size_t at = text.find(start) + start.size();
    text.replace(at, text.find('"', at) - at, name);
    return "'" + write(name + ".txtpb", text) + "'";
  };
  const std::string both = under("nash") + " " + under("level-k");

  const auto outcome = run("compare " + both + " --draws 500 --level 2");

  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("concept level-k"));
  EXPECT_NE(outcome.out, run("compare " + both + " --draws 500 --level 1").out);
  EXPECT_THAT(run("compare " + both + " --mean-level 1").err,
              HasSubstr("nash, level-k do not read --mean-level"));
  EXPECT_THAT(run("compare " + both + " --concept nash --level 2").err,
              HasSubstr("nash does not read --level"));
  // The one concept reads no precision, so that the change would change nothing.
  EXPECT_THAT(run("compare chicken --concept nash --precision 2").err,
              HasSubstr("nash does not read --precision"));
}

TEST_F(Program, StopsAComparisonByCtrlC) {
  const std::string arguments =
      " compare great_reversal --set reversal_risk=0.9 --draws 100000000 --threads 1";
  const int status =
      std::system(("timeout --foreground --preserve-status -s INT 5 '" DEMARCHE_PROGRAM "'" +
                   arguments + " > '" + (folder_ / "out").string() + "'")
                      .c_str());

  EXPECT_EQ(WEXITSTATUS(status), 130);
  EXPECT_THAT(testing::contents(folder_ / "out"),
              HasSubstr("(stopped; 100,000,000 were asked for)"));
}

TEST_F(Program, SaysWhatCannotBeCompared) {
  EXPECT_THAT(run("compare chicken").err, HasSubstr("compare needs something to compare with"));
  EXPECT_EQ(run("compare chicken").code, 1);
  EXPECT_EQ(run("compare").code, 2);
  EXPECT_THAT(run("compare chicken outrech").err, HasSubstr("did you mean 'outreach'?"));
  EXPECT_THAT(run("compare chicken --set prze=1").err, HasSubstr("did you mean 'prize'?"));
  EXPECT_THAT(run("compare - -").err, HasSubstr("standard input"));
  EXPECT_THAT(run("compare chicken --precision 3").err, HasSubstr("--precision"));
}

TEST_F(Program, ComparisonsFollowTheWidth) {
  for (const char* command : {"compare outreach --fix china.outreach=full --draws 200",
                              "run outreach --concept qre,pure,level-k --draws 200",
                              "explain great_reversal --draw 3"}) {
    setenv("COLUMNS", "60", 1);
    const auto outcome = run(command);
    unsetenv("COLUMNS");
    std::istringstream lines(outcome.out);
    for (std::string line; std::getline(lines, line);) {
      const auto width = std::count_if(line.begin(), line.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
      });
      EXPECT_LE(width, 60) << command << ": " << line;
    }
  }
}

TEST_F(Program, ShowsResultsOfWhatIfsByName) {
  const std::string path = (folder_ / "r.json").string();
  const std::string what_if = " --set prize=2 --fix north.stance=stand";
  ASSERT_EQ(run("run chicken --draws 500" + what_if + " --out " + path).code, 0);

  const auto shown = run("show " + path);
  const auto named = run("show --scenario chicken " + path);

  EXPECT_THAT(shown.out,
              StartsWith("What if prize=2, north.stance=stand (fixed)?\n"
                         "A crisis between two capitals\n"));
  EXPECT_EQ(named.out, shown.out);
  EXPECT_THAT(run("show --format md " + path).out, HasSubstr("What if prize=2"));
  EXPECT_THAT(run("show --scenario outreach " + path).err, Not(HasSubstr("What if")));
  EXPECT_EQ(run("show --scenario outreach " + path).code, 1);
}

/// A file of that name in the folder is another scenario than the bundled one of the result.
TEST_F(Program, ShowsResultsOfBundledScenariosWhateverTheFolderHolds) {
  const std::string path = (folder_ / "r.json").string();
  ASSERT_EQ(run("run chicken --draws 200 --out " + path).code, 0);
  (void)write("chicken", "not a scenario");

  const auto shown = run("show " + path);

  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_THAT(shown.out, HasSubstr("North prevails"));
}

TEST_F(Program, ExplainsDrawsOfWhatIfs) {
  const auto outcome = run("explain chicken --draw 1 --set prize=0.123");

  EXPECT_THAT(outcome.out, StartsWith("What if prize=0.123?\n"));
  EXPECT_THAT(outcome.out, HasSubstr("0.123      set  Worth of the prize"));
  EXPECT_THAT(run("explain chicken --draw 1 --concept nash --precision 2").err,
              HasSubstr("nash does not read --precision"));
}

TEST_F(Program, CompletesScenariosAndChoices) {
  const auto completed = [this](const std::string& words, int at) {
    const std::string script = write("complete.sh",
                                     run("completion bash").out + "COMP_WORDS=(demarche " + words +
                                         "); COMP_CWORD=" + std::to_string(at) +
                                         "; _demarche\necho \"${COMPREPLY[@]}\"\n");
    const std::string out = (folder_ / "completed").string();
    EXPECT_EQ(
        std::system(
            ("cd '" + folder_.string() + "' && bash '" + script + "' > '" + out + "'").c_str()),
        0);
    return testing::contents(out);
  };

  EXPECT_EQ(completed("compare chi", 2), "chicken\n");
  EXPECT_EQ(completed("run chicken --words i", 4), "icd203 ipcc\n");
  EXPECT_EQ(completed("run --concept seq", 3), "sequential\n");
  EXPECT_EQ(completed("completion z", 2), "zsh\n");
  EXPECT_THAT(run("completion zsh").out, HasSubstr(":value:(text json csv md)"));
  EXPECT_THAT(run("completion fish").out, HasSubstr("-l words -x -a 'icd203 phia ipcc'"));
}

}  // namespace
}  // namespace demarche
