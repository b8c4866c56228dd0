// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>

namespace demarche {

/// A count or an index as the standard library wants it. @pre It is not negative.
[[nodiscard]] constexpr std::size_t to_size(int n) noexcept {
  assert(n >= 0);
  return static_cast<std::size_t>(n);
}

}  // namespace demarche
