// SPDX-License-Identifier: MIT
// The built program, run as a user would.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "demarche/report/result_file.hpp"
#include "support/program.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

using testing::contents;
using testing::Program;

TEST_F(Program, ChecksBundledScenariosByName) {
  for (const char* name : {"chicken", "outreach", "great_reversal"}) {
    const auto outcome = run(std::string("check ") + name);
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    EXPECT_THAT(outcome.out, HasSubstr("no problems"));
  }
}

TEST_F(Program, AnswersEveryQuestionAndClaimOfTheFlagship) {
  const auto outcome = run("run great_reversal --draws 64");

  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, IsEmpty());
  const v1::Scenario scenario = testing::bundled("great_reversal").scenario;
  for (const auto& claim : scenario.claims()) {
    EXPECT_THAT(outcome.out, HasSubstr(claim.name()));
  }
  for (const auto& question : scenario.questions()) {
    EXPECT_THAT(outcome.out, HasSubstr(question.text().substr(0, 40)));
  }
  EXPECT_THAT(outcome.out, HasSubstr("64 of 64 draws solved"));
  EXPECT_LT(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 400);
}

TEST_F(Program, WritesTheSameResultForAnyNumberOfThreads) {
  const std::string one = (folder_ / "one.pb").string();
  const std::string two = (folder_ / "two.pb").string();
  const std::string json = (folder_ / "result.json").string();

  ASSERT_EQ(run("run outreach --draws 5000 --seed 4 --threads 1 --out " + one).code, 0);
  ASSERT_EQ(run("run outreach --draws 5000 --seed 4 --threads 2 --out " + two).code, 0);
  ASSERT_EQ(run("run outreach --draws 5000 --seed 4 --out " + json).code, 0);

  EXPECT_EQ(contents(one), contents(two));
  EXPECT_EQ(read_result(json).SerializeAsString().size(),
            read_result(one).SerializeAsString().size());
  EXPECT_EQ(read_result(one).draws_done(), 5000U);
  const auto parsed = nlohmann::json::parse(contents(json));
  EXPECT_EQ(parsed.at("scenario_id"), "outreach");
  EXPECT_THAT(parsed.at("scenario_digest").get<std::string>(), StartsWith("xxh128:"));
}

TEST_F(Program, ExitsWithThreeIfNoDrawHasAnAnswer) {
  std::string pennies = R"txt(
    id: "pennies" name: "Pennies" rationale: "r" sources { document: "none" } payoff_unit: "u"
    actors { id: "x" name: "X" rationale: "r" sources { document: "none" }
      levers { id: "side" name: "S" rationale: "r" sources { document: "none" }
        levels { id: "heads" } levels { id: "tails" } }
      payoff { id: "p" name: "P" value: "x.side == y.side" rationale: "r"
        sources { document: "none" } } }
    actors { id: "y" name: "Y" rationale: "r" sources { document: "none" }
      levers { id: "side" name: "S" rationale: "r" sources { document: "none" }
        levels { id: "heads" } levels { id: "tails" } }
      payoff { id: "p" name: "P" value: "x.side != y.side" rationale: "r"
        sources { document: "none" } } }
    outcomes { id: "match" name: "M" event: "x.side == y.side" rationale: "r"
      sources { document: "none" } }
    questions { id: "q" name: "Q" text: "T?" outcomes: "match" sources { document: "none" } }
    defaults { solution_concept: "pure" draws: 100 seed: 1 })txt";

  const auto outcome = run("run " + write("pennies.txtpb", pennies));

  EXPECT_EQ(outcome.code, 3);
  EXPECT_THAT(outcome.out, StartsWith("Pennies\n100.0 % of the draws have no answer (100 of 100"));
  EXPECT_THAT(outcome.out, HasSubstr("no draw gives a value"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("nan")));
  EXPECT_THAT(outcome.out, Not(HasSubstr("Numbers are of the draws with an answer")));
}

TEST_F(Program, WritesTheResultToTheStandardOutput) {
  const auto outcome = run("run chicken --draws 200 --out -");

  EXPECT_EQ(outcome.code, 0);
  EXPECT_EQ(nlohmann::json::parse(outcome.out).at("draws_done"), "200");
  EXPECT_THAT(outcome.err, HasSubstr("A crisis between two capitals"));
}

TEST_F(Program, FailsWhereItsOutputCannotBeWritten) {
  const auto full = run("run chicken --draws 200 > /dev/full");
  EXPECT_EQ(full.code, 1);
  EXPECT_THAT(full.err, HasSubstr("standard output: cannot be written: No space left"));
  // The shell's last command is a reader that has gone away.
  const auto closed =
      run("run chicken --draws 200 --out " + (folder_ / "r.json").string() + " | true");
  EXPECT_THAT(closed.err, IsEmpty());
  EXPECT_EQ(nlohmann::json::parse(contents(folder_ / "r.json")).at("draws_done"), "200");
  // A result that cannot be stored leaves the summary.
  std::filesystem::create_symlink("/dev/full", folder_ / "full.json");
  const auto lost = run("run chicken --draws 200 --out " + (folder_ / "full.json").string());
  EXPECT_EQ(lost.code, 1);
  EXPECT_THAT(lost.out, HasSubstr("War stays the exception"));
  EXPECT_THAT(lost.err, HasSubstr("full.json: cannot be written: No space left"));
}

TEST_F(Program, KeepsWhatWasDoneBeforeCtrlC) {
  const auto file = (folder_ / "partial.json").string();
  // `timeout` sends the signal that Ctrl-C sends; without --foreground it would send it twice.
  const std::string arguments = " run great_reversal --draws 100000000 --threads 1 --out " + file;
  const int status =
      std::system(("timeout --foreground --preserve-status -s INT 5 '" DEMARCHE_PROGRAM "'" +
                   arguments + " > '" + (folder_ / "out").string() + "'")
                      .c_str());

  EXPECT_EQ(WEXITSTATUS(status), 130);
  EXPECT_THAT(contents(folder_ / "out"), HasSubstr("(stopped; 100,000,000 were asked for)"));
  const auto json = nlohmann::json::parse(contents(file));
  EXPECT_EQ(json.at("is_complete"), false);
}

TEST_F(Program, TellsProbabilitiesOnTheScaleAskedFor) {
  EXPECT_THAT(run("run outreach --draws 3000 --words phia").out,
              HasSubstr("realistic possibility"));
  EXPECT_EQ(run("run outreach --draws 3000 --words cia").code, 2);
}

TEST_F(Program, DescribesWhatAScenarioHolds) {
  const auto outcome = run("describe great_reversal");

  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("19 levers, 1.344e+07 joint profiles"));
  EXPECT_THAT(outcome.out, HasSubstr("P31"));
}

TEST_F(Program, ExplainsADrawTermByTerm) {
  const auto outcome =
      run("explain chicken --seed 7 --draw 813402 --profile 'north.stance = stand, south.stance = "
          "stand'");

  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("draw 813402"));
  EXPECT_THAT(outcome.out, HasSubstr("gain = prize * (north.stance - south.stance)"));
  EXPECT_THAT(outcome.out, HasSubstr("[schelling ch. 3]"));
  EXPECT_THAT(outcome.out, HasSubstr("against the mix"));
  EXPECT_EQ(run("explain great_reversal --draw 5 --actor russia").code, 0);
  EXPECT_THAT(run("explain chicken --draw 1 --actor nort").err, HasSubstr("no actor 'nort'"));
  EXPECT_THAT(run("explain chicken --draw 1 --profile 'north.stance = stnd'").err,
              HasSubstr("stand"));
}

TEST_F(Program, SolvesAGameIntoTheDocumentedJson) {
  const std::string game =
      write("game.nfg", "NFG 1 R \"BoS\" { \"He\" \"She\" } { 2 2 }\n3 2 0 0 0 0 2 3\n");

  const auto outcome = run("solve " + game + " --concept nash --json");

  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const auto json = nlohmann::ordered_json::parse(outcome.out);
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) {
    keys.push_back(key);
  }
  EXPECT_EQ(keys,
            (std::vector<std::string>{
                "players", "concept", "status", "complete", "degenerate", "equilibria", "method"}));
  EXPECT_EQ(json["players"], (std::vector<std::string>{"He", "She"}));
  EXPECT_EQ(json["status"], "converged");
  EXPECT_EQ(json["complete"], true);
  ASSERT_EQ(json["equilibria"].size(), 3U);
  EXPECT_EQ(json["equilibria"][0]["payoffs"], (std::vector<double>{3.0, 2.0}));
  EXPECT_EQ(json["equilibria"][0]["strategies"][1], (std::vector<double>{1.0, 0.0}));
  EXPECT_LE(json["equilibria"][2]["max_regret"].get<double>(), 1e-12);
  for (const char* other : {"pure",
                            "lemke-howson",
                            "dominance",
                            "qre --lambda 2.5",
                            "stackelberg --player She",
                            "sequential --order She,He",
                            "level-k --level 3",
                            "best-response --start 2,1",
                            "correlated --objective fairness"}) {
    EXPECT_EQ(run("solve " + game + " --concept " + other).code, 0) << other;
  }
}

TEST_F(Program, TellsWhatIsWrongWithTheInputAndExitsWithOne) {
  const std::string scenario = write("broken.txtpb", "id: \"x\"\nnme: \"y\"\n");
  const std::string game = write("broken.nfg", "NFG 1 R \"\" { \"a\" } { 2 }\n1 x");

  const auto broken = run("check " + scenario);
  EXPECT_EQ(broken.code, 1);
  EXPECT_THAT(broken.out, IsEmpty());
  EXPECT_THAT(broken.err,
              HasSubstr("broken.txtpb:2:1: Scenario has no field 'nme'; did you mean 'name'?"));
  EXPECT_THAT(run("run chiken").err, HasSubstr("did you mean 'chicken'?"));
  EXPECT_THAT(run("run great_reversal --concept nash").err, HasSubstr("1.344e+07 joint profiles"));
  EXPECT_THAT(run("run chicken --concept nahs").err, HasSubstr("did you mean 'nash'?"));
  EXPECT_THAT(run("run chicken --out result.txt").err, HasSubstr(".pb or .json"));
  EXPECT_THAT(run("run chicken --out /no/such/folder/x.pb").err, HasSubstr("no folder"));
  EXPECT_THAT(run("solve " + game).err, HasSubstr("broken.nfg:2:3: expected a finite number"));
  EXPECT_THAT(run("solve /no/such.nfg").err, HasSubstr("/no/such.nfg"));
  EXPECT_EQ(run("solve /no/such.nfg").code, 1);
  EXPECT_EQ(run("run chicken --draws 0").code, 2);
}

TEST_F(Program, AddsComponentsAndDistributionsToTheJson) {
  // Case A2 of the reference games.
  const std::string game =
      write("a2.nfg", "NFG 1 R \"A2\" { \"a\" \"b\" } { 3 2 }\n\n3 3 2 2 0 3 3 3 5 6 6 1\n");

  const auto nash = nlohmann::json::parse(run("solve " + game + " --json").out);
  const auto correlated =
      nlohmann::json::parse(run("solve " + game + " --concept correlated --json").out);

  EXPECT_EQ(nash["components"], nlohmann::json::parse("[[0, 1], [2]]"));
  EXPECT_EQ(nash["complete"], true);
  double total = 0.0;
  for (const auto& [profile, probability] : correlated["distribution"].items()) {
    total += probability.get<double>();
  }
  EXPECT_NEAR(total, 1.0, 1e-9);
  EXPECT_TRUE(correlated["distribution"].contains("3,2"));
}

TEST_F(Program, ComparesConceptsSideBySide) {
  const auto out = write("comparison.json", "");

  const auto result = run(
      "run outreach --draws 500 --concept nash,sequential,level-k --selection utilitarian --out " +
      out);

  EXPECT_EQ(result.code, 0);
  EXPECT_THAT(result.out, HasSubstr("level-k"));
  EXPECT_THAT(result.out, HasSubstr("apart"));
  std::ifstream stream(out);
  const auto json = nlohmann::json::parse(stream);
  ASSERT_EQ(json["results"].size(), 3U);
  EXPECT_EQ(json["results"][1]["options"]["solution_concept"], "sequential");
  EXPECT_EQ(json["results"][0]["options"]["selection"], "utilitarian");
  EXPECT_THAT(run("run outreach --concept nash,sequentail").err,
              HasSubstr("did you mean 'sequential'?"));
  EXPECT_THAT(run("run outreach --concept sequential --order china,nobody").err,
              HasSubstr("there is no player 'nobody'"));
}

TEST_F(Program, ChecksTheScenariosOwnConcept) {
  const auto with_concept = [&](const std::string& name, const std::string& scenario) {
    std::string text = testing::bundled_text(scenario);
    const auto at = text.find("solution_concept: \"") + 19;
    text.replace(at, text.find('"', at) - at, name);
    return run("check " + write("concept.txtpb", text));
  };

  EXPECT_THAT(with_concept("nahs", "chicken").err,
              HasSubstr("defaults, solution_concept: there is no solution concept 'nahs'"));
  EXPECT_THAT(with_concept("lemke-howson", "outreach").err, HasSubstr("3 choose here"));
  EXPECT_EQ(with_concept("nash", "outreach").code, 0);
  EXPECT_EQ(with_concept("pure", "outreach").code, 0);
}

TEST_F(Program, TakesNumbersAsPeopleTypeThem) {
  for (const char* draws : {"2000", "2_000", "2,000", "2e3", "2.0e3"}) {
    EXPECT_THAT(run(std::string("run --concept qre chicken --draws ") + draws).out,
                HasSubstr("2,000 draws"))
        << draws;
  }
  for (const char* draws : {"-5", "0", "1.5", "2_00", "2__000", "many", "1e30", "''"}) {
    const auto refused = run(std::string("run chicken --draws ") + draws);
    EXPECT_EQ(refused.code, 2) << draws;
    EXPECT_THAT(refused.err, HasSubstr("must be a whole number from 1 to")) << draws;
  }
  EXPECT_THAT(run("run chicken --draws -5").err, HasSubstr("got -5"));
  EXPECT_THAT(run("run chicken --seed -1").err, HasSubstr("from 0 to 2^64 - 1, got -1"));
  EXPECT_THAT(run("explain chicken --draw -1").err, HasSubstr("got -1"));
  EXPECT_THAT(run("run chicken --concept 'qre, pure' --draws 100").out, HasSubstr("pure"));
  EXPECT_THAT(run("run chicken --concept qre,qre").err, HasSubstr("names qre twice"));
}

TEST_F(Program, NamesTheClosestCommandAndOption) {
  EXPECT_THAT(run("chek chicken").err, HasSubstr("no subcommand 'chek'; did you mean 'check'?"));
  EXPECT_THAT(run("run chicken --draw 10").err,
              HasSubstr("run has no option --draw; did you mean '--draws'?"));
  EXPECT_THAT(run("check chicken outreach").err, HasSubstr("check does not take 'outreach'"));
  EXPECT_THAT(run("run --help").out, HasSubstr("Examples:"));
}

TEST_F(Program, KeepsToTheWidthOfTheTerminal) {
  for (const std::size_t width : {60U, 80U, 120U}) {
    setenv("COLUMNS", std::to_string(width).c_str(), 1);
    const auto outcome = run("run great_reversal --draws 16");
    const auto help = run("run --help");
    unsetenv("COLUMNS");
    for (const std::string& text : {outcome.out, help.out}) {
      std::istringstream lines(text);
      for (std::string line; std::getline(lines, line);) {
        const auto columns =
            std::count_if(line.begin(), line.end(), [](char c) { return (c & 0xc0) != 0x80; });
        EXPECT_LE(static_cast<std::size_t>(columns), width) << line;
      }
    }
  }
}

TEST_F(Program, ShowsAStoredResult) {
  const std::string file = (folder_ / "r.json").string();
  const auto ran = run("run outreach --draws 300 --concept qre --out " + file);
  ASSERT_EQ(ran.code, 0) << ran.err;

  const auto shown = run("show " + file);

  EXPECT_EQ(shown.code, 0) << shown.err;
  // The run also tells its time, on the last line.
  EXPECT_THAT(ran.out, StartsWith(shown.out));
  EXPECT_EQ(run("show --format json " + file).out, contents(file));
  const auto csv = run("show --format csv " + file).out;
  EXPECT_THAT(csv, StartsWith("concept,kind,id,level,mean,"));
  EXPECT_THAT(csv, HasSubstr("\nqre,lever,china.outreach,minimal,"));
  EXPECT_THAT(csv, HasSubstr("\nqre,option,"));
  EXPECT_THAT(run("show --format md " + file).out, HasSubstr("| Europe engages | "));
  EXPECT_THAT(run("show --scenario chicken " + file).err, HasSubstr("not the scenario"));
  EXPECT_EQ(run("show " + write("no.json", "{}")).code, 1);

  // Without the scenario, ids stand for names.
  std::string text = testing::bundled_text("outreach");
  text.replace(text.find("id: \"outreach\""), 14, "id: \"elsewhere\"");
  const std::string other = write("elsewhere.txtpb", text);
  const std::string several = (folder_ / "several.pb").string();
  ASSERT_EQ(run("run " + other + " --draws 300 --out " + file).code, 0);
  EXPECT_THAT(run("show " + file).out, HasSubstr("China: Outreach"));
  ASSERT_EQ(run("run " + other + " --concept qre,pure --draws 300 --out " + several).code, 0);
  EXPECT_THAT(run("show " + several).out, HasSubstr("apart"));
  EXPECT_THAT(run("show --format csv " + several).out, HasSubstr("\npure,outcome,"));
}

TEST_F(Program, PrintsCompletionAndItsManualPage) {
  for (const char* form : {"bash", "zsh", "fish", "man"}) {
    const auto outcome = run(std::string("completion ") + form);
    EXPECT_EQ(outcome.code, 0);
    EXPECT_THAT(outcome.out, HasSubstr("describe")) << form;
    EXPECT_THAT(outcome.out, HasSubstr("draws")) << form;
  }
  // The script completes a subcommand and an option in a shell of its own.
  const std::string script = write("complete.sh",
                                   run("completion bash").out +
                                       "COMP_WORDS=(demarche ru); COMP_CWORD=1; _demarche\n"
                                       "echo \"${COMPREPLY[@]}\"\n"
                                       "COMP_WORDS=(demarche run --dra); COMP_CWORD=2; _demarche\n"
                                       "echo \"${COMPREPLY[@]}\"\n");
  const std::string out = (folder_ / "completed").string();
  ASSERT_EQ(std::system(("bash '" + script + "' > '" + out + "'").c_str()), 0);
  EXPECT_EQ(contents(out), "run\n--draws\n");
  // Flags take no value.
  EXPECT_THAT(run("completion fish").out, HasSubstr("-l strict -d"));
  EXPECT_THAT(run("completion fish").out, HasSubstr("-l draws -r -d"));
  EXPECT_THAT(run("completion man").out, Not(HasSubstr("strict VALUE")));
  EXPECT_EQ(run("completion tcsh").code, 2);
}

TEST_F(Program, AsksWhatIf) {
  const auto outcome =
      run("run chicken --draws 500 --set prize=0.9 --fix 'north.stance = stand' --precision 2 "
          "--concept qre");

  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_THAT(outcome.out,
              StartsWith("What if prize=0.9, north.stance = stand (fixed), precision 2?\n"));
  EXPECT_THAT(outcome.out, HasSubstr("100 %"));
  EXPECT_THAT(run("run chicken --concept nash --precision 9").err, HasSubstr("--precision"));
  EXPECT_THAT(run("run chicken --concept qre --precision -1").err, HasSubstr("at least 0"));
  EXPECT_THAT(run("run chicken --set prze=1").err, HasSubstr("did you mean 'prize'?"));
  EXPECT_THAT(run("run chicken --fix north.stance=stnd").err, HasSubstr("stand"));
  EXPECT_THAT(run("explain chicken --draw 1 --set prize=0.123").out, HasSubstr("0.123"));
}

TEST_F(Program, ExitsWithTwoOnWrongUsage) {
  EXPECT_EQ(run("").code, 2);
  EXPECT_EQ(run("rnu chicken").code, 2);
  EXPECT_EQ(run("run").code, 2);
  EXPECT_EQ(run("run chicken --draws many").code, 2);
  EXPECT_EQ(run("run chicken --threads -1").code, 2);
  EXPECT_EQ(run("run chicken --threads 1025").code, 2);
  EXPECT_EQ(run("--help").code, 0);
  EXPECT_EQ(run("--version").code, 0);
}

TEST_F(Program, NamesAnOptionByBothOfItsNames) {
  const std::string game =
      write("g.nfg", "NFG 1 R \"\" { \"He\" \"She\" } { 2 2 }\n3 2 0 0 0 0 2 3\n");

  EXPECT_THAT(run("solve " + game + " --concept nash --lambda 2").err,
              HasSubstr("nash does not read --precision (--lambda); qre, logit-response read it"));
}

TEST_F(Program, RefusesAStartThatTheGameLacks) {
  const std::string game =
      write("g.nfg", "NFG 1 R \"\" { \"He\" \"She\" } { 2 2 }\n3 2 0 0 0 0 2 3\n");

  const auto refused = run("solve " + game + " --concept nash --start 9,9");

  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err,
              HasSubstr("--start must name a strategy of each player (1 to 2, 1 to 2), got 9,9"));
}

}  // namespace
}  // namespace demarche
