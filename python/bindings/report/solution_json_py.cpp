// SPDX-License-Identifier: MIT
#include "demarche/report/solution_json.hpp"

#include "../bindings.hpp"

namespace demarche::python {

void bind_solution_json(py::module_& module) {
  module.def(
      "solution_json",
      [](const NormalFormGame& game, const std::string& concept_name, const Solution& solution) {
        return solution_json(game, concept_name, solution);
      },
      py::arg("game"),
      py::arg("concept_name"),
      py::arg("solution"),
      "The answer for one game, a `solution` by `concept_name`, as JSON; numbers read back "
      "exactly.");
  module.def(
      "solution_text",
      [](const NormalFormGame& game, const std::string& concept_name, const Solution& solution) {
        return solution_text(game, concept_name, solution);
      },
      py::arg("game"),
      py::arg("concept_name"),
      py::arg("solution"),
      "The answer for one game, a `solution` by `concept_name`, for readers.");
}

}  // namespace demarche::python
