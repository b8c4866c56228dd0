// SPDX-License-Identifier: MIT
#include "demarche/simulate/quantile_sketch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "demarche/core/error.hpp"
#include "demarche/core/instruction_set.hpp"
#include "demarche/core/types.hpp"

namespace demarche {
namespace {

std::vector<double> normals(std::size_t count, double mean, std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::normal_distribution<double> normal(mean, 1.0);
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) {
    values.push_back(normal(engine));
  }
  return values;
}

TEST(QuantileSketch, IsWithinTheStatedError) {
  for (const double mean : {0.0, 5.0, -1e6}) {
    auto values = normals(50'000, mean, 3);
    QuantileSketch sketch;
    for (const double value : values) {
      sketch.add(value);
    }
    std::sort(values.begin(), values.end());
    for (const double p : {0.0, 0.001, 0.1, 0.5, 0.9, 0.999, 1.0}) {
      const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(p * 50'000))) - 1;
      const double exact = values[rank];
      EXPECT_NEAR(sketch.quantile(p), exact, sketch.relative_error() * std::abs(exact)) << p;
      EXPECT_LE(std::abs(sketch.quantile(p)), std::abs(exact) * (1 + 1e-15)) << p;
    }
  }
}

TEST(QuantileSketch, IsNarrowBesideTheSpreadFarFromZero) {
  // 8 standard deviations in at least 2,048 buckets, by the rule that chooses how many bits are
  // kept.
  constexpr double kMost = 10.0 / 2048.0;
  for (const double mean : {1e3, 1e6, -1e9}) {
    auto values = normals(50'000, mean, 3);
    QuantileSketch sketch;
    sketch.add_block(values);
    std::sort(values.begin(), values.end());
    for (const double p : {0.05, 0.5, 0.95}) {
      const auto rank = static_cast<std::size_t>(std::ceil(p * 50'000)) - 1;
      EXPECT_NEAR(sketch.quantile(p), values[rank], kMost) << mean << ' ' << p;
    }
  }
}

TEST(QuantileSketch, IsExactForFewNeighbouringNumbers) {
  QuantileSketch sketch;
  for (int i = 0; i < 8; ++i) {
    sketch.add(1e15 + 0.125 * i);
  }

  EXPECT_EQ(sketch.quantile(0.0), 1e15);
  EXPECT_EQ(sketch.quantile(0.5), 1e15 + 0.375);
  EXPECT_EQ(sketch.quantile(1.0), 1e15 + 0.875);
  EXPECT_EQ(sketch.bits(), QuantileSketch::kMostBits);
}

TEST(QuantileSketch, KeepsTheSameBitsInAnyOrder) {
  boost::random::mt19937_64 engine(9);
  for (const double spread : {1e-9, 1e-3, 0.3, 3.0}) {
    std::vector<double> values = normals(2'000, 0.0, 5);
    for (double& value : values) {
      value = 7.0 + spread * value;
    }
    QuantileSketch sorted;
    std::vector<double> ascending = values;
    std::sort(ascending.begin(), ascending.end());
    for (const double value : ascending) {
      sorted.add(value);
    }
    QuantileSketch merged;
    for (std::size_t i = 0; i < values.size(); i += 100) {
      QuantileSketch part;
      part.add_block(std::span(values).subspan(i, 100));
      if (engine() % 2 == 0) {
        merged.merge(part);
      } else {
        part.merge(merged);
        merged = part;
      }
    }

    EXPECT_EQ(merged.bits(), sorted.bits()) << spread;
    for (int p = 0; p <= 1000; ++p) {
      ASSERT_EQ(merged.quantile(p / 1000.0), sorted.quantile(p / 1000.0)) << spread << ' ' << p;
    }
  }
}

TEST(QuantileSketch, MergesToTheSameCounts) {
  const auto values = normals(10'000, 0.0, 4);
  QuantileSketch whole;
  std::vector<QuantileSketch> parts(5);
  for (std::size_t i = 0; i < values.size(); ++i) {
    whole.add(values[i]);
    parts[i % 5].add(values[i]);
  }
  QuantileSketch total;
  for (std::size_t k = 5; k-- > 0;) {
    total.merge(parts[k]);
  }

  EXPECT_EQ(total.count(), whole.count());
  for (int p = 0; p <= 100; ++p) {
    EXPECT_EQ(total.quantile(p / 100.0), whole.quantile(p / 100.0));
  }
}

TEST(QuantileSketch, HoldsZerosExtremesAndNothing) {
  QuantileSketch sketch;
  EXPECT_TRUE(std::isnan(sketch.quantile(0.5)));
  for (const double value : {0.0,
                             -0.0,
                             std::numeric_limits<double>::max(),
                             -std::numeric_limits<double>::denorm_min()}) {
    sketch.add(value);
  }

  EXPECT_EQ(sketch.count(), 4U);
  EXPECT_EQ(sketch.quantile(0.5), 0.0);
  EXPECT_NEAR(
      sketch.quantile(1.0) / std::numeric_limits<double>::max(), 1.0, sketch.relative_error());
  EXPECT_LE(sketch.quantile(0.0), 0.0);
  EXPECT_THROW((void)sketch.quantile(1.1), InvalidArgument);
  EXPECT_THROW((void)sketch.quantile(std::nan("")), InvalidArgument);
}

TEST(QuantileSketch, IsRestoredFromItsParts) {
  QuantileSketch sketch;
  for (const double value : {-3.0, -1e-9, 0.0, 2.0, 2.5, 1e9}) {
    sketch.add(value);
  }

  const QuantileSketch restored(
      sketch.bits(), sketch.negative(), sketch.positive(), sketch.zeros());

  EXPECT_EQ(restored.count(), 6U);
  for (const double probability : {0.0, 0.2, 0.5, 0.9, 1.0}) {
    EXPECT_EQ(restored.quantile(probability), sketch.quantile(probability));
  }
  EXPECT_THROW(QuantileSketch(9, {.first = 1U << 30U, .counts = {1}}, {}, 0), InvalidArgument);
  EXPECT_THROW(QuantileSketch(8, {}, {}, 0), InvalidArgument);
  EXPECT_THROW(QuantileSketch(53, {}, {}, 0), InvalidArgument);
  const std::vector<std::uint64_t> many(QuantileSketch::kMostFine + 1, 1);
  EXPECT_THROW(QuantileSketch(10, {.first = 0, .counts = many}, {}, 0), InvalidArgument);
  EXPECT_NO_THROW(QuantileSketch(9, {.first = 0, .counts = many}, {}, 0));
}

TEST(QuantileSketch, BlocksCountAsTheirNumbersDo) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  auto values = normals(1'000, 0.0, 6);
  values.insert(values.end(), {0.0, -0.0, 5e-324, -5e-324, 1e-310, 1e300, -1e300, 1e-200, 1.0});
  QuantileSketch one_by_one;
  for (const double value : values) {
    one_by_one.add(value);
  }
  values.insert(values.begin() + 500, {kInfinity, -kInfinity, std::nan("")});
  for (const auto& name : instruction_sets()) {
    SCOPED_TRACE(name);
    use_instruction_set(name);
    QuantileSketch by_block;
    by_block.add_block(values);
    by_block.add_block(values);

    EXPECT_EQ(by_block.count(), 2 * one_by_one.count());
    EXPECT_EQ(by_block.zeros(), 2 * one_by_one.zeros());
    for (int p = 0; p <= 100; ++p) {
      EXPECT_EQ(by_block.quantile(p / 100.0), one_by_one.quantile(p / 100.0));
    }
  }
  use_instruction_set("best");
}

/// Counters begin with two bytes. A count beyond 65,535 has to arrive by every way on which numbers
/// come.
TEST(QuantileSketch, CountsMoreThanNarrowCountersHold) {
  constexpr std::uint64_t kMany = 70'000;
  const std::vector<double> block(kBlockLanes, 3.0);
  QuantileSketch one_by_one;
  QuantileSketch by_block;
  QuantileSketch merged;
  for (std::uint64_t i = 0; i < kMany; ++i) {
    one_by_one.add(3.0);
  }
  for (std::uint64_t i = 0; i < kMany; i += kBlockLanes) {
    const std::size_t count = std::min<std::uint64_t>(kBlockLanes, kMany - i);
    by_block.add_block(std::span(block).first(count));
    QuantileSketch part;
    part.add_block(std::span(block).first(count));
    merged.merge(part);
  }
  const QuantileSketch restored(
      one_by_one.bits(), one_by_one.negative(), one_by_one.positive(), one_by_one.zeros());
  QuantileSketch together = restored;
  together.merge(merged);

  for (const QuantileSketch& sketch : {one_by_one, by_block, merged, restored}) {
    ASSERT_EQ(sketch.positive().counts.size(), 1U);
    EXPECT_EQ(sketch.positive().counts[0], kMany);
  }
  EXPECT_EQ(together.count(), 2 * kMany);
}

/// Neighbouring buckets become one as numbers spread, and their counts one count.
TEST(QuantileSketch, CountsOfCoarserBucketsMayNeedWiderCounters) {
  constexpr int kEach = 40'000;
  QuantileSketch sketch;
  QuantileSketch other;
  for (int i = 0; i < kEach; ++i) {
    sketch.add(1.0);
    sketch.add(1.0 + 1e-15);
    other.add(1.0);
    other.add(1.0 + 1e-15);
  }
  ASSERT_EQ(sketch.positive().counts.front(), kEach);

  sketch.add(1e6);
  QuantileSketch far;
  far.add(1e6);
  other.merge(far);

  for (const QuantileSketch& both : {sketch, other}) {
    EXPECT_EQ(both.positive().counts.front(), 2U * kEach);
    EXPECT_EQ(both.count(), 2U * kEach + 1);
  }
}

TEST(QuantileSketch, TakesOverASketchThatIsNotNeededAnyMore) {
  const auto values = normals(1'000, 2.0, 8);
  QuantileSketch expected;
  expected.add_block(values);
  QuantileSketch given = expected;
  QuantileSketch total;

  total.merge(std::move(given));
  total.merge(QuantileSketch());

  EXPECT_EQ(total.bits(), expected.bits());
  EXPECT_EQ(total.positive().counts, expected.positive().counts);
  EXPECT_EQ(total.negative().counts, expected.negative().counts);
}

}  // namespace
}  // namespace demarche
