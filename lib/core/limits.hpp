// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "core/require.hpp"

namespace demarche {

/// The most draws of a run. Far more than anyone makes: at a million draws per second they take
/// nine years. The limit keeps products of draw numbers within 64 bits.
inline constexpr std::uint64_t kMaxDraws = std::uint64_t{1} << 48;

/// The most threads that a run or a batch may ask for. A larger number is a mistake.
inline constexpr int kMaxThreads = 1024;

/// @throws InvalidArgument unless `threads` is in [0, kMaxThreads].
inline void check_threads(int threads) {
  require_in("threads", threads, 0, kMaxThreads);
}

}  // namespace demarche
