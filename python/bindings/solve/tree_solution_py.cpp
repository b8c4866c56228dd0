// SPDX-License-Identifier: MIT
#include "demarche/solve/tree_solution.hpp"

#include <string>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

void bind_assessment(py::module_& module) {
  using Assessment = TreeAssessment;
  py::class_<Assessment>(
      module, "TreeAssessment", "How a game tree is played and what its players believe.")
      .def_property_readonly(
          "behaviour",
          [](const Assessment& self) { return to_arrays(self.behaviour); },
          "For each information set, the probability of each action, also where play never comes.")
      .def_property_readonly(
          "beliefs",
          [](const Assessment& self) { return to_arrays(self.beliefs); },
          "For each information set, how likely each of its nodes is where the set is reached; "
          "empty for chance.")
      .def_property_readonly(
          "regrets",
          [](const Assessment& self) { return to_array(self.regrets); },
          "For each information set, what another action would gain there, in units of payoff.")
      .def_property_readonly(
          "payoffs",
          [](const Assessment& self) { return to_array(self.payoffs); },
          "What each player gets in expectation.")
      .def(pickled(&Assessment::behaviour,
                   &Assessment::beliefs,
                   &Assessment::regrets,
                   &Assessment::payoffs));
}

void bind_solution(py::module_& module) {
  // Python attaches the names of players, sets and actions as attributes.
  py::class_<TreeSolution>(
      module, "TreeSolution", py::dynamic_attr(), "The answer for one game tree.")
      .def_readonly("certificate",
                    &TreeSolution::certificate,
                    "What vouches for it; `max_regret` is the largest of the regrets.")
      .def_readonly("assessment",
                    &TreeSolution::assessment,
                    "Play and beliefs; empty unless the certificate vouches for them.")
      .def_readonly("tied_sets",
                    &TreeSolution::tied_sets,
                    "Information sets where another action pays the same as the one taken.")
      .def_readonly("method", &TreeSolution::method, "How the answer was found.")
      .def("__repr__",
           [](const py::object& self) -> py::str {
             return py::module_::import("demarche._display").attr("tree_solution_text")(self);
           })
      .def(pickled_with_attributes(&TreeSolution::certificate,
                                   &TreeSolution::assessment,
                                   &TreeSolution::tied_sets,
                                   &TreeSolution::method));
}

}  // namespace

// The package's solve_tree() takes options as keywords.
void bind_tree_solution(py::module_& module) {
  bind_assessment(module);
  bind_solution(module);
  module.def(
      "solve_tree",
      [](const std::string& concept_name,
         const ExtensiveGame& game,
         const ConceptOptions& options) {
        return interruptible([&] { return solve_tree(concept_name, game, options); });
      },
      py::arg("concept_name"),
      py::arg("game"),
      py::arg("options") = ConceptOptions{},
      "Solves one game tree by its information sets.");
}

}  // namespace demarche::python
