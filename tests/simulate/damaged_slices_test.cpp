// SPDX-License-Identifier: MIT
// Slices come from other processes and from files: what is damaged is refused, or merged if it says
// something else that may be. The sanitizers run this, too.
#include <google/protobuf/stubs/logging.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "demarche/core/error.hpp"
#include "demarche/simulate/run_sums.hpp"
#include "demarche/simulate/slice.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

/// The bytes with one to four of them changed, left out or doubled; sometimes cut off.
std::string damaged(std::string bytes, std::mt19937_64& random) {
  const auto below = [&](std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
  };
  for (std::size_t times = 1 + below(4); times > 0 && !bytes.empty(); --times) {
    const std::size_t at = below(bytes.size());
    switch (below(4)) {
      case 0:
        bytes[at] = static_cast<char>(below(256));
        break;
      case 1:
        bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << below(8)));
        break;
      case 2:
        bytes.erase(at, 1 + below(4));
        break;
      default:
        bytes.insert(at, bytes, at, 1 + below(4));
    }
  }
  if (below(10) == 0) {
    bytes.resize(below(bytes.size() + 1));
  }
  return bytes;
}

struct Case {
  const char* scenario;
  const char* solution_concept;
};

class DamagedSlices : public ::testing::TestWithParam<Case> {};

TEST_P(DamagedSlices, AreRefusedOrMerged) {
  const Model model = testing::bundled(GetParam().scenario);
  const RunSettings settings{.concept_name = GetParam().solution_concept,
                             .draws = 3 * kBlockLanes,
                             .threads = 1,
                             .keeps_sums = true};
  const std::string bytes = run_slice(model, settings, 0, 1).SerializeAsString();
  const google::protobuf::LogSilencer silencer;  // Protobuf prints what it cannot read.
  std::mt19937_64 random(1);
  int parsed = 0;
  int merged = 0;
  for (int trial = 0; trial < 600; ++trial) {
    v1::RunSlice slice;
    if (!slice.ParseFromString(damaged(bytes, random))) {
      continue;
    }
    ++parsed;
    try {
      const SummedRun summed = merge_slices_with_sums(model, settings, {&slice, 1});
      EXPECT_LE(summed.result.draws_done(), settings.draws);
      ++merged;
    } catch (const InvalidArgument& error) {
      EXPECT_FALSE(std::string(error.what()).empty());
    }
  }
  EXPECT_GT(parsed, 100);  // Else nothing was tried.
  EXPECT_GT(merged, 0);
}

INSTANTIATE_TEST_SUITE_P(Scenarios,
                         DamagedSlices,
                         ::testing::Values(Case{"chicken", "nash"},
                                           Case{"outreach", "qre"},
                                           Case{"port", "qre"}),
                         [](const auto& tested) { return std::string(tested.param.scenario); });

}  // namespace
}  // namespace demarche
