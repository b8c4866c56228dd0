// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <string>

#include "support/program.hpp"
#include "support/sanitizers.hpp"

namespace demarche::testing {
namespace {

using ::testing::HasSubstr;

/// A scenario with an option set of 2^num_levers options.
std::string with_options(int num_levers) {
  std::string text = "id: 'wide' actors { id: 'a' payoff { id: 'own' value: 'x * a.l0' }\n";
  std::string levers;
  for (int i = 0; i < num_levers; ++i) {
    const std::string id = "l" + std::to_string(i);
    text += "levers { id: '" + id + "' levels { id: 'no' } levels { id: 'yes' } }\n";
    levers += " levers: 'a." + id + "'";
  }
  return text +
         "}\nparameters { id: 'x' distribution { normal { mean: 5 standard_deviation: 1 } } }\n"
         "option_sets { id: 'all' value: 'payoff(a)'" +
         levers + " }\n";
}

TEST_F(Program, RefusesARunThatNeedsTooMuchMemory) {
  const std::string file = write("wide.txtpb", with_options(8));

  const Outcome refused = run("run " + file + " --draws 1000 --max-memory 2M");

  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err, HasSubstr("max_memory allows 2 MiB: option set 'all' (256 options)"));
  EXPECT_EQ(run("explain " + file + " --draw 1 --max-memory 10K").code, 1);
  EXPECT_EQ(run("run " + file + " --draws 1000 --max-memory 1.5GiB").code, 0);
  for (const char* wrong : {"0", "-1", "4X", "4Gi4", "lots", "1e400", "''"}) {
    const Outcome outcome = run("run chicken --draws 10 --max-memory " + std::string(wrong));
    EXPECT_EQ(outcome.code, 2) << wrong;
  }
}

TEST_F(Program, EndsCompilingAtTheLimitOfTime) {
  const std::string file = write("wide.txtpb", with_options(10));

  const Outcome late = run("run " + file + " --concept nash --draws 100 --max-seconds 1e-9");

  EXPECT_EQ(late.code, 1);
  EXPECT_THAT(late.err, HasSubstr("checking and compiling the scenario was interrupted"));
}

/// 4,096 options and two threads: sketches of 128 KiB for each option and thread would take 1.5
/// GiB.
TEST_F(Program, RunsALargeOptionSetInLittleMemory) {
  if (testing::kIsSanitized) {
    GTEST_SKIP() << "The address sanitizer keeps up to 256 MiB that were freed.";
  }
  const std::string file = write("wide.txtpb", with_options(12));

  ASSERT_EQ(run("run " + file + " --draws 2000 --threads 2").code, 0);

  rusage usage{};
  ASSERT_EQ(getrusage(RUSAGE_CHILDREN, &usage), 0);
  constexpr long kMostKib = 300 * 1024;
  EXPECT_LT(usage.ru_maxrss, kMostKib);
}

}  // namespace
}  // namespace demarche::testing
