// SPDX-License-Identifier: MIT
#include "demarche/report/tree_text.hpp"

#include "../bindings.hpp"

namespace demarche::python {

void bind_tree_text(py::module_& module) {
  module.def(
      "tree_text",
      [](const ExtensiveGame& game, const std::string& concept_name, const TreeSolution& solution) {
        return tree_text(game, concept_name, solution);
      },
      py::arg("game"),
      py::arg("concept_name"),
      py::arg("solution"),
      "The answer for a game tree, a `solution` by `concept_name`, for readers.");
  module.def(
      "tree_json",
      [](const ExtensiveGame& game, const std::string& concept_name, const TreeSolution& solution) {
        return tree_json(game, concept_name, solution);
      },
      py::arg("game"),
      py::arg("concept_name"),
      py::arg("solution"),
      "The answer for a game tree, a `solution` by `concept_name`, as JSON.");
}

}  // namespace demarche::python
