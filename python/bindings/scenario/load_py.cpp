// SPDX-License-Identifier: MIT
#include "demarche/scenario/load.hpp"

#include <pybind11/stl/filesystem.h>

#include <string>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "compiled.hpp"

namespace demarche::python {

void bind_load(py::module_& module) {
  module.def(
      "load_scenario",
      [](const std::filesystem::path& path) {
        return interruptible([&] { return checked(load_scenario(path)); });
      },
      py::arg("path"),
      "The scenario in a file, compiled, or None and every problem found in it.");
  module.def(
      "parse_scenario",
      [](const std::string& text, const std::string& file) {
        return interruptible([&] { return checked(parse_scenario(text, file)); });
      },
      py::arg("text"),
      py::arg("file"),
      "The same for text-format contents.");
}

}  // namespace demarche::python
