// SPDX-License-Identifier: MIT
#include "demarche/core/buffer.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <utility>

namespace demarche {
namespace {

TEST(Buffer, KeepsItsValuesAsItGrows) {
  Buffer<int> buffer;

  for (int i = 0; i < 1000; ++i) {
    int* const more = buffer.extend(3);
    std::iota(more, more + 3, 3 * i);
  }

  ASSERT_EQ(buffer.size(), 3000U);
  for (int i = 0; i < 3000; ++i) {
    EXPECT_EQ(buffer[static_cast<std::size_t>(i)], i);
  }
}

TEST(Buffer, ResizesBothWays) {
  Buffer<double> buffer(2);
  buffer[0] = 1.0;
  buffer[1] = 2.0;

  buffer.resize(5);
  buffer[4] = 5.0;
  buffer.resize(1);

  ASSERT_EQ(buffer.span().size(), 1U);
  EXPECT_EQ(buffer.span()[0], 1.0);
}

TEST(Buffer, KeepsItsPlaceWithinWhatIsReserved) {
  Buffer<double> buffer(1);
  buffer[0] = 7.0;
  buffer.reserve(1 << 20);
  const double* const place = buffer.data();

  buffer.resize(1 << 20);
  buffer.extend(0);
  buffer.reserve(10);

  EXPECT_EQ(buffer.data(), place);
  EXPECT_EQ(buffer.capacity(), std::size_t{1} << 20);
  EXPECT_EQ(buffer[0], 7.0);
}

TEST(Buffer, MovesLeaveNothingBehind) {
  Buffer<int> from(3);

  const Buffer<int> to = std::move(from);

  EXPECT_EQ(to.size(), 3U);
  EXPECT_EQ(from.size(), 0U);  // NOLINT(bugprone-use-after-move): what is promised.
  from.extend(1)[0] = 7;
  EXPECT_EQ(from[0], 7);
}

TEST(Buffer, IsEmptyAtFirst) {
  const Buffer<int> buffer;

  EXPECT_EQ(buffer.size(), 0U);
  EXPECT_TRUE(buffer.span().empty());
}

}  // namespace
}  // namespace demarche
