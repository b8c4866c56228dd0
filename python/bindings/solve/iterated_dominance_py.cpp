// SPDX-License-Identifier: MIT
#include "demarche/solve/iterated_dominance.hpp"

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Eliminate dominated strategies until none is left.

Parameters
----------
is_weak : bool
    Eliminate strategies that are never better and somewhere worse, too.
by_mixed : bool
    Mixed strategies dominate, too.
tolerance : float
    A mixed strategy dominates only by more than this, of payoffs in [0, 1]; above 0.
max_iterations : int
    Of the simplex method, per program; at least 1.
max_seconds : float
    Time budget, above 0.

Examples
--------
>>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
>>> demarche.IteratedDominance().solve(game).survivors
[[1], [1]]
)doc";

}  // namespace

void bind_iterated_dominance(py::module_& module) {
  using Result = IteratedDominance::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_is_weak,
              default_by_mixed,
              default_tolerance,
              default_max_iterations,
              default_max_seconds] = IteratedDominance::Options{};

  py::class_<Result>(module, "IteratedDominanceResult", "What survives iterated elimination.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_readonly("survivors", &Result::survivors, "Per player, the strategies left.")
      .def_readonly("num_rounds", &Result::num_rounds, "Rounds in which something was eliminated.")
      .def_property_readonly(
          "is_single_profile", &Result::is_single_profile, "Whether one profile is left.")
      .def(pickled(&Result::status, &Result::survivors, &Result::num_rounds));

  py::class_<Kept<IteratedDominance>> solver(module, "IteratedDominance", kDoc);
  solver
      .def(py::init([](bool is_weak,
                       bool by_mixed,
                       double tolerance,
                       int max_iterations,
                       double max_seconds) {
             return Kept<IteratedDominance>({.is_weak = is_weak,
                                             .by_mixed = by_mixed,
                                             .tolerance = tolerance,
                                             .max_iterations = max_iterations,
                                             .max_seconds = max_seconds});
           }),
           py::kw_only(),
           py::arg("is_weak") = default_is_weak,
           py::arg("by_mixed") = default_by_mixed,
           py::arg("tolerance") = default_tolerance,
           py::arg("max_iterations") = default_max_iterations,
           py::arg("max_seconds") = default_max_seconds)
      .def("solve",
           solving(&IteratedDominance::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver,
               {"is_weak", "by_mixed", "tolerance", "max_iterations", "max_seconds"},
               &IteratedDominance::Options::is_weak,
               &IteratedDominance::Options::by_mixed,
               &IteratedDominance::Options::tolerance,
               &IteratedDominance::Options::max_iterations,
               &IteratedDominance::Options::max_seconds);
}

}  // namespace demarche::python
