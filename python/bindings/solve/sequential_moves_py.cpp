// SPDX-License-Identifier: MIT
#include "demarche/solve/sequential_moves.hpp"

#include <vector>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Play a game in sequence, each player seeing what those before it chose.

Parameters
----------
order : sequence of int
    Every player once; empty: as the game lists them.

Examples
--------
>>> game = demarche.NormalFormGame([[[0, -1], [1, -3]], [[0, 1], [-1, -3]]])
>>> demarche.SequentialMoves(order=[1, 0]).solve(game).profile
[0, 1]
)doc";

}  // namespace

void bind_sequential_moves(py::module_& module) {
  using Result = SequentialMoves::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_order] = SequentialMoves::Options{};

  py::class_<Result>(module, "SequentialMovesResult", "Play in a subgame-perfect equilibrium.")
      .def_readonly("profile", &Result::profile, "What is played, a strategy per player.")
      .def_property_readonly(
          "payoffs", [](const Result& self) { return to_array(self.payoffs); }, "One per player.")
      .def_readonly("has_ties",
                    &Result::has_ties,
                    "Somebody had two moves that pay it the same, on the path or off it.")
      .def_readonly(
          "is_tied", &Result::is_tied, "Somebody on the path had two moves that pay it the same.")
      .def(pickled(&Result::profile, &Result::payoffs, &Result::is_tied, &Result::has_ties));

  py::class_<Kept<SequentialMoves>> solver(module, "SequentialMoves", kDoc);
  solver
      .def(py::init([](const std::vector<int>& order) {
             return Kept<SequentialMoves>({.order = order});
           }),
           py::kw_only(),
           py::arg("order") = default_order)
      .def("solve",
           solving(&SequentialMoves::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
  bind_options(solver, {"order"}, &SequentialMoves::Options::order);
}

}  // namespace demarche::python
