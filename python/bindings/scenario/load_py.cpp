// SPDX-License-Identifier: MIT
#include "demarche/scenario/load.hpp"

#include <pybind11/stl/filesystem.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "../bindings.hpp"
#include "../messages.hpp"

namespace demarche::python {
namespace {

using Loaded = std::pair<std::optional<std::string>, std::vector<Problem>>;

Loaded to_json(CompiledScenario loaded) {
  std::optional<std::string> json;
  if (loaded.model) {
    json = python::to_json(loaded.model->scenario);
  }
  return {std::move(json), std::move(loaded.problems)};
}

}  // namespace

void bind_load(py::module_& module) {
  module.def(
      "load_scenario",
      [](const std::filesystem::path& path) { return to_json(load_scenario(path)); },
      py::arg("path"),
      py::call_guard<py::gil_scoped_release>(),
      "The scenario in a file as JSON, or every problem found in it.");
  module.def(
      "parse_scenario",
      [](const std::string& text, const std::string& file) {
        return to_json(parse_scenario(text, file));
      },
      py::arg("text"),
      py::arg("file"),
      py::call_guard<py::gil_scoped_release>(),
      "The same for text-format contents.");
  module.def(
      "check_scenario",
      [](const std::string& json) { return compile(from_json<v1::Scenario>(json)).problems; },
      py::arg("json"),
      py::call_guard<py::gil_scoped_release>(),
      "Every problem of a scenario made in memory.");
}

}  // namespace demarche::python
