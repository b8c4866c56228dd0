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
      [](const std::filesystem::path& path, const std::filesystem::path& bundled) {
        return interruptible(
            [&] { return checked(load_scenario(path, {.bundled_folders = {bundled}})); });
      },
      py::arg("path"),
      py::arg("bundled"),
      "The scenario in a file, compiled, or None and every problem found in it.");
  module.def(
      "check_file",
      [](const std::filesystem::path& path, const std::filesystem::path& bundled) {
        return interruptible(
            [&] { return all_problems(load_with_variants(path, {.bundled_folders = {bundled}})); });
      },
      py::arg("path"),
      py::arg("bundled"),
      "Every problem of the scenario in a file, and those that only its variants have.");
  module.def(
      "parse_scenario",
      [](const std::string& text, const std::string& file, const std::filesystem::path& bundled) {
        return interruptible(
            [&] { return checked(parse_scenario(text, file, {.bundled_folders = {bundled}})); });
      },
      py::arg("text"),
      py::arg("file"),
      py::arg("bundled"),
      "The same for text-format contents.");
}

}  // namespace demarche::python
