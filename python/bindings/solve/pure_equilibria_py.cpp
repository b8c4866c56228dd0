// SPDX-License-Identifier: MIT
#include "demarche/solve/pure_equilibria.hpp"

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Find every pure equilibrium of a game with any number of players.

Parameters
----------
tie_tolerance : float
    Payoffs closer than this, relative to the spread, are a tie; at least 0.
max_nodes : int
    Budget of choices on factored games, at least 1.

Examples
--------
>>> game = demarche.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
>>> demarche.PureEquilibria().solve(game).profiles
[[0, 0], [1, 1]]
)doc";

}  // namespace

void bind_pure_equilibria(py::module_& module) {
  using Result = PureEquilibria::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_tie_tolerance, default_max_nodes] = PureEquilibria::Options{};

  py::class_<Result>(
      module, "PureEquilibriaResult", "All pure equilibria, in the order of their profiles.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_readonly("profiles", &Result::profiles, "A strategy per player, for each equilibrium.")
      .def_readonly("is_degenerate",
                    &Result::is_degenerate,
                    "At one of them a player has another best response.")
      .def_readonly("regret", &Result::regret, "Relative regret of the answer.")
      .def(pickled(&Result::status, &Result::profiles, &Result::is_degenerate, &Result::regret));

  py::class_<Kept<PureEquilibria>> solver(module, "PureEquilibria", kDoc);
  solver
      .def(py::init([](double tie_tolerance, long long max_nodes) {
             return Kept<PureEquilibria>({.tie_tolerance = tie_tolerance, .max_nodes = max_nodes});
           }),
           py::kw_only(),
           py::arg("tie_tolerance") = default_tie_tolerance,
           py::arg("max_nodes") = default_max_nodes)
      .def("solve",
           solving(py::overload_cast<const NormalFormGame&>(&PureEquilibria::solve, py::const_)),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.")
      .def("solve",
           solving(py::overload_cast<const FactoredGame&>(&PureEquilibria::solve, py::const_)),
           py::arg("game"),
           "Solve a factored game without its dense form; profiles have a strategy per player who "
           "chooses.");
  bind_options(solver,
               {"tie_tolerance", "max_nodes"},
               &PureEquilibria::Options::tie_tolerance,
               &PureEquilibria::Options::max_nodes);
}

}  // namespace demarche::python
