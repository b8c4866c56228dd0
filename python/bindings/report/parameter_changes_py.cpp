// SPDX-License-Identifier: MIT
#include "demarche/report/parameter_changes.hpp"

#include "../bindings.hpp"
#include "../messages.hpp"

namespace demarche::python {

void bind_parameter_changes(py::module_& module) {
  module.def(
      "parameter_changes",
      [](const std::string& before, const std::string& after) {
        return parameter_changes(from_json<v1::Scenario>(before), from_json<v1::Scenario>(after));
      },
      py::arg("before"),
      py::arg("after"),
      "How the parameters of two scenarios differ, as text.");
}

}  // namespace demarche::python
