// SPDX-License-Identifier: MIT
#include "demarche/solve/support_enumeration.hpp"

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Find all equilibria of a two-player game that is not degenerate.

Parameters
----------
tolerance : float
    Largest relative regret accepted as an equilibrium, above 0.
tie_tolerance : float
    Numbers closer to 0, on the scale of payoffs in [0, 1], are ties; above 0.

Examples
--------
>>> game = demarche.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
>>> len(demarche.SupportEnumeration().solve(game).equilibria)
3
)doc";

}  // namespace

void bind_support_enumeration(py::module_& module) {
  using Result = SupportEnumeration::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_tolerance, default_tie_tolerance] = SupportEnumeration::Options{};

  py::class_<Result>(
      module, "SupportEnumerationResult", "The equilibria of one game, by support enumeration.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "equilibria",
          [](const Result& self) { return to_arrays(self.equilibria); },
          "Profiles, in the order of their supports.")
      .def_readonly("is_complete", &Result::is_complete, "Known to be all there are.")
      .def_readonly("is_degenerate",
                    &Result::is_degenerate,
                    "At an equilibrium, a player has more best responses than it mixes.")
      .def_readonly("regret", &Result::regret, "Relative regret of the answer.")
      .def_readonly("num_supports", &Result::num_supports, "Pairs of supports looked at.")
      .def(pickled(&Result::status,
                   &Result::equilibria,
                   &Result::is_complete,
                   &Result::is_degenerate,
                   &Result::regret,
                   &Result::num_supports));

  py::class_<Kept<SupportEnumeration>> solver(module, "SupportEnumeration", kDoc);
  solver
      .def(py::init([](double tolerance, double tie_tolerance) {
             return Kept<SupportEnumeration>(
                 {.tolerance = tolerance, .tie_tolerance = tie_tolerance});
           }),
           py::kw_only(),
           py::arg("tolerance") = default_tolerance,
           py::arg("tie_tolerance") = default_tie_tolerance)
      .def("solve",
           solving(&SupportEnumeration::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver,
               {"tolerance", "tie_tolerance"},
               &SupportEnumeration::Options::tolerance,
               &SupportEnumeration::Options::tie_tolerance);
}

}  // namespace demarche::python
