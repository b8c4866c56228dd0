// SPDX-License-Identifier: MIT
#pragma once

#include <hwy/aligned_allocator.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "demarche/core/types.hpp"

namespace demarche {

/// An array of planes, each of one bit per lane of a block. A plane has one byte for each vector of
/// the instruction set in use: byte b holds the bits of the vector's lanes, the first lane in the
/// lowest bit. So kernels store a comparison of a vector as one byte. There is room for one byte
/// per lane.
struct PlaneArray {
  /// `count` planes, all bits 0.
  explicit PlaneArray(std::size_t count)
      : bytes(hwy::AllocateAligned<std::uint8_t>(count * kBlockLanes)) {
    std::memset(bytes.get(), 0, count * kBlockLanes);
  }
  hwy::AlignedFreeUniquePtr<std::uint8_t[]> bytes;
};

}  // namespace demarche
