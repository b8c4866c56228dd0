// SPDX-License-Identifier: MIT
#include "demarche/sample/stream.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace demarche {

std::uint64_t stream_of(std::string_view id) noexcept {
  return XXH3_64bits(id.data(), id.size()) & ((std::uint64_t{1} << kStreamBits) - 1);
}

}  // namespace demarche
