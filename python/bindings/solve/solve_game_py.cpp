// SPDX-License-Identifier: MIT
#include "demarche/solve/solve_game.hpp"

#include "../bindings.hpp"
#include "../interruptible.hpp"

namespace demarche::python {

// The package's solve_game() also takes payoffs, factored games and trees, and options as keywords.
void bind_solve_game(py::module_& module) {
  module.def(
      "solve_game",
      [](const Concept& solution_concept,
         const NormalFormGame& game,
         const ConceptOptions& options) {
        return interruptible([&] { return solve_game(solution_concept, game, options); });
      },
      py::arg("solution_concept"),
      py::arg("game"),
      py::arg("options") = ConceptOptions{},
      "Solves one game; equilibria have the weights of the selection.");
}

}  // namespace demarche::python
