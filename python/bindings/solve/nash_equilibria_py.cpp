// SPDX-License-Identifier: MIT
#include "demarche/solve/nash_equilibria.hpp"

#include <pybind11/native_enum.h>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Find all Nash equilibria of a game.

Parameters
----------
tolerance : float
    Largest relative regret accepted as an equilibrium, above 0.
max_boxes : int
    Budget of boxes for three players or more, at least 1.
max_seconds : float
    Time budget for three players or more, above 0.
max_vertices : int
    Budget for each polytope of a degenerate two-player game.

Examples
--------
>>> game = demarche.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
>>> result = demarche.NashEquilibria().solve(game)
>>> len(result.equilibria), result.is_complete
(3, True)
)doc";

}  // namespace

void bind_nash_equilibria(py::module_& module) {
  using Result = NashEquilibria::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_tolerance, default_max_boxes, default_max_seconds, default_max_vertices] =
      NashEquilibria::Options{};

  py::native_enum<NashMethod>(
      module, "NashMethod", "enum.Enum", "How the equilibria of a game were decided.")
      .value("supports", NashMethod::supports)
      .value("vertices", NashMethod::vertices)
      .value("boxes", NashMethod::boxes)
      .value("closed_form", NashMethod::closed_form)
      .value("grid", NashMethod::grid)
      .finalize();

  py::class_<Result>(
      module, "NashEquilibriaResult", "The equilibria found, and whether they are all.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "equilibria",
          [](const Result& self) { return to_arrays(self.equilibria); },
          "The equilibria found.")
      .def_readonly(
          "components", &Result::components, "Of degenerate two-player games: indices; else empty.")
      .def_readonly("is_complete", &Result::is_complete, "They are known to be all there are.")
      .def_readonly(
          "is_degenerate", &Result::is_degenerate, "A tie was met: there may be a continuum.")
      .def_readonly("method", &Result::method, "How they were decided.")
      .def_readonly("regret", &Result::regret, "Relative regret of the answer.")
      .def_readonly("num_steps", &Result::num_steps, "Supports, vertices or boxes looked at.")
      .def(pickled(&Result::status,
                   &Result::equilibria,
                   &Result::components,
                   &Result::is_complete,
                   &Result::is_degenerate,
                   &Result::method,
                   &Result::regret,
                   &Result::num_steps));

  py::class_<Kept<NashEquilibria>> solver(module, "NashEquilibria", kDoc);
  solver
      .def(py::init([](double tolerance, int max_boxes, double max_seconds, int max_vertices) {
             return Kept<NashEquilibria>({.tolerance = tolerance,
                                          .max_boxes = max_boxes,
                                          .max_seconds = max_seconds,
                                          .max_vertices = max_vertices});
           }),
           py::kw_only(),
           py::arg("tolerance") = default_tolerance,
           py::arg("max_boxes") = default_max_boxes,
           py::arg("max_seconds") = default_max_seconds,
           py::arg("max_vertices") = default_max_vertices)
      .def("solve",
           solving(&NashEquilibria::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver,
               {"tolerance", "max_boxes", "max_seconds", "max_vertices"},
               &NashEquilibria::Options::tolerance,
               &NashEquilibria::Options::max_boxes,
               &NashEquilibria::Options::max_seconds,
               &NashEquilibria::Options::max_vertices);
}

}  // namespace demarche::python
