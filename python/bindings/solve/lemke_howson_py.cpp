// SPDX-License-Identifier: MIT
#include "demarche/solve/lemke_howson.hpp"

#include <pybind11/native_enum.h>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Find one equilibrium of a two-player game by complementary pivoting.

Parameters
----------
paths : LemkeHowsonPaths
    All labels by turns, or the path of one alone.
dropped_label : int
    Where the path starts, or the race's first; in ``[0, m + n)``.
max_pivots : int
    Budget of all paths together, at least 1.
max_seconds : float
    Time budget of all paths together, above 0.
tolerance : float
    Largest relative regret accepted as an equilibrium, above 0.

Examples
--------
>>> game = demarche.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
>>> demarche.LemkeHowson().solve(game).strategies
[array([0.5, 0.5]), array([0.5, 0.5])]
)doc";

void bind_ends(py::module_& module) {
  py::class_<LemkeHowsonEnd>(
      module, "LemkeHowsonEnd", "An equilibrium and the labels whose paths end there.")
      .def_property_readonly(
          "strategies",
          [](const LemkeHowsonEnd& self) { return to_arrays(self.strategies); },
          "One probability vector per player.")
      .def_readonly("regret", &LemkeHowsonEnd::regret, "Relative regret.")
      .def_readonly("labels", &LemkeHowsonEnd::labels, "Whose paths end there.")
      .def(pickled(&LemkeHowsonEnd::strategies, &LemkeHowsonEnd::regret, &LemkeHowsonEnd::labels));
  py::class_<LemkeHowsonEnds>(module, "LemkeHowsonEnds", "Where the paths of all labels end.")
      .def_readonly("status",
                    &LemkeHowsonEnds::status,
                    "Converged if every path ended in a certified equilibrium.")
      .def_readonly(
          "equilibria", &LemkeHowsonEnds::equilibria, "In the order of their first label.")
      .def_readonly("lost_labels", &LemkeHowsonEnds::lost_labels, "Whose paths did not end.")
      .def_readonly("num_pivots", &LemkeHowsonEnds::num_pivots, "Of all paths.")
      .def(pickled(&LemkeHowsonEnds::status,
                   &LemkeHowsonEnds::equilibria,
                   &LemkeHowsonEnds::lost_labels,
                   &LemkeHowsonEnds::num_pivots));
}

}  // namespace

void bind_lemke_howson(py::module_& module) {
  using Result = LemkeHowson::Result;
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_paths,
              default_dropped_label,
              default_max_pivots,
              default_max_seconds,
              default_tolerance] = LemkeHowson::Options{};

  py::native_enum<LemkeHowsonPaths>(
      module, "LemkeHowsonPaths", "enum.Enum", "Which paths LemkeHowson follows.")
      .value("race", LemkeHowsonPaths::race)
      .value("one", LemkeHowsonPaths::one)
      .finalize();
  bind_ends(module);

  py::class_<Result>(
      module, "LemkeHowsonResult", "An equilibrium at the end of a Lemke-Howson path.")
      .def_readonly("status", &Result::status, "How the solver ended.")
      .def_property_readonly(
          "strategies",
          [](const Result& self) { return to_arrays(self.strategies); },
          "One probability vector per player; empty unless `status` is converged.")
      .def_readonly("regret", &Result::regret, "Relative regret of the answer.")
      .def_readonly("num_pivots", &Result::num_pivots, "Of all paths together.")
      .def_readonly("num_paths", &Result::num_paths, "Paths begun.")
      .def_readonly("label", &Result::label, "The label dropped on the path that ended here.")
      .def(pickled(&Result::status,
                   &Result::strategies,
                   &Result::regret,
                   &Result::num_pivots,
                   &Result::num_paths,
                   &Result::label));

  py::class_<Kept<LemkeHowson>> solver(module, "LemkeHowson", kDoc);
  solver
      .def(py::init([](LemkeHowsonPaths paths,
                       int dropped_label,
                       int max_pivots,
                       double max_seconds,
                       double tolerance) {
             return Kept<LemkeHowson>({.paths = paths,
                                       .dropped_label = dropped_label,
                                       .max_pivots = max_pivots,
                                       .max_seconds = max_seconds,
                                       .tolerance = tolerance});
           }),
           py::kw_only(),
           py::arg("paths") = default_paths,
           py::arg("dropped_label") = default_dropped_label,
           py::arg("max_pivots") = default_max_pivots,
           py::arg("max_seconds") = default_max_seconds,
           py::arg("tolerance") = default_tolerance)
      .def("solve",
           solving(&LemkeHowson::solve),
           py::arg("game"),
           "Solve one game. Keeps no state, so one solver may serve many threads.")
      .def("solve_all",
           solving(&LemkeHowson::solve_all),
           py::arg("game"),
           "Ends of the paths of all labels of `game`, whatever the options say of paths.");
  bind_options(solver,
               {"paths", "dropped_label", "max_pivots", "max_seconds", "tolerance"},
               &LemkeHowson::Options::paths,
               &LemkeHowson::Options::dropped_label,
               &LemkeHowson::Options::max_pivots,
               &LemkeHowson::Options::max_seconds,
               &LemkeHowson::Options::tolerance);
}

}  // namespace demarche::python
