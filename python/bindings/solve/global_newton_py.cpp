// SPDX-License-Identifier: MIT
#include "demarche/solve/global_newton.hpp"

#include <cstdint>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Find one equilibrium of a game with any number of players by the global Newton method.

Parameters
----------
seed : int
    Of the rays.
max_rays : int
    How many rays are tried, at least 1.
max_steps : int
    Budget of all paths, at least 1.
max_seconds : float
    Time budget, above 0.
tolerance : float
    Largest relative regret accepted as an equilibrium, above 0.

Examples
--------
>>> game = demarche.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
>>> demarche.GlobalNewton().solve(game).status
<SolveStatus.converged: 0>
)doc";

}  // namespace

void bind_global_newton(py::module_& module) {
  using Result = GlobalNewton::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_seed,
              default_max_rays,
              default_max_steps,
              default_max_seconds,
              default_tolerance] = GlobalNewton::Options{};

  py::class_<Result>(module, "GlobalNewtonResult", "The end of a path of the global Newton method.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "strategies",
          [](const Result& self) { return to_arrays(self.strategies); },
          "One probability vector per player; empty unless `status` is converged.")
      .def_readonly("regret", &Result::regret, "Relative regret of the answer.")
      .def_readonly("num_steps", &Result::num_steps, "Steps on all paths.")
      .def_readonly("num_rays", &Result::num_rays, "Rays tried.")
      .def(pickled(&Result::status,
                   &Result::strategies,
                   &Result::regret,
                   &Result::num_steps,
                   &Result::num_rays));

  py::class_<Kept<GlobalNewton>> solver(module, "GlobalNewton", kDoc);
  solver
      .def(py::init([](std::uint64_t seed,
                       int max_rays,
                       int max_steps,
                       double max_seconds,
                       double tolerance) {
             return Kept<GlobalNewton>({.seed = seed,
                                        .max_rays = max_rays,
                                        .max_steps = max_steps,
                                        .max_seconds = max_seconds,
                                        .tolerance = tolerance});
           }),
           py::kw_only(),
           py::arg("seed") = default_seed,
           py::arg("max_rays") = default_max_rays,
           py::arg("max_steps") = default_max_steps,
           py::arg("max_seconds") = default_max_seconds,
           py::arg("tolerance") = default_tolerance)
      .def("solve",
           solving(&GlobalNewton::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver,
               {"seed", "max_rays", "max_steps", "max_seconds", "tolerance"},
               &GlobalNewton::Options::seed,
               &GlobalNewton::Options::max_rays,
               &GlobalNewton::Options::max_steps,
               &GlobalNewton::Options::max_seconds,
               &GlobalNewton::Options::tolerance);
}

}  // namespace demarche::python
