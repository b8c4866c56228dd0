// SPDX-License-Identifier: MIT
#include "demarche/report/parameter_changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "demarche/scenario/parameter_sheet.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

using ::testing::StartsWith;

TEST(ParameterChanges, TellsNumbersFromWords) {
  const v1::Scenario before = testing::bundled("chicken").scenario;
  v1::Scenario after = before;
  after.mutable_parameters(0)->mutable_distribution()->mutable_constant()->set_value(3);
  after.mutable_parameters(1)->set_unit("prizes");

  EXPECT_EQ(parameter_changes(before, before), "0 of 4 parameters changed\n");
  EXPECT_EQ(parameter_changes(before, after),
            "1 of 4 parameters changed:\n"
            "  prize\n"
            "    was triangular low 0.5, mode 1, high 2; quantiles 0.5866 at 1 %, 0.6936 at 5 %, "
            "0.933 at 25 %,\n"
            "    1.134 at 50 %, 1.388 at 75 %, 1.726 at 95 %, 1.878 at 99 %\n"
            "    is constant value 3\n"
            "In words alone (names, units, rationale, sources): resolve\n");
}

TEST(ParameterChanges, LeavesOutWhatFollowsFromNewExperts) {
  const v1::Scenario before = testing::bundled("chicken").scenario;
  const v1::Scenario after =
      apply_parameter_csv(
          before,
          "id,expert,family,low,high\nresolve,anna,uniform,0,1\nresolve,ben,uniform,1,2\n",
          "s")
          .value()
          .scenario;
  v1::Scenario added = before;
  *added.add_parameters() = before.parameters(1);
  added.mutable_parameters(4)->set_id("more");

  EXPECT_THAT(parameter_changes(before, after),
              StartsWith("1 of 4 parameters changed:\n  resolve\n"));
  EXPECT_THAT(
      parameter_changes(before, added),
      StartsWith("1 of 5 parameters changed:\n  more\n    was not there\n    is uniform low"));
}

}  // namespace
}  // namespace demarche
