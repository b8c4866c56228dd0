// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace demarche {

/// While one lives, long work of this thread asks now and then whether it is to stop, and if so
/// ends as if its budget were spent. Solvers ask some thousand times a second or more often, so
/// `is_wanted` should be quick. Scopes nest; any of them may stop the work. They stop batches of
/// games, too, but not runs, which end by the progress function of their settings: draws that a run
/// solves on this thread while a scope wants a stop are without an answer.
class InterruptionScope {
 public:
  /// Asks `is_wanted` from now on.
  explicit InterruptionScope(std::function<bool()> is_wanted);
  /// Asks no more.
  ~InterruptionScope();
  /// Neither copied nor assigned.
  InterruptionScope(const InterruptionScope&) = delete;
  InterruptionScope& operator=(const InterruptionScope&) = delete;  ///< See above.

  /// Whether this scope or one around it wants a stop.
  [[nodiscard]] bool is_wanted() const;

 private:
  std::function<bool()> is_wanted_;
  const InterruptionScope* outer_;
};

/// Whether a scope of this thread wants its work to stop; false where there is none.
[[nodiscard]] bool is_interrupted();

}  // namespace demarche
