// SPDX-License-Identifier: MIT
#include "interruptible.hpp"

namespace demarche::python {

bool SignalCheck::operator()() {
  const auto now = Clock::now();
  if (is_raised_ || now < due_) {
    return is_raised_;
  }
  due_ = now + kPause;
  const py::gil_scoped_acquire acquire;
  is_raised_ = PyErr_Occurred() != nullptr || PyErr_CheckSignals() != 0;
  return is_raised_;
}

}  // namespace demarche::python
