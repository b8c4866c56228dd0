// SPDX-License-Identifier: MIT
#include "demarche/solve/simplicial_subdivision.hpp"

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Find one equilibrium of any game by simplicial subdivision.

Parameters
----------
first_mesh : float
    Size of the first grid; above 0, at most 1.
last_mesh : float
    The grid is halved down to this; above 0.
max_pivots : int
    Budget over all grids, at least 1.
max_seconds : float
    Time budget, above 0.
tolerance : float
    Largest relative regret accepted as an equilibrium, above 0.

Examples
--------
>>> game = demarche.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
>>> demarche.SimplicialSubdivision().solve(game).strategies[0].round(9)
array([0.5, 0.5])
)doc";

}  // namespace

void bind_simplicial_subdivision(py::module_& module) {
  using Result = SimplicialSubdivision::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_first_mesh,
              default_last_mesh,
              default_max_pivots,
              default_max_seconds,
              default_tolerance] = SimplicialSubdivision::Options{};

  py::class_<Result>(module, "SimplicialSubdivisionResult", "The last simplex's centre, refined.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "strategies",
          [](const Result& self) { return to_arrays(self.strategies); },
          "One probability vector per player; empty unless `status` is converged.")
      .def_readonly("regret", &Result::regret, "Relative regret of the answer.")
      .def_readonly("num_pivots", &Result::num_pivots, "Pivots over all grids.")
      .def_readonly("mesh", &Result::mesh, "Size of the last grid.")
      .def(pickled(&Result::status,
                   &Result::strategies,
                   &Result::regret,
                   &Result::num_pivots,
                   &Result::mesh));

  py::class_<Kept<SimplicialSubdivision>> solver(module, "SimplicialSubdivision", kDoc);
  solver
      .def(py::init([](double first_mesh,
                       double last_mesh,
                       int max_pivots,
                       double max_seconds,
                       double tolerance) {
             return Kept<SimplicialSubdivision>({.first_mesh = first_mesh,
                                                 .last_mesh = last_mesh,
                                                 .max_pivots = max_pivots,
                                                 .max_seconds = max_seconds,
                                                 .tolerance = tolerance});
           }),
           py::kw_only(),
           py::arg("first_mesh") = default_first_mesh,
           py::arg("last_mesh") = default_last_mesh,
           py::arg("max_pivots") = default_max_pivots,
           py::arg("max_seconds") = default_max_seconds,
           py::arg("tolerance") = default_tolerance)
      .def("solve",
           solving(&SimplicialSubdivision::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver,
               {"first_mesh", "last_mesh", "max_pivots", "max_seconds", "tolerance"},
               &SimplicialSubdivision::Options::first_mesh,
               &SimplicialSubdivision::Options::last_mesh,
               &SimplicialSubdivision::Options::max_pivots,
               &SimplicialSubdivision::Options::max_seconds,
               &SimplicialSubdivision::Options::tolerance);
}

}  // namespace demarche::python
