// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <cstdint>

#include "demarche/core/error.hpp"

namespace demarche {

/// The most draws of a run. Far more than anyone makes: at a million draws per second they take
/// nine years. The limit keeps products of draw numbers within 64 bits.
inline constexpr std::uint64_t kMaxDraws = std::uint64_t{1} << 48;

/// The most threads that a run or a batch may ask for. A larger number is a mistake.
inline constexpr int kMaxThreads = 1024;

/// @throws InvalidArgument unless `threads` is in [0, kMaxThreads].
inline void check_threads(int threads) {
  if (threads < 0 || threads > kMaxThreads) {
    throw InvalidArgument(fmt::format("threads must be in [0, {}], got {}", kMaxThreads, threads));
  }
}

}  // namespace demarche
