// SPDX-License-Identifier: MIT
#include "demarche/solve/stackelberg.hpp"

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Find a leader's best commitment in a two-player game whose follower sees it and answers.

Parameters
----------
leader : int
    Who commits: 0 or 1.
is_mixed : bool
    The leader may commit to a mixed strategy.
is_strong : bool
    A follower with several best responses takes the best for the leader, else the worst.
max_iterations : int
    Of the simplex method, per program; at least 1.
max_seconds : float
    Time budget, above 0.
tolerance : float
    Largest relative regret of the follower accepted, above 0.

Examples
--------
>>> game = demarche.NormalFormGame([[[0, -1], [1, -3]], [[0, 1], [-1, -3]]])
>>> result = demarche.Stackelberg().solve(game)
>>> result.value, result.strategies
(1.0, [array([0., 1.]), array([1., 0.])])
)doc";

}  // namespace

void bind_stackelberg(py::module_& module) {
  using Result = Stackelberg::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_leader,
              default_is_mixed,
              default_is_strong,
              default_max_iterations,
              default_max_seconds,
              default_tolerance] = Stackelberg::Options{};

  py::class_<Result>(module, "StackelbergResult", "A commitment and the answer to it.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "strategies",
          [](const Result& self) { return to_arrays(self.strategies); },
          "One probability vector per player; empty unless `status` is converged.")
      .def_readonly("value", &Result::value, "The leader's payoff.")
      .def_readonly("is_attained",
                    &Result::is_attained,
                    "False where a weak follower lets the leader only come near to `value`.")
      .def_readonly("regret", &Result::regret, "The follower's, over the spread of its payoffs.")
      .def_readonly("num_programs", &Result::num_programs, "Linear programs solved.")
      .def(pickled(&Result::status,
                   &Result::strategies,
                   &Result::value,
                   &Result::is_attained,
                   &Result::regret,
                   &Result::num_programs));

  py::class_<Kept<Stackelberg>> solver(module, "Stackelberg", kDoc);
  solver
      .def(py::init([](int leader,
                       bool is_mixed,
                       bool is_strong,
                       int max_iterations,
                       double max_seconds,
                       double tolerance) {
             return Kept<Stackelberg>({.leader = leader,
                                       .is_mixed = is_mixed,
                                       .is_strong = is_strong,
                                       .max_iterations = max_iterations,
                                       .max_seconds = max_seconds,
                                       .tolerance = tolerance});
           }),
           py::kw_only(),
           py::arg("leader") = default_leader,
           py::arg("is_mixed") = default_is_mixed,
           py::arg("is_strong") = default_is_strong,
           py::arg("max_iterations") = default_max_iterations,
           py::arg("max_seconds") = default_max_seconds,
           py::arg("tolerance") = default_tolerance)
      .def("solve",
           solving(&Stackelberg::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver,
               {"leader", "is_mixed", "is_strong", "max_iterations", "max_seconds", "tolerance"},
               &Stackelberg::Options::leader,
               &Stackelberg::Options::is_mixed,
               &Stackelberg::Options::is_strong,
               &Stackelberg::Options::max_iterations,
               &Stackelberg::Options::max_seconds,
               &Stackelberg::Options::tolerance);
}

}  // namespace demarche::python
