// SPDX-License-Identifier: MIT
#include "demarche/solve/logit_quantal_response.hpp"

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Find the logit quantal response equilibrium of a precision on the principal branch.

Parameters
----------
precision : float
    The logit precision (lambda); finite, at least 0.
max_iterations : int
    Budget of linear solves and fixed-point steps, at least 1.
max_seconds : float
    Time budget per game, above 0; infinite: none.
tolerance : float
    Largest error of the logit equation accepted, above 0.

Examples
--------
>>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
>>> demarche.LogitQuantalResponse(precision=0).solve(game).strategies
[array([0.5, 0.5]), array([0.5, 0.5])]
)doc";

}  // namespace

void bind_logit_quantal_response(py::module_& module) {
  using Result = LogitQuantalResponse::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_precision, default_max_iterations, default_max_seconds, default_tolerance] =
      LogitQuantalResponse::Options{};

  py::class_<Result>(
      module, "LogitQuantalResponseResult", "A point on the principal branch of logit equilibria.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "strategies",
          [](const Result& self) { return to_arrays(self.strategies); },
          "One probability vector per player; empty unless `status` is converged.")
      .def_readonly("residual",
                    &Result::residual,
                    "Largest difference between a probability and its logit response.")
      .def_readonly(
          "regret",
          &Result::regret,
          "Largest gain of a player by deviating, in payoff units: positive, as players err.")
      .def_readonly("num_iterations", &Result::num_iterations, "Linear solves.")
      .def_readonly("passed_bifurcation",
                    &Result::passed_bifurcation,
                    "Other branches meet the one that was followed before the answer.")
      .def(pickled(&Result::status,
                   &Result::strategies,
                   &Result::residual,
                   &Result::regret,
                   &Result::num_iterations,
                   &Result::passed_bifurcation));

  py::class_<Kept<LogitQuantalResponse>> solver(module, "LogitQuantalResponse", kDoc);
  solver
      .def(py::init([](double precision, int max_iterations, double max_seconds, double tolerance) {
             return Kept<LogitQuantalResponse>({.precision = precision,
                                                .max_iterations = max_iterations,
                                                .max_seconds = max_seconds,
                                                .tolerance = tolerance});
           }),
           py::kw_only(),
           py::arg("precision") = default_precision,
           py::arg("max_iterations") = default_max_iterations,
           py::arg("max_seconds") = default_max_seconds,
           py::arg("tolerance") = default_tolerance)
      .def("solve",
           solving(&LogitQuantalResponse::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver,
               {"precision", "max_iterations", "max_seconds", "tolerance"},
               &LogitQuantalResponse::Options::precision,
               &LogitQuantalResponse::Options::max_iterations,
               &LogitQuantalResponse::Options::max_seconds,
               &LogitQuantalResponse::Options::tolerance);
}

}  // namespace demarche::python
