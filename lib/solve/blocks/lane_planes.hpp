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

}  // namespace demarche
