// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "../bindings.hpp"
#include "demarche/simulate/run.hpp"

namespace demarche::python {

/// Runs `work` on a thread of its own while the caller's waits without the interpreter's lock.
/// `work` gets `settings` with a progress function of ours. Ten times a second the caller's thread
/// looks for signals and, if there is news, calls `progress` (a callable or None) with it. Ctrl-C,
/// an answer of False and an exception of `progress` stop the work; exceptions are raised when it
/// has ended, and so is a second Ctrl-C. Returns whether Ctrl-C stopped it.
bool run_interruptibly(RunSettings settings,
                       const py::object& progress,
                       const std::function<void(const RunSettings&)>& work);

}  // namespace demarche::python
