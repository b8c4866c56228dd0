// SPDX-License-Identifier: MIT
#include "demarche/scenario/save.hpp"

#include <pybind11/stl/filesystem.h>

#include "../bindings.hpp"
#include "../messages.hpp"

namespace demarche::python {

void bind_save(py::module_& module) {
  module.def(
      "format_scenario",
      [](const std::string& json) { return format_scenario(from_json<v1::Scenario>(json)); },
      py::arg("json"),
      "A scenario in protobuf's text format.");
  module.def(
      "write_scenario",
      [](const std::string& json, const std::filesystem::path& path) {
        write_scenario(from_json<v1::Scenario>(json), path);
      },
      py::arg("json"),
      py::arg("path"),
      py::call_guard<py::gil_scoped_release>(),
      "Writes a scenario by the ending of the file's name.");
}

}  // namespace demarche::python
