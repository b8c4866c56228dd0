// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "demarche/core/types.hpp"

namespace demarche {

/// The most doubles that a vector of any supported instruction set holds (AVX-512: 8).
inline constexpr std::size_t kMaxVectorLanes = 8;

/// Calls visit(lane) for each lane of the set, in rising order.
template <class Visit>
void for_each_lane(const LaneSet& lanes, Visit visit) {
  if (lanes.none()) {
    return;
  }
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    if (lanes[lane]) {
      visit(lane);
    }
  }
}

/// Calls visit(lane) for each lane of a block whose bit is set in a plane. A plane is `num_bytes`
/// bytes, each with the bits of as many lanes, the lowest first. @pre num_bytes is a multiple of 8.
template <class Visit>
void for_each_lane(const std::uint8_t* plane, std::size_t num_bytes, Visit visit) {
  assert(num_bytes % sizeof(std::uint64_t) == 0 && kBlockLanes % num_bytes == 0);
  const std::size_t lanes_per_byte = kBlockLanes / num_bytes;
  for (std::size_t byte = 0; byte < num_bytes; byte += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, plane + byte, sizeof(word));
    for (; word != 0; word &= word - 1) {
      const auto bit = static_cast<std::size_t>(std::countr_zero(word));
      visit((byte + bit / 8) * lanes_per_byte + bit % 8);
    }
  }
}

}  // namespace demarche
