// SPDX-License-Identifier: MIT
#include "demarche/solve/logit_path.hpp"

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Trace the principal branch of logit equilibria to a Nash equilibrium.

Parameters
----------
max_steps : int
    Budget of points on each trace, at least 1.
max_seconds : float
    Time budget, above 0; infinite: none.
tolerance : float
    Largest relative regret accepted as an equilibrium, above 0.
keeps_points : bool
    Whether the result lists the path.

Examples
--------
>>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
>>> demarche.LogitPath().solve(game).strategies
[array([0., 1.]), array([0., 1.])]
)doc";

}  // namespace

void bind_logit_path(py::module_& module) {
  using Result = LogitPath::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_max_steps, default_max_seconds, default_tolerance, default_keeps_points] =
      LogitPath::Options{};

  py::class_<LogitPathPoint>(module, "LogitPathPoint", "A point of the logit path.")
      .def_readonly("precision", &LogitPathPoint::precision, "For payoffs scaled to [0, 1].")
      .def_property_readonly(
          "strategies",
          [](const LogitPathPoint& self) { return to_arrays(self.strategies); },
          "One probability vector per player.")
      .def(pickled(&LogitPathPoint::precision, &LogitPathPoint::strategies));

  py::class_<Result>(module, "LogitPathResult", "The limit of the logit path.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "strategies",
          [](const Result& self) { return to_arrays(self.strategies); },
          "One probability vector per player; empty unless `status` is converged.")
      .def_readonly("regret", &Result::regret, "Relative regret of the answer.")
      .def_readonly("num_steps", &Result::num_steps, "Points on the trace.")
      .def_readonly(
          "last_precision", &Result::last_precision, "Where the path was left for its limit.")
      .def_readonly("passed_bifurcation",
                    &Result::passed_bifurcation,
                    "Another branch crosses on the way: the answer is straight on.")
      .def_readonly("points", &Result::points, "From uniform play on, if asked for.")
      .def(pickled(&Result::status,
                   &Result::strategies,
                   &Result::regret,
                   &Result::num_steps,
                   &Result::last_precision,
                   &Result::passed_bifurcation,
                   &Result::points));

  py::class_<Kept<LogitPath>> solver(module, "LogitPath", kDoc);
  solver
      .def(py::init([](int max_steps, double max_seconds, double tolerance, bool keeps_points) {
             return Kept<LogitPath>({.max_steps = max_steps,
                                     .max_seconds = max_seconds,
                                     .tolerance = tolerance,
                                     .keeps_points = keeps_points});
           }),
           py::kw_only(),
           py::arg("max_steps") = default_max_steps,
           py::arg("max_seconds") = default_max_seconds,
           py::arg("tolerance") = default_tolerance,
           py::arg("keeps_points") = default_keeps_points)
      .def("solve",
           solving(&LogitPath::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver,
               {"max_steps", "max_seconds", "tolerance", "keeps_points"},
               &LogitPath::Options::max_steps,
               &LogitPath::Options::max_seconds,
               &LogitPath::Options::tolerance,
               &LogitPath::Options::keeps_points);
}

}  // namespace demarche::python
