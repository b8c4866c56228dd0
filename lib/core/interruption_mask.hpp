// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/core/interruption.hpp"

namespace demarche {

/// While a mask lives, no scope around it interrupts the work of this thread.
class InterruptionMask {
 public:
  InterruptionMask() noexcept;
  ~InterruptionMask();
  InterruptionMask(const InterruptionMask&) = delete;
  InterruptionMask& operator=(const InterruptionMask&) = delete;

 private:
  const InterruptionScope* masked_;
};

}  // namespace demarche
