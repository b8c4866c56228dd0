// SPDX-License-Identifier: MIT
#include "demarche/scenario/save.hpp"

#include <pybind11/stl/filesystem.h>

#include "../bindings.hpp"
#include "../messages.hpp"
#include "demarche/scenario/variant.hpp"
#include "demarche/scenario/what_if.hpp"

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
  module.def(
      "variant_scenario",
      [](const std::string& json, const std::string& id) {
        return to_json(make_variant(from_json<v1::Scenario>(json), id));
      },
      py::arg("json"),
      py::arg("id"),
      "The scenario as its variant of this id changes it.");
  module.def(
      "changed_scenario",
      [](const std::string& json, const std::string& what_if) {
        return to_json(
            changed(from_json<v1::Scenario>(json), what_if_of(from_json<v1::WhatIf>(what_if))));
      },
      py::arg("json"),
      py::arg("what_if"),
      "The scenario with changes that ask what if.");
}

}  // namespace demarche::python
