// SPDX-License-Identifier: MIT
#include "demarche/solve/solve_status.hpp"

#include <gtest/gtest.h>

#include <set>

namespace demarche {
namespace {

/// Results count draws by these names: another spelling would be another count.
TEST(SolveStatus, NamesAreThoseOfTheEnumerators) {
  EXPECT_EQ(to_string(SolveStatus::converged), "converged");
  EXPECT_EQ(to_string(SolveStatus::no_equilibrium), "no_equilibrium");
  EXPECT_EQ(to_string(SolveStatus::iteration_limit), "iteration_limit");
  EXPECT_EQ(to_string(SolveStatus::numerical_failure), "numerical_failure");
  EXPECT_EQ(to_string(SolveStatus::not_finite), "not_finite");
}

TEST(SolveStatus, AllAreCounted) {
  std::set<std::string_view> names;
  for (int status = 0; status < kNumSolveStatuses; ++status) {
    names.insert(to_string(static_cast<SolveStatus>(status)));
  }
  EXPECT_EQ(names.size(), static_cast<std::size_t>(kNumSolveStatuses));
  EXPECT_FALSE(names.contains(""));
}

}  // namespace
}  // namespace demarche
