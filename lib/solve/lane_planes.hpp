// SPDX-License-Identifier: MIT
#pragma once

#include <hwy/aligned_allocator.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "demarche/core/types.hpp"

namespace demarche {

/// Planes of one bit per lane of a block. Byte b of a plane holds as many lanes as the instruction
/// set's vectors do, the lowest bit first, so a plane has one byte per vector.
struct PlaneArray {
  explicit PlaneArray(std::size_t count)
      : bytes(hwy::AllocateAligned<std::uint8_t>(count * kBlockLanes)) {
    std::memset(bytes.get(), 0, count * kBlockLanes);
  }
  hwy::AlignedFreeUniquePtr<std::uint8_t[]> bytes;
};

/// Calls visit(lane) for each lane whose bit is set in a plane of `num_bytes`, a multiple of 8.
template <class Visit>
void for_each_lane(const std::uint8_t* plane, std::size_t num_bytes, Visit visit) {
  const std::size_t lanes_per_byte = kBlockLanes / num_bytes;
  for (std::size_t byte = 0; byte < num_bytes; byte += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, plane + byte, sizeof(word));
    for (; word != 0; word &= word - 1) {
      const auto bit = static_cast<std::size_t>(__builtin_ctzll(word));
      visit((byte + bit / 8) * lanes_per_byte + bit % 8);
    }
  }
}

}  // namespace demarche
