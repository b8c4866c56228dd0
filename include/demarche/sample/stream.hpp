// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace demarche {

/// Streams of random numbers have numbers below 2^kStreamBits.
inline constexpr int kStreamBits = 48;

/// The stream of what is called `id`, a parameter for example: the lower 48 bits of the 64-bit hash
/// XXH3 of the id. So random numbers depend on the name alone, not on what else there is.
[[nodiscard]] std::uint64_t stream_of(std::string_view id) noexcept;

}  // namespace demarche
