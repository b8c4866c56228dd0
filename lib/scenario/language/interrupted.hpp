// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/core/interruption.hpp"

namespace demarche {

/// Thrown out of checking and compiling where an InterruptionScope of the thread wants that.
struct CompilingInterrupted {};

/// For loops that may be long.
/// @throws CompilingInterrupted
inline void stop_if_interrupted() {
  if (is_interrupted()) {
    throw CompilingInterrupted();
  }
}

}  // namespace demarche
