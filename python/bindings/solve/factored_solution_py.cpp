// SPDX-License-Identifier: MIT
#include "demarche/solve/factored_solution.hpp"

#include "../bindings.hpp"
#include "../interruptible.hpp"

namespace demarche::python {

// Python's solve_game takes factored games to this.
void bind_factored_solution(py::module_& module) {
  module.def(
      "solve_factored",
      [](const Concept& solution_concept, const FactoredGame& game, const ConceptOptions& options) {
        return interruptible([&] { return solve_factored(solution_concept, game, options); });
      },
      py::arg("solution_concept"),
      py::arg("game"),
      py::arg("options") = ConceptOptions{},
      "Solves one factored game, without its dense form where the concept can.");
}

}  // namespace demarche::python
