// SPDX-License-Identifier: MIT
#include "demarche/report/solution_text.hpp"

#include "../bindings.hpp"

namespace demarche::python {

void bind_solution_text(py::module_& module) {
  module.def(
      "solution_text",
      [](const NormalFormGame& game,
         const std::string& concept_name,
         const Solution& solution,
         bool weights) {
        return solution_text(game, concept_name, solution, {.shows_weights = weights});
      },
      py::arg("game"),
      py::arg("concept_name"),
      py::arg("solution"),
      py::arg("weights") = false,
      "The answer for one game, a `solution` by `concept_name`, for readers; "
      "`weights` adds what each equilibrium counts under the selection.");
}

}  // namespace demarche::python
