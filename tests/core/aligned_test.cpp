// SPDX-License-Identifier: MIT
#include "demarche/core/aligned.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace demarche {
namespace {

TEST(AlignedArray, StartsAtZeroAndAligned) {
  for (const std::size_t size : {0U, 1U, 7U, 1000U}) {
    const AlignedArray array(size);
    EXPECT_EQ(array.size(), size);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(array.data()) % 64, 0U);
    EXPECT_TRUE(
        std::all_of(array.span().begin(), array.span().end(), [](double x) { return x == 0.0; }));
  }
}

TEST(AlignedArray, KeepsItsContentsWhenMoved) {
  AlignedArray array(3);
  array[2] = 4.0;

  const AlignedArray other = std::move(array);

  EXPECT_EQ(other[2], 4.0);
}

}  // namespace
}  // namespace demarche
