// SPDX-License-Identifier: MIT
#include "demarche/report/describe.hpp"

#include "../bindings.hpp"

namespace demarche::python {

void bind_describe(py::module_& module) {
  module.def(
      "describe",
      [](const Model& model, const std::string& element) {
        return describe(model, {.element = element});
      },
      py::arg("model"),
      py::arg("element") = "",
      py::call_guard<py::gil_scoped_release>(),
      "A scenario as text, or what bears on one element of it.");
}

}  // namespace demarche::python
