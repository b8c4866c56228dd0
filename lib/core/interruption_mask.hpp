// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/core/interruption.hpp"

namespace demarche {

/// While one lives, no scope around it interrupts this thread's work.
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
