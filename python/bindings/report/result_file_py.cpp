// SPDX-License-Identifier: MIT
#include "demarche/report/result_file.hpp"

#include <pybind11/stl/filesystem.h>

#include "../bindings.hpp"
#include "../messages.hpp"

namespace demarche::python {

void bind_result_file(py::module_& module) {
  module.def(
      "write_result",
      [](const std::string& json, const std::filesystem::path& path) {
        write_result(from_json<v1::Result>(json), path);
      },
      py::arg("json"),
      py::arg("path"),
      py::call_guard<py::gil_scoped_release>(),
      "Writes a result by the ending of the file's name.");
  module.def(
      "write_comparison",
      [](const std::string& json, const std::filesystem::path& path) {
        write_result(from_json<v1::ConceptComparison>(json), path);
      },
      py::arg("json"),
      py::arg("path"),
      py::call_guard<py::gil_scoped_release>(),
      "Writes a comparison by the ending of the file's name.");
  module.def(
      "write_scenario_comparison",
      [](const std::string& json, const std::filesystem::path& path) {
        write_result(from_json<v1::ScenarioComparison>(json), path);
      },
      py::arg("json"),
      py::arg("path"),
      py::call_guard<py::gil_scoped_release>(),
      "Writes a comparison of scenarios by the ending of the file's name.");
  module.def(
      "read_result",
      [](const std::filesystem::path& path) { return to_json(read_result(path)); },
      py::arg("path"),
      py::call_guard<py::gil_scoped_release>(),
      "Reads a result as JSON.");
}

}  // namespace demarche::python
