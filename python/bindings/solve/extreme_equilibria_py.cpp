// SPDX-License-Identifier: MIT
#include "demarche/solve/extreme_equilibria.hpp"

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Find all equilibria of any two-player game in exact rational arithmetic.

Parameters
----------
max_vertices : int
    Budget for each player's polytope, at least 1.
max_seconds : float
    Time budget, above 0.
tolerance : float
    Largest relative regret accepted as an equilibrium, above 0.

Examples
--------
>>> game = demarche.NormalFormGame([[[1, 1], [1, 0]], [[1, 1], [0, 0]]])
>>> result = demarche.ExtremeEquilibria().solve(game)
>>> result.is_degenerate, result.components
(True, [[0, 1, 2]])
)doc";

}  // namespace

void bind_extreme_equilibria(py::module_& module) {
  using Result = ExtremeEquilibria::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_max_vertices, default_max_seconds, default_tolerance] =
      ExtremeEquilibria::Options{};

  py::class_<Result>(
      module, "ExtremeEquilibriaResult", "All extreme equilibria and what they span.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "equilibria",
          [](const Result& self) { return to_arrays(self.equilibria); },
          "The extreme equilibria; those that favour earlier strategies first.")
      .def_readonly("subsets", &Result::subsets, "Maximal Nash subsets: indices into `equilibria`.")
      .def_readonly(
          "components", &Result::components, "Connected components: indices into `equilibria`.")
      .def_readonly("is_degenerate",
                    &Result::is_degenerate,
                    "A vertex of a best-response polytope has more labels than it needs.")
      .def_readonly("regret", &Result::regret, "Relative regret of the answer.")
      .def_readonly("num_vertices", &Result::num_vertices, "Of both polytopes.")
      .def(pickled(&Result::status,
                   &Result::equilibria,
                   &Result::subsets,
                   &Result::components,
                   &Result::is_degenerate,
                   &Result::regret,
                   &Result::num_vertices));

  py::class_<Kept<ExtremeEquilibria>> solver(module, "ExtremeEquilibria", kDoc);
  solver
      .def(
          py::init([](int max_vertices, double max_seconds, double tolerance) {
            return Kept<ExtremeEquilibria>(
                {.max_vertices = max_vertices, .max_seconds = max_seconds, .tolerance = tolerance});
          }),
          py::kw_only(),
          py::arg("max_vertices") = default_max_vertices,
          py::arg("max_seconds") = default_max_seconds,
          py::arg("tolerance") = default_tolerance)
      .def("solve",
           solving(&ExtremeEquilibria::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver,
               {"max_vertices", "max_seconds", "tolerance"},
               &ExtremeEquilibria::Options::max_vertices,
               &ExtremeEquilibria::Options::max_seconds,
               &ExtremeEquilibria::Options::tolerance);
}

}  // namespace demarche::python
