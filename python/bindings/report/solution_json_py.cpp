// SPDX-License-Identifier: MIT
#include "demarche/report/solution_json.hpp"

#include "../bindings.hpp"

namespace demarche::python {
namespace {

constexpr auto kJsonDoc = R"doc(
Give the answer for one game as JSON; numbers read back exactly.

Parameters
----------
game : NormalFormGame
    What was solved.
concept_name : str
    By which concept.
solution : Solution
    What `solve_game` or `Concept.solve` gave.

Returns
-------
str
    The object that ``demarche solve --json`` prints.
)doc";

constexpr auto kTextDoc = R"doc(
Give the answer for one game as text for readers.

Parameters
----------
game : NormalFormGame
    What was solved.
concept_name : str
    By which concept.
solution : Solution
    What `solve_game` or `Concept.solve` gave.

Returns
-------
str
    What ``demarche solve`` prints.
)doc";

}  // namespace

void bind_solution_json(py::module_& module) {
  module.def(
      "solution_json",
      [](const NormalFormGame& game, const std::string& concept_name, const Solution& solution) {
        return solution_json(game, concept_name, solution);
      },
      py::arg("game"),
      py::arg("concept_name"),
      py::arg("solution"),
      kJsonDoc);
  module.def(
      "solution_text",
      [](const NormalFormGame& game, const std::string& concept_name, const Solution& solution) {
        return solution_text(game, concept_name, solution);
      },
      py::arg("game"),
      py::arg("concept_name"),
      py::arg("solution"),
      kTextDoc);
}

}  // namespace demarche::python
