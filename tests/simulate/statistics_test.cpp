// SPDX-License-Identifier: MIT
#include "simulate/statistics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace demarche {
namespace {

/// Lane by lane, as one would write it.
SolveAccumulator one_by_one(const Certificates& certificates, std::size_t num_lanes) {
  SolveAccumulator total;
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    const Certificate certificate = certificates[lane];
    ++total.by_status[static_cast<std::size_t>(certificate.status)];
    total.iterations += static_cast<std::uint64_t>(certificate.iterations);
    total.max_iterations =
        std::max(total.max_iterations, static_cast<std::uint64_t>(certificate.iterations));
    if (certificate.status == SolveStatus::converged) {
      ++total.multiplicity[static_cast<std::uint32_t>(certificate.num_equilibria)];
      total.degenerate += certificate.is_degenerate ? 1 : 0;
      total.incomplete += certificate.is_complete ? 0 : 1;
      total.residual.add(certificate.residual);
      total.regret.add(certificate.max_regret);
    }
  }
  return total;
}

void expect_same(const Certificates& certificates, std::size_t num_lanes) {
  SolveAccumulator actual;
  std::vector<std::size_t> solved;
  actual.add(certificates, num_lanes, solved);
  const SolveAccumulator expected = one_by_one(certificates, num_lanes);

  EXPECT_EQ(actual.by_status, expected.by_status);
  EXPECT_EQ(actual.multiplicity, expected.multiplicity);
  EXPECT_EQ(actual.degenerate, expected.degenerate);
  EXPECT_EQ(actual.incomplete, expected.incomplete);
  EXPECT_EQ(actual.iterations, expected.iterations);
  EXPECT_EQ(actual.max_iterations, expected.max_iterations);
  for (const auto moments : {&SolveAccumulator::residual, &SolveAccumulator::regret}) {
    EXPECT_EQ((actual.*moments).count(), (expected.*moments).count());
    EXPECT_EQ((actual.*moments).minimum(), (expected.*moments).minimum());
    EXPECT_EQ((actual.*moments).maximum(), (expected.*moments).maximum());
    EXPECT_NEAR((actual.*moments).mean(), (expected.*moments).mean(), 1e-24);
  }
  std::vector<std::size_t> lanes;
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    if (certificates.status[lane] == SolveStatus::converged) {
      lanes.push_back(lane);
    }
  }
  EXPECT_EQ(solved, lanes);
}

/// Makes certificates of lanes that differ in everything, with `most` equilibria at most.
Certificates varied(int most) {
  Certificates certificates;
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    const auto number = static_cast<int>(lane);
    certificates[lane] = {.status = SolveStatus::converged,
                          .num_equilibria = number * number % (most + 1),
                          .is_complete = number % 3 != 0,
                          .is_degenerate = number % 5 == 0,
                          .max_regret = 1e-12 * number,
                          .residual = 1e-13 * (number % 7),
                          .iterations = number % 11};
  }
  return certificates;
}

TEST(SolveAccumulator, AddsABlockAsItsLanes) {
  for (const int most : {1, 8, 100}) {
    for (const std::size_t num_lanes : {std::size_t{1}, std::size_t{77}, kBlockLanes}) {
      expect_same(varied(most), num_lanes);
    }
  }
}

TEST(SolveAccumulator, AddsWhereAllAreTheSame) {
  Certificates certificates;
  certificates.fill({.status = SolveStatus::converged,
                     .num_equilibria = 1,
                     .is_complete = true,
                     .iterations = 19});
  expect_same(certificates, kBlockLanes);
}

TEST(SolveAccumulator, KeepsUnsolvedLanesApart) {
  Certificates certificates = varied(8);
  for (std::size_t lane = 0; lane < kBlockLanes; lane += 9) {
    certificates.status[lane] =
        lane % 2 == 0 ? SolveStatus::no_equilibrium : SolveStatus::iteration_limit;
    certificates.iterations[lane] = 1000;
  }
  expect_same(certificates, kBlockLanes);
  expect_same(certificates, 50);
}

TEST(SolveAccumulator, TakesABlockWithoutASolvedLane) {
  const Certificates certificates;
  expect_same(certificates, kBlockLanes);
}

TEST(ValueAccumulator, CountsWhatIsNotFiniteApart) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  ValueAccumulator value;

  value.add(std::vector{1.0, kInfinity, 2.0, std::numeric_limits<double>::quiet_NaN(), 6.0});
  value.add(std::vector{-kInfinity});

  EXPECT_EQ(value.undefined, 3U);
  EXPECT_EQ(value.moments.count(), 3U);
  EXPECT_EQ(value.moments.mean(), 3.0);
  EXPECT_EQ(value.moments.minimum(), 1.0);
  EXPECT_EQ(value.moments.maximum(), 6.0);
}

TEST(SummaryAccumulator, KeepsQuantilesOfRealisedValues) {
  SummaryAccumulator summary;
  SummaryAccumulator other;

  summary.add(std::vector{10.0, 20.0}, std::vector{-1.0, 4.0});
  other.add(std::vector{30.0}, std::vector{2.0});
  summary.merge(other);

  EXPECT_EQ(summary.expected.moments.mean(), 20.0);
  EXPECT_EQ(summary.realised.moments.count(), 3U);
  EXPECT_EQ(summary.sketch.quantile(0.5), 2.0);
}

TEST(OptionAccumulator, MergesAllItsParts) {
  OptionAccumulator option;
  OptionAccumulator other;
  other.value.add(std::vector{3.0});
  other.sketch.add(3.0);
  other.regret.add(0.5);
  other.best.add(1.0);

  option.merge(other);
  option.merge(other);

  EXPECT_EQ(option.value.moments.count(), 2U);
  EXPECT_EQ(option.sketch.count(), 2U);
  EXPECT_EQ(option.regret.mean(), 0.5);
  EXPECT_EQ(option.best.value(), 2.0);
}

}  // namespace
}  // namespace demarche
