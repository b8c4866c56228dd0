// SPDX-License-Identifier: MIT
#include "demarche/core/interruption.hpp"

#include <utility>

#include "core/interruption_mask.hpp"

namespace demarche {
namespace {

thread_local const InterruptionScope* innermost = nullptr;

}  // namespace

InterruptionScope::InterruptionScope(std::function<bool()> is_wanted)
    : is_wanted_(std::move(is_wanted)), outer_(std::exchange(innermost, this)) {}

InterruptionScope::~InterruptionScope() {
  innermost = outer_;
}

bool InterruptionScope::is_wanted() const {
  for (const InterruptionScope* scope = this; scope != nullptr; scope = scope->outer_) {
    if (scope->is_wanted_()) {
      return true;
    }
  }
  return false;
}

InterruptionMask::InterruptionMask() noexcept : masked_(std::exchange(innermost, nullptr)) {}

InterruptionMask::~InterruptionMask() {
  innermost = masked_;
}

bool is_interrupted() {
  return innermost != nullptr && innermost->is_wanted();
}

}  // namespace demarche
