// SPDX-License-Identifier: MIT
#include "demarche/scenario/parameter_sheet.hpp"

#include <pybind11/stl/filesystem.h>

#include <string>
#include <vector>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../messages.hpp"
#include "compiled.hpp"

namespace demarche::python {

void bind_parameter_sheet(py::module_& module) {
  module.def(
      "parameter_sheet",
      [](const std::string& json, const std::vector<std::string>& experts) {
        return parameter_sheet(from_json<v1::Scenario>(json), {.experts = experts});
      },
      py::arg("json"),
      py::arg("experts"),
      "The cells of the parameters as a table, the headings first.");
  module.def("sheet_csv", &sheet_csv, py::arg("cells"), "Cells as comma-separated values.");
  module.def(
      "apply_parameter_sheet",
      [](const std::string& json, const SheetCells& cells, const std::string& file) {
        return interruptible([&] {
          return checked(apply_parameter_sheet(from_json<v1::Scenario>(json), cells, file));
        });
      },
      py::arg("json"),
      py::arg("cells"),
      py::arg("file"),
      "The scenario with the cells applied, compiled, or None and every problem.");
  module.def(
      "read_parameter_csv",
      [](const std::string& json, const std::filesystem::path& path) {
        return interruptible(
            [&] { return checked(read_parameter_csv(from_json<v1::Scenario>(json), path)); });
      },
      py::arg("json"),
      py::arg("path"),
      "The same for a CSV file.");
}

}  // namespace demarche::python
