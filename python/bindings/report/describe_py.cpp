// SPDX-License-Identifier: MIT
#include "demarche/report/describe.hpp"

#include "../bindings.hpp"

namespace demarche::python {

void bind_describe(py::module_& module) {
  module.def("describe",
             &describe,
             py::arg("model"),
             py::call_guard<py::gil_scoped_release>(),
             "A scenario as text.");
}

}  // namespace demarche::python
