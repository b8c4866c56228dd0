// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace demarche::testing {

/// What the program has asked of the heap so far. A test that calls this counts every operator new.
struct HeapUse {
  long num_allocations = 0;      ///< Calls of any operator new.
  std::size_t bytes_in_use = 0;  ///< By whatever allocated them, where the C library tells.
};
[[nodiscard]] HeapUse heap_use();

}  // namespace demarche::testing
