// SPDX-License-Identifier: MIT
#include "simulate/row_queue.hpp"

#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <vector>

namespace demarche {
namespace {

using Row = std::array<double, kBlockLanes>;

/// Different numbers in every row and lane; integers, so that their sums are exact.
std::vector<Row> rows(std::size_t count) {
  std::vector<Row> all(count);
  for (std::size_t r = 0; r < count; ++r) {
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      all[r][lane] = static_cast<double>((31 * r + 7 * lane) % 101);
    }
  }
  return all;
}

/// Twenty rows, more than the queue holds, against each row by itself.
void expect_sums_of(const std::vector<std::size_t>& solved, std::size_t num_lanes) {
  const std::vector<Row> all = rows(20);
  std::vector<ValueAccumulator> actual(all.size());
  RowQueue queue(false);
  queue.start(solved, num_lanes);
  for (std::size_t r = 0; r < all.size(); ++r) {
    std::vector<double> expected;
    for (const std::size_t lane : solved) {
      expected.push_back(all[r][lane]);
    }
    const auto values = queue.add(all[r].data(), actual[r]);
    EXPECT_EQ(std::vector(values.begin(), values.end()), expected);
  }
  queue.flush();

  for (std::size_t r = 0; r < all.size(); ++r) {
    double sum = 0.0;
    for (const std::size_t lane : solved) {
      sum += all[r][lane];
    }
    EXPECT_EQ(actual[r].moments.count(), solved.size());
    EXPECT_EQ(actual[r].moments.mean(), sum / static_cast<double>(solved.size()));
  }
}

TEST(RowQueue, AddsWholeBlocks) {
  std::vector<std::size_t> all(kBlockLanes);
  std::iota(all.begin(), all.end(), std::size_t{0});
  expect_sums_of(all, kBlockLanes);
}

TEST(RowQueue, LeavesUnsolvedLanesOut) {
  expect_sums_of({3}, kBlockLanes);
  expect_sums_of({0, 1, 4, 77, 126}, kBlockLanes);
  expect_sums_of({0, 2}, 3);
}

TEST(RowQueue, TakesRowsFromItsOwnBuffer) {
  const std::vector<std::size_t> solved{1, 5, 6};
  ValueAccumulator first;
  ValueAccumulator second;
  RowQueue queue(false);
  queue.start(solved, kBlockLanes);
  for (ValueAccumulator* const target : {&first, &second}) {
    double* const row = queue.buffer();
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      row[lane] = static_cast<double>(lane) * (target == &first ? 1.0 : 10.0);
    }
    queue.add(row, *target);
  }
  queue.flush();

  EXPECT_EQ(first.moments.mean(), 4.0);
  EXPECT_EQ(second.moments.mean(), 40.0);
}

TEST(RowQueue, ClampsProbabilitiesOnly) {
  Row row{};
  row[0] = -1e-17;
  row[1] = 1.0 + 1e-15;
  const std::vector<std::size_t> solved{0, 1};
  for (const bool are_probabilities : {true, false}) {
    ValueAccumulator value;
    RowQueue queue(are_probabilities);
    queue.start(solved, 2);
    queue.add(row.data(), value);
    queue.flush();
    EXPECT_EQ(value.moments.minimum() >= 0.0, are_probabilities);
    EXPECT_EQ(value.moments.maximum() <= 1.0, are_probabilities);
  }
}

}  // namespace
}  // namespace demarche
