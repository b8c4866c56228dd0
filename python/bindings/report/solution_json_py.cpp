// SPDX-License-Identifier: MIT
#include "demarche/report/solution_json.hpp"

#include "../bindings.hpp"

namespace demarche::python {

void bind_solution_json(py::module_& module) {
  module.def(
      "solution_json",
      [](const NormalFormGame& game,
         const std::string& concept_name,
         const Solution& solution,
         bool weights) {
        return solution_json(game, concept_name, solution, {.shows_weights = weights});
      },
      py::arg("game"),
      py::arg("concept_name"),
      py::arg("solution"),
      py::arg("weights") = false,
      "The answer for one game, a `solution` by `concept_name`, as JSON; numbers read back "
      "exactly. `weights` adds what each equilibrium counts under the selection.");
}

}  // namespace demarche::python
