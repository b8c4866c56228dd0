// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace demarche {

/// While a scope lives, long work of its thread asks again and again whether to stop, and then ends
/// as if its budget were spent. Solvers ask some thousand times a second or more often, so
/// `is_wanted` should be quick. Scopes nest, and each of them can stop the work. A scope also stops
/// batches of games, but not runs: the progress function of their settings ends those.
class InterruptionScope {
 public:
  /// From now on, `is_wanted` is asked.
  explicit InterruptionScope(std::function<bool()> is_wanted);
  /// From now on, `is_wanted` is not asked any more.
  ~InterruptionScope();
  /// A scope belongs to one place in the code: it cannot be copied.
  InterruptionScope(const InterruptionScope&) = delete;
  InterruptionScope& operator=(const InterruptionScope&) = delete;  ///< Nor assigned.

  /// Whether this scope or one around it wants the work to stop.
  [[nodiscard]] bool is_wanted() const;

 private:
  std::function<bool()> is_wanted_;
  const InterruptionScope* outer_;
};

/// Whether a scope of this thread wants its work to stop; false if the thread has no scope.
[[nodiscard]] bool is_interrupted();

}  // namespace demarche
