// SPDX-License-Identifier: MIT
// Inputs at the limits of what is accepted, which once took minutes or gigabytes. Bounds of time
// are ten times and more what a busy machine needs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <string>

#include "support/program.hpp"

namespace demarche::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Limits : public Program {
 protected:
  /// The outcome of a command, which must end within `seconds`.
  [[nodiscard]] Outcome timed(const std::string& arguments, double seconds) const {
    const auto start = std::chrono::steady_clock::now();
    Outcome outcome = run(arguments);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    EXPECT_LT(taken.count(), seconds) << arguments;
    return outcome;
  }
};

/// The most memory that a run of the program takes.
double most_mib(const std::string& arguments) {
  const std::string command = "exec '" DEMARCHE_PROGRAM "' " + arguments + " >/dev/null 2>&1";
  const pid_t child = fork();
  if (child == 0) {
    execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  EXPECT_EQ(wait4(child, &status, 0, &usage), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << command;
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// `count` times `word`, with blanks around.
std::string repeated(const std::string& word, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    text += " " + word;
  }
  return text + " ";
}

/// Actors with levers of two levels, and payoffs that know the first actor's first lever alone.
std::string scenario(int num_actors, int num_levers, const std::string& rest) {
  std::string text = "id: 't'\n";
  for (int i = 0; i < num_actors; ++i) {
    text += "actors { id: 'a" + std::to_string(i) + "'\n";
    for (int k = 0; k < num_levers; ++k) {
      text +=
          "levers { id: 'l" + std::to_string(k) + "' levels { id: 'v0' } levels { id: 'v1' } }\n";
    }
    text += "payoff { id: 'p' value: 'x * a0.l0' } }\n";
  }
  return text + "parameters { id: 'x' distribution { uniform { low: 0 high: 1 } } }\n" +
         "outcomes { id: 'o' event: 'a0.l0 == v0' }\n" + rest;
}

/// 2^1024 joint profiles, 65,536 strategies of each actor.
TEST_F(Limits, SixtyFourActorsOfSixteenLeversAreChecked) {
  const std::string file = write("64x16.txtpb", scenario(64, 16, ""));

  const Outcome checked = timed("check " + file, 30);

  EXPECT_EQ(checked.code, 0);
  EXPECT_THAT(checked.out, HasSubstr("64 actors, 1,024 levers, 1.798e+308 joint profiles"));
  EXPECT_LT(most_mib("check " + file), 700);
}

TEST_F(Limits, SixtyFourActorsOfSixteenLeversAreRefusedWithWhatNeedsTheMemory) {
  const std::string file = write("64x16.txtpb", scenario(64, 16, ""));

  const Outcome refused = timed("run " + file + " --draws 100 --max-memory 100M", 120);

  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err,
              AllOf(HasSubstr("max_memory allows 100 MiB: actor 'a0' (65,536 strategies) needs"),
                    HasSubstr("fewer threads need less")));
  const Outcome late = timed("run " + file + " --concept nash --draws 100 --max-seconds 0.05", 15);
  EXPECT_EQ(late.code, 1);
  EXPECT_THAT(late.err, HasSubstr("checking and compiling the scenario was interrupted"));
  EXPECT_THAT(
      run("run " + file + " --concept nash --draws 100").err,
      AllOf(HasSubstr("its dense form has 1.798e+308 joint profiles and 1.151e+310 payoffs"),
            Not(HasSubstr("inf "))));
}

/// The first lever pays x, which is positive, and no other does: of the pairs of options that
/// differ in the first lever, the one at v1 is best.
TEST_F(Limits, AnOptionSetOf4096IsRunAndItsMemoryCounted) {
  std::string levers;
  for (int k = 0; k < 12; ++k) {
    levers += " levers: 'a0.l" + std::to_string(k) + "'";
  }
  const std::string file =
      write("options.txtpb",
            scenario(2, 12, "option_sets { id: 'os0' value: 'payoff(a0)'" + levers + " }\n"));

  const Outcome run_through = timed("run " + file + " --draws 1000 --threads 2", 60);

  EXPECT_EQ(run_through.code, 0);
  EXPECT_THAT(run_through.out, HasSubstr("1,000 of 1,000 draws solved"));
  EXPECT_LT(most_mib("run " + file + " --draws 1000 --threads 2"), 400);
  EXPECT_THAT(run("run " + file + " --draws 1000 --threads 2 --max-memory 20M").err,
              HasSubstr("max_memory allows 20 MiB: option set 'os0' (4,096 options) needs"));
}

TEST_F(Limits, FourThousandPlayersOfOneStrategyHaveOneEquilibrium) {
  const std::string file = write("players.nfg",
                                 "NFG 1 R \"t\" {" + repeated("\"a\"", 4000) + "} {" +
                                     repeated("1", 4000) + "}\n\n" + repeated("1", 4000) + "\n");

  for (const char* solution_concept : {"nash", "pure"}) {
    const Outcome solved =
        timed(std::string("solve --concept ") + solution_concept + " " + file, 30);
    EXPECT_EQ(solved.code, 0) << solved.err;
    EXPECT_THAT(solved.out, HasSubstr("largest gain by deviating 0"));
    EXPECT_THAT(solved.out, Not(HasSubstr("2 of ")));
  }
  EXPECT_THAT(run("solve --concept nash " + file).out,
              StartsWith("t\nconcept nash: converged, the list is complete\n"));
}

/// The first player is indifferent among all strategies, and the second has but one.
TEST_F(Limits, FourThousandStrategiesAgainstOneAreAllEquilibria) {
  const std::string file = write("strategies.nfg",
                                 "NFG 1 R \"t\" { \"a\" \"b\" } { {" + repeated("\"\"", 4000) +
                                     "} { \"x\" } } \"\"\n\n" + repeated("1", 8000) + "\n");

  const Outcome all = timed("solve " + file, 60);
  const Outcome some = timed("solve --max-seconds 0.2 " + file, 20);

  EXPECT_EQ(all.code, 0) << all.err;
  EXPECT_THAT(all.out, StartsWith("t\nconcept nash: converged, the game is degenerate\n"));
  EXPECT_THAT(all.out, HasSubstr("\n4000 of 4000, largest gain by deviating 0\n"));
  EXPECT_THAT(some.out, StartsWith("t\nconcept nash: iteration_limit\n"));
}

}  // namespace
}  // namespace demarche::testing
