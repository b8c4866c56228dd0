// SPDX-License-Identifier: MIT
#include "demarche/solve/concept.hpp"

#include <limits>
#include <string>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"
#include "demarche/solve/solve_game.hpp"

namespace demarche::python {
namespace {

/// What a certificate measured; NaN where there is no answer to measure.
double measured(const Certificate& certificate, double value) {
  return certificate.status == SolveStatus::converged ? value
                                                      : std::numeric_limits<double>::quiet_NaN();
}

void bind_solution(py::module_& module) {
  py::class_<Certificate>(module, "Certificate", "What vouches for one game's answer.")
      .def_readonly("status", &Certificate::status, "How the solver ended.")
      .def_readonly("num_equilibria", &Certificate::num_equilibria, "How many were found.")
      .def_readonly("is_complete", &Certificate::is_complete, "They are known to be all there are.")
      .def_readonly(
          "is_degenerate", &Certificate::is_degenerate, "A tie was met: there may be a continuum.")
      .def_property_readonly(
          "max_regret",
          [](const Certificate& self) { return measured(self, self.max_regret); },
          "Largest gain of one player by deviating, over all equilibria; NaN without an answer.")
      .def_property_readonly(
          "residual",
          [](const Certificate& self) { return measured(self, self.residual); },
          "The concept's own error: relative regret, or the logit equation's; NaN without an "
          "answer.")
      .def_readonly("iterations", &Certificate::iterations, "The concept's unit of work.")
      .def(pickled(&Certificate::status,
                   &Certificate::num_equilibria,
                   &Certificate::is_complete,
                   &Certificate::is_degenerate,
                   &Certificate::max_regret,
                   &Certificate::residual,
                   &Certificate::iterations));
  py::class_<WeightedProfile>(module, "WeightedProfile", "A pure profile and its probability.")
      .def_readonly("strategies", &WeightedProfile::strategies, "A strategy per player.")
      .def_readonly("probability", &WeightedProfile::probability, "How often it is played.")
      .def(pickled(&WeightedProfile::strategies, &WeightedProfile::probability));
  // The package hangs the game's names on solutions, to print them.
  py::class_<Solution>(
      module, "Solution", "The answer for one game in strategic form.", py::dynamic_attr())
      .def_readonly("certificate", &Solution::certificate, "What vouches for it.")
      .def_property_readonly(
          "equilibria",
          [](const Solution& self) { return to_arrays(self.equilibria); },
          "Profiles: one probability vector per player.")
      .def_property_readonly(
          "weights",
          [](const Solution& self) { return to_array(self.weights); },
          "What each equilibrium counts under the selection, 1 in total.")
      .def_readonly("components",
                    &Solution::components,
                    "Which equilibria hang together, if the concept knows: indices.")
      .def_readonly(
          "distribution", &Solution::distribution, "Correlated play, where that is the answer.")
      .def_readonly(
          "method", &Solution::method, "How it was decided, where there is more than one way.")
      .def(
          "_repr_html_",
          [](const py::object& self) -> py::str {
            return py::module_::import("demarche._display").attr("solution_html")(self);
          },
          "The equilibria as a table, for notebooks.")
      .def("__repr__",
           [](const py::object& self) -> py::str {
             return py::module_::import("demarche._display").attr("solution_text")(self);
           })
      .def(pickled_with_attributes(&Solution::certificate,
                                   &Solution::equilibria,
                                   &Solution::components,
                                   &Solution::distribution,
                                   &Solution::weights,
                                   &Solution::method));
}

}  // namespace

void bind_concept(py::module_& module) {
  bind_solution(module);
  py::class_<Concept>(module, "Concept", "An entry of the registry of solution concepts.")
      .def_readonly("name", &Concept::name, "As given to `concept=`.")
      .def_readonly("summary", &Concept::summary, "One line.")
      .def_readonly("work", &Concept::work, "What a certificate's iterations count.")
      .def_readonly(
          "budget", &Concept::budget, "What `max_iterations` limits; empty if it is not read.")
      .def_property_readonly(
          "reads",
          [](const Concept& self) {
            py::typing::List<py::str> names;
            for (const OptionDescription& option : option_table()) {
              if (self.reads_option(option.field)) {
                names.append(py::str(option.name));
              }
            }
            return names;
          },
          "Names of the options that the concept reads; others are refused.")
      .def_property_readonly(
          "has_order_of_moves",
          [](const Concept& self) { return self.order_of_moves != nullptr; },
          "Whether some players move later than others and answer them.")
      .def(
          "solve",
          [](const Concept& self, const NormalFormGame& game, const ConceptOptions& options) {
            return interruptible([&] { return solve_game(self, game, options); });
          },
          py::arg("game"),
          py::arg("options") = ConceptOptions{},
          "Solve one `game` with these `options`; Ctrl-C ends it.")
      .def(
          "refusal",
          [](const Concept& self, const FactoredShape& shape) { return self.refusal(shape); },
          py::arg("shape"),
          "Why games of this shape are refused, with the size they would need, or None.")
      .def("__reduce__",
           [](const Concept& self) {
             return py::make_tuple(py::module_::import("demarche._core").attr("find_concept"),
                                   py::make_tuple(std::string(self.name)));
           })
      .def("__repr__", [](const Concept& self) {
        return "<Concept '" + std::string(self.name) + "': " + std::string(self.summary) + ">";
      });
  module.def(
      "concepts",
      [] {
        py::typing::List<Concept> all;
        for (const Concept& entry : concepts()) {
          all.append(py::cast(&entry, py::return_value_policy::reference));
        }
        return all;
      },
      "All solution concepts, in the order of their listing.\n\n"
      "Examples\n--------\n>>> [entry.name for entry in demarche.concepts()][:3]\n"
      "['qre', 'pure', 'nash']");
  module.def(
      "find_concept",
      &find_concept,
      py::arg("name"),
      py::return_value_policy::reference,
      "The concept of this name; an unknown one raises `InvalidArgument` with those there are.");
  module.def(
      "default_concept",
      [](const std::vector<int>& num_strategies) -> py::typing::Tuple<py::str, py::str> {
        const DefaultConcept chosen = default_concept(num_strategies);
        return py::make_tuple(std::string(chosen.name), chosen.reason);
      },
      py::arg("num_strategies"),
      "The name of the concept that answers for a game of this size if nobody names one, and why "
      "it is not nash; empty if it is.");
}

}  // namespace demarche::python
