// SPDX-License-Identifier: MIT
#include "demarche/solve/zero_sum.hpp"

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Solve a two-player game whose payoffs always have the same sum.

Parameters
----------
max_iterations : int
    Of the simplex method and of pivoting after it, at least 1.
max_seconds : float
    Time budget, above 0.
tolerance : float
    Largest relative regret accepted as an equilibrium, above 0.

Examples
--------
>>> game = demarche.NormalFormGame([[[3, -1], [-2, 4]], [[-3, 1], [2, -4]]])
>>> demarche.ZeroSum().solve(game).value
1.0
)doc";

}  // namespace

void bind_zero_sum(py::module_& module) {
  using Result = ZeroSum::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_max_iterations, default_max_seconds, default_tolerance] = ZeroSum::Options{};

  py::class_<Result>(
      module, "ZeroSumResult", "The value of a game of constant sum, and both sides.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "strategies",
          [](const Result& self) { return to_arrays(self.strategies); },
          "One probability vector per player; empty unless `status` is converged.")
      .def_readonly("value", &Result::value, "What the first player can make sure of.")
      .def_readonly("regret", &Result::regret, "Relative regret of the answer.")
      .def_readonly("num_iterations", &Result::num_iterations, "Simplex iterations.")
      .def(pickled(&Result::status,
                   &Result::strategies,
                   &Result::value,
                   &Result::regret,
                   &Result::num_iterations));

  py::class_<Kept<ZeroSum>> solver(module, "ZeroSum", kDoc);
  solver
      .def(py::init([](int max_iterations, double max_seconds, double tolerance) {
             return Kept<ZeroSum>({.max_iterations = max_iterations,
                                   .max_seconds = max_seconds,
                                   .tolerance = tolerance});
           }),
           py::kw_only(),
           py::arg("max_iterations") = default_max_iterations,
           py::arg("max_seconds") = default_max_seconds,
           py::arg("tolerance") = default_tolerance)
      .def("solve",
           solving(&ZeroSum::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver,
               {"max_iterations", "max_seconds", "tolerance"},
               &ZeroSum::Options::max_iterations,
               &ZeroSum::Options::max_seconds,
               &ZeroSum::Options::tolerance);
}

}  // namespace demarche::python
