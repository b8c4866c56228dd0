// SPDX-License-Identifier: MIT
#include "demarche/solve/correlated_equilibrium.hpp"

#include <pybind11/native_enum.h>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"
#include "demarche/core/error.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Find the correlated equilibrium that is best for an objective.

Parameters
----------
objective : CorrelatedObjective
    What is maximised, in payoff units.
player : int
    For `CorrelatedObjective.player`.
is_coarse : bool
    Players commit before they are told what to play; more distributions qualify.
max_iterations : int
    Of the simplex method, at least 1.
max_seconds : float
    Time budget, above 0.
tolerance : float
    Largest relative gain from disobeying accepted, above 0.

Examples
--------
>>> game = demarche.NormalFormGame([[[6, 2], [7, 0]], [[6, 7], [2, 0]]])
>>> result = demarche.CorrelatedEquilibrium().solve(game)
>>> round(result.value, 6)
10.5
>>> result.distribution.reshape(game.num_strategies).round(6)
array([[0.5 , 0.25],
       [0.25, 0.  ]])
)doc";

}  // namespace

void bind_correlated_equilibrium(py::module_& module) {
  using Result = CorrelatedEquilibrium::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_objective,
              default_player,
              default_is_coarse,
              default_max_iterations,
              default_max_seconds,
              default_tolerance] = CorrelatedEquilibrium::Options{};

  py::native_enum<CorrelatedObjective>(
      module, "CorrelatedObjective", "enum.Enum", "What a correlated equilibrium is to maximise.")
      .value("welfare", CorrelatedObjective::welfare)
      .value("player", CorrelatedObjective::player)
      .value("fairness", CorrelatedObjective::fairness)
      .finalize();
  module.def(
      "find_objective", &find_objective, py::arg("name"), "The correlated objective of this name.");
  py::class_<Result>(module, "CorrelatedEquilibriumResult", "A joint distribution over profiles.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "distribution",
          [](const Result& self) { return to_array(self.distribution); },
          "Per profile, the last player's strategy fastest; empty unless `status` is converged.")
      .def_readonly("value", &Result::value, "Of the objective.")
      .def_readonly(
          "regret", &Result::regret, "Largest gain from disobeying, over the payoffs' spread.")
      .def_readonly("gap",
                    &Result::gap,
                    "What the best of all may exceed `value` by, over the objective's spread.")
      .def_readonly("num_iterations", &Result::num_iterations, "Simplex iterations.")
      .def(pickled(&Result::status,
                   &Result::distribution,
                   &Result::value,
                   &Result::regret,
                   &Result::gap,
                   &Result::num_iterations));
  py::class_<Kept<CorrelatedEquilibrium>> solver(module, "CorrelatedEquilibrium", kDoc);
  solver
      .def(py::init([](CorrelatedObjective objective,
                       int player,
                       bool is_coarse,
                       int max_iterations,
                       double max_seconds,
                       double tolerance) {
             return Kept<CorrelatedEquilibrium>({.objective = objective,
                                                 .player = player,
                                                 .is_coarse = is_coarse,
                                                 .max_iterations = max_iterations,
                                                 .max_seconds = max_seconds,
                                                 .tolerance = tolerance});
           }),
           py::kw_only(),
           py::arg("objective") = default_objective,
           py::arg("player") = default_player,
           py::arg("is_coarse") = default_is_coarse,
           py::arg("max_iterations") = default_max_iterations,
           py::arg("max_seconds") = default_max_seconds,
           py::arg("tolerance") = default_tolerance)
      .def("solve",
           solving(&CorrelatedEquilibrium::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver,
               {"objective", "player", "is_coarse", "max_iterations", "max_seconds", "tolerance"},
               &CorrelatedEquilibrium::Options::objective,
               &CorrelatedEquilibrium::Options::player,
               &CorrelatedEquilibrium::Options::is_coarse,
               &CorrelatedEquilibrium::Options::max_iterations,
               &CorrelatedEquilibrium::Options::max_seconds,
               &CorrelatedEquilibrium::Options::tolerance);
}

}  // namespace demarche::python
