// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>

#include "bindings.hpp"
#include "demarche/core/interruption.hpp"
#include "values.hpp"

namespace demarche::python {

/// Asks Python for signals, at most some twenty times a second; from the thread that the work is
/// on.
class SignalCheck {
 public:
  /// Whether an exception is set, by a signal or by a callback; without the interpreter's lock.
  bool operator()();

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds kPause{50};

  Clock::time_point due_ = Clock::now() + kPause;
  bool is_raised_ = false;
};

/// Does work on this thread, without the interpreter's lock. Ctrl-C makes the library's searches
/// end early; what they give is dropped, and KeyboardInterrupt raised. So is any exception that a
/// callback has set.
template <class Work>
auto interruptible(Work work) {
  auto result = [&] {
    const py::gil_scoped_release release;
    const InterruptionScope scope{SignalCheck()};
    return work();
  }();
  if (PyErr_Occurred() != nullptr) {
    throw py::error_already_set();
  }
  return result;
}

/// A solver's solve() as a function that Ctrl-C ends.
template <class Solver, class Game, class Result>
auto solving(Result (Solver::*solve)(const Game&) const) {
  return [solve](const Kept<Solver>& self, const Game& game) {
    return interruptible([&] { return (self.*solve)(game); });
  };
}

}  // namespace demarche::python
