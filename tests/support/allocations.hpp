// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace demarche::testing {

/// What the program has asked of the heap so far. Linking this file replaces operator new, so that
/// every call is counted.
struct HeapUse {
  long num_allocations = 0;      ///< Calls of any operator new.
  std::size_t bytes_in_use = 0;  ///< Of all allocations, where the C library can tell; else 0.
};
[[nodiscard]] HeapUse heap_use();

}  // namespace demarche::testing
