// SPDX-License-Identifier: MIT
#include "demarche/solve/concept.hpp"

#include <string>

#include "../bindings.hpp"
#include "../interruptible.hpp"

namespace demarche::python {
namespace {

constexpr auto kOptionsDoc = R"doc(
What a user may set for any solution concept; each takes what it needs.

Parameters
----------
precision : float
    Logit precision where a game brings none of its own, at least 0.
max_iterations : int
    Budget per game, in the concept's own unit of work; 0: the concept's own.
max_seconds : float
    Time budget per game, where a search may be long; above 0.
tolerance : float
    Largest relative residual accepted, above 0.
player : int
    Who commits (Stackelberg) or whose payoff counts (correlated play).
order : sequence of int
    Of moves (sequential): every player once; empty: as listed.
start : sequence of int
    A strategy per player where dynamics start; empty: uniform play.
level : int
    Of level-k, at least 0.
mean_level : float
    Of the cognitive hierarchy, at least 0.
objective : CorrelatedObjective
    Of correlated play.
selection : Selection
    Which of several equilibria counts.

Examples
--------
>>> demarche.ConceptOptions(precision=2.5).precision
2.5
)doc";

void bind_options(py::module_& module) {
  using Options = ConceptOptions;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_precision,
              default_max_iterations,
              default_max_seconds,
              default_tolerance,
              default_player,
              default_order,
              default_start,
              default_level,
              default_mean_level,
              default_objective,
              default_selection] = Options{};
  py::class_<Options>(module, "ConceptOptions", kOptionsDoc)
      .def(py::init([](double precision,
                       int max_iterations,
                       double max_seconds,
                       double tolerance,
                       int player,
                       const std::vector<int>& order,
                       const std::vector<int>& start,
                       int level,
                       double mean_level,
                       CorrelatedObjective objective,
                       Selection selection) {
             Options options{.precision = precision,
                             .max_iterations = max_iterations,
                             .max_seconds = max_seconds,
                             .tolerance = tolerance,
                             .player = player,
                             .order = order,
                             .start = start,
                             .level = level,
                             .mean_level = mean_level,
                             .objective = objective,
                             .selection = selection};
             check_options(options);
             return options;
           }),
           py::kw_only(),
           py::arg("precision") = default_precision,
           py::arg("max_iterations") = default_max_iterations,
           py::arg("max_seconds") = default_max_seconds,
           py::arg("tolerance") = default_tolerance,
           py::arg("player") = default_player,
           py::arg("order") = default_order,
           py::arg("start") = default_start,
           py::arg("level") = default_level,
           py::arg("mean_level") = default_mean_level,
           py::arg("objective") = default_objective,
           py::arg("selection") = default_selection)
      .def_readonly("precision", &Options::precision, "Logit precision.")
      .def_readonly("max_iterations", &Options::max_iterations, "Budget per game.")
      .def_readonly("max_seconds", &Options::max_seconds, "Time budget per game.")
      .def_readonly("tolerance", &Options::tolerance, "Largest relative residual accepted.")
      .def_readonly("player", &Options::player, "Who commits or whose payoff counts.")
      .def_readonly("order", &Options::order, "Of moves.")
      .def_readonly("start", &Options::start, "Where dynamics start.")
      .def_readonly("level", &Options::level, "Of level-k.")
      .def_readonly("mean_level", &Options::mean_level, "Of the cognitive hierarchy.")
      .def_readonly("objective", &Options::objective, "Of correlated play.")
      .def_readonly("selection", &Options::selection, "Which of several equilibria counts.");
}

void bind_solution(py::module_& module) {
  py::class_<Certificate>(module, "Certificate", "What vouches for one game's answer.")
      .def_readonly("status", &Certificate::status, "How the solver ended.")
      .def_readonly("num_equilibria", &Certificate::num_equilibria, "How many were found.")
      .def_readonly("is_complete", &Certificate::is_complete, "They are known to be all there are.")
      .def_readonly(
          "is_degenerate", &Certificate::is_degenerate, "A tie was met: there may be a continuum.")
      .def_readonly("max_regret",
                    &Certificate::max_regret,
                    "Largest gain of one player by deviating, over all equilibria.")
      .def_readonly("residual",
                    &Certificate::residual,
                    "The concept's own error: relative regret, or the logit equation's.")
      .def_readonly("iterations", &Certificate::iterations, "The concept's unit of work.");
  py::class_<WeightedProfile>(module, "WeightedProfile", "A pure profile and its probability.")
      .def_readonly("strategies", &WeightedProfile::strategies, "A strategy per player.")
      .def_readonly("probability", &WeightedProfile::probability, "How often it is played.");
  py::class_<Solution>(module, "Solution", "The answer for one game in strategic form.")
      .def_readonly("certificate", &Solution::certificate, "What vouches for it.")
      .def_property_readonly(
          "equilibria",
          [](const Solution& self) { return to_arrays(self.equilibria); },
          "Profiles: one probability vector per player.")
      .def_property(
          "weights",
          [](const Solution& self) { return to_array(self.weights); },
          [](Solution& self, const std::vector<double>& weights) { self.weights = weights; },
          "Per equilibrium, what the selection gives it; empty if none was asked for.")
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
          "The equilibria as a table, for notebooks.");
}

}  // namespace

void bind_concept(py::module_& module) {
  bind_options(module);
  bind_solution(module);
  py::class_<Concept>(module, "Concept", "An entry of the registry of solution concepts.")
      .def_readonly("name", &Concept::name, "As given to `concept=`.")
      .def_readonly("summary", &Concept::summary, "One line.")
      .def(
          "solve",
          [](const Concept& self, const NormalFormGame& game, const ConceptOptions& options) {
            return interruptible([&] { return self.solve(game, options); });
          },
          py::arg("game"),
          py::arg("options") = ConceptOptions{},
          "Solve one `game` with these `options`; Ctrl-C ends it.")
      .def(
          "refusal",
          [](const Concept& self, const FactoredShape& shape) { return self.refusal(shape); },
          py::arg("shape"),
          "Why games of this shape are refused, with the size they would need, or None.")
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
}

}  // namespace demarche::python
