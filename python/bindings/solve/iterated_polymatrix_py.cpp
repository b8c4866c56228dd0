// SPDX-License-Identifier: MIT
#include "demarche/solve/iterated_polymatrix.hpp"

#include <cstdint>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Find one equilibrium of a game with any number of players by polymatrix approximations.

Parameters
----------
seed : int
    Of the rays.
max_rays : int
    How many rays are tried, at least 1.
max_iterations : int
    Approximations per ray, at least 1.
max_seconds : float
    Time budget, above 0.
tolerance : float
    Largest relative regret accepted as an equilibrium, above 0.

Examples
--------
>>> game = demarche.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
>>> demarche.IteratedPolymatrix().solve(game).strategies[0]
array([0.5, 0.5])
)doc";

}  // namespace

void bind_iterated_polymatrix(py::module_& module) {
  using Result = IteratedPolymatrix::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_seed,
              default_max_rays,
              default_max_iterations,
              default_max_seconds,
              default_tolerance] = IteratedPolymatrix::Options{};

  py::class_<Result>(
      module, "IteratedPolymatrixResult", "Where the iterated polymatrix approximation ended.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "strategies",
          [](const Result& self) { return to_arrays(self.strategies); },
          "One probability vector per player; empty unless `status` is converged.")
      .def_readonly("regret", &Result::regret, "Relative regret of the answer.")
      .def_readonly("num_iterations", &Result::num_iterations, "Approximations made.")
      .def_readonly("num_rays", &Result::num_rays, "Rays tried.")
      .def(pickled(&Result::status,
                   &Result::strategies,
                   &Result::regret,
                   &Result::num_iterations,
                   &Result::num_rays));

  py::class_<Kept<IteratedPolymatrix>> solver(module, "IteratedPolymatrix", kDoc);
  solver
      .def(py::init([](std::uint64_t seed,
                       int max_rays,
                       int max_iterations,
                       double max_seconds,
                       double tolerance) {
             return Kept<IteratedPolymatrix>({.seed = seed,
                                              .max_rays = max_rays,
                                              .max_iterations = max_iterations,
                                              .max_seconds = max_seconds,
                                              .tolerance = tolerance});
           }),
           py::kw_only(),
           py::arg("seed") = default_seed,
           py::arg("max_rays") = default_max_rays,
           py::arg("max_iterations") = default_max_iterations,
           py::arg("max_seconds") = default_max_seconds,
           py::arg("tolerance") = default_tolerance)
      .def("solve",
           solving(&IteratedPolymatrix::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver,
               {"seed", "max_rays", "max_iterations", "max_seconds", "tolerance"},
               &IteratedPolymatrix::Options::seed,
               &IteratedPolymatrix::Options::max_rays,
               &IteratedPolymatrix::Options::max_iterations,
               &IteratedPolymatrix::Options::max_seconds,
               &IteratedPolymatrix::Options::tolerance);
}

}  // namespace demarche::python
