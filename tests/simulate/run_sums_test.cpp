// SPDX-License-Identifier: MIT
#include "demarche/simulate/run_sums.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

#include "demarche/core/types.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

SummedRun summed(const Model& model, std::uint64_t draws, int threads) {
  return run_with_sums(model,
                       {.concept_name = "pure", .seed = 5, .draws = draws, .threads = threads});
}

/// Threads add to the same tables, chunk by chunk under locks.
TEST(RunWithSums, GivesTheSameBitsOnAnyNumberOfThreads) {
  const Model model = testing::bundled("outreach");
  const SummedRun one = summed(model, 6'000, 1);
  const SummedRun four = summed(model, 6'000, 4);

  const BinnedSums& a = one.sums.sums;
  const BinnedSums& b = four.sums.sums;
  ASSERT_EQ(a.num_outputs(), b.num_outputs());
  for (std::size_t g = 0; g < a.num_groups(); ++g) {
    for (std::size_t o = 0; o < a.num_outputs(); ++o) {
      ASSERT_EQ(a.square_sum(g, o), b.square_sum(g, o));
      for (std::size_t i = 0; i < a.inputs().size(); ++i) {
        for (std::size_t bin = 0; bin < a.inputs()[i].num_bins(); ++bin) {
          ASSERT_EQ(a.sum(g, i, bin, o), b.sum(g, i, bin, o));
        }
      }
    }
  }
}

/// Each draw is in one bin of every parameter, in one group, and no group is empty.
TEST(RunWithSums, CountsEveryDrawOnce) {
  const SummedRun run = summed(testing::bundled("outreach"), 5'000, 2);
  const BinnedSums& sums = run.sums.sums;

  EXPECT_EQ(sums.num_groups(), 32U);
  for (std::size_t i = 0; i < sums.inputs().size(); ++i) {
    std::uint64_t draws = 0;
    for (std::size_t g = 0; g < sums.num_groups(); ++g) {
      std::uint64_t of_group = 0;
      for (std::size_t bin = 0; bin < sums.inputs()[i].num_bins(); ++bin) {
        of_group += sums.draws(g, i, bin);
      }
      EXPECT_GE(of_group, kBlockLanes);
      draws += of_group;
    }
    EXPECT_EQ(draws, 5'000U);
  }
}

/// A run that is stopped has draws in several groups.
TEST(RunWithSums, CoversWhatWasDone) {
  RunSettings settings{.concept_name = "pure", .seed = 5, .draws = 100'000'000, .threads = 2};
  settings.progress = [](const Progress& progress) { return progress.draws_done < 20'000; };
  const SummedRun run = run_with_sums(testing::bundled("outreach"), settings);

  const BinnedSums& sums = run.sums.sums;
  std::uint64_t draws = 0;
  for (std::size_t g = 0; g < sums.num_groups(); ++g) {
    for (std::size_t bin = 0; bin < sums.inputs()[0].num_bins(); ++bin) {
      draws += sums.draws(g, 0, bin);
    }
  }
  EXPECT_FALSE(run.result.is_complete());
  EXPECT_EQ(draws, std::min(run.result.draws_done(), BinnedSums::kMostDraws));
}

TEST(RunWithSums, KeepsNoSumsOfConstants) {
  const Model model = testing::compiled(
      "id: 's' actors { id: 'a' levers { id: 'l' levels { id: 'no' } levels { id: 'yes' } } payoff "
      "{ id: 'p' value: 'a.l' } }");

  EXPECT_EQ(summed(model, 100, 1).sums.none_because, "no parameter varies");
}

}  // namespace
}  // namespace demarche
