// SPDX-License-Identifier: MIT
#include "demarche/solve/lemke_howson.hpp"

#include "../bindings.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Find one equilibrium of a two-player game by complementary pivoting.

Parameters
----------
dropped_label : int
    Where the path starts, in ``[0, m + n)``; others may end elsewhere.
tries_others : bool
    If that path gives no certified answer, try the other labels in turn.
max_pivots : int
    Budget of all paths, at least 1.
tolerance : float
    Largest relative regret accepted as an equilibrium, above 0.

Examples
--------
>>> game = demarche.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
>>> demarche.LemkeHowson().solve(game).strategies
[array([0.5, 0.5]), array([0.5, 0.5])]
)doc";

}  // namespace

void bind_lemke_howson(py::module_& module) {
  using Result = LemkeHowson::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_dropped_label, default_tries_others, default_max_pivots, default_tolerance] =
      LemkeHowson::Options{};

  py::class_<Result>(module, "LemkeHowsonResult", "The end of a Lemke-Howson path.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "strategies",
          [](const Result& self) { return to_arrays(self.strategies); },
          "One probability vector per player; empty unless `status` is converged.")
      .def_readonly("regret", &Result::regret, "Relative regret of the answer.")
      .def_readonly("num_pivots", &Result::num_pivots, "Pivots made.")
      .def_readonly("label", &Result::label, "The label dropped on the path that ended here.");

  py::class_<LemkeHowson>(module, "LemkeHowson", kDoc)
      .def(py::init([](int dropped_label, bool tries_others, int max_pivots, double tolerance) {
             return LemkeHowson({.dropped_label = dropped_label,
                                 .tries_others = tries_others,
                                 .max_pivots = max_pivots,
                                 .tolerance = tolerance});
           }),
           py::kw_only(),
           py::arg("dropped_label") = default_dropped_label,
           py::arg("tries_others") = default_tries_others,
           py::arg("max_pivots") = default_max_pivots,
           py::arg("tolerance") = default_tolerance)
      .def("solve",
           &LemkeHowson::solve,
           py::arg("game"),
           py::call_guard<py::gil_scoped_release>(),
           "Solve one game. Keeps no state, so one solver may serve many threads.");
}

}  // namespace demarche::python
