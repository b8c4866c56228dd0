// SPDX-License-Identifier: MIT
#include "demarche/solve/dynamics.hpp"

#include <pybind11/eigen.h>
#include <pybind11/native_enum.h>

#include "../bindings.hpp"
#include "../interruptible.hpp"
#include "../values.hpp"
#include "demarche/core/error.hpp"

namespace demarche::python {
namespace {

constexpr auto kDoc = R"doc(
Run a dynamic from a start profile and say how it ends.

Parameters
----------
rule : DynamicsRule
    How players adapt.
start : sequence of int
    A strategy per player where it starts; empty: uniform play.
tremble : float
    What replicators spread over all strategies at the start, in [0, 1].
precision : float
    Of logit responses; finite, at least 0.
gain : float
    Share of the way per step, in [0, 1]; 0 stands for the rule's own.
max_steps : int
    Budget, at least 1; for the replicator, units of time.
tolerance : float
    At rest if no probability changes by more in a step; above 0.
keeps_path : bool
    Whether the result lists every step.

Examples
--------
>>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
>>> result = demarche.Dynamics(start=[0, 0]).solve(game)
>>> result.end, result.last
(<DynamicsEnd.fixed_point: 0>, [array([0., 1.]), array([0., 1.])])
)doc";

constexpr auto kFieldDoc = R"doc(
Rates of change under the replicator dynamic, one population per player.

Parameters
----------
game : NormalFormGame
    The game.
profile : sequence of array_like
    One probability vector per player.

Returns
-------
list of numpy.ndarray
    ``x_is (u_is - mean of u_i)``.

Examples
--------
>>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]])
>>> demarche.replicator_field(game, [[0.5, 0.5], [0.5, 0.5]])[0]
array([-0.375,  0.375])
)doc";

constexpr auto kPopulationDoc = R"doc(
Rates of change in one population whose members meet each other.

Parameters
----------
payoffs : array_like
    Shape ``(n, n)``: what the row strategy gets from the column strategy.
shares : array_like
    Shape ``(n,)``.
mutation : array_like
    Shape ``(n, n)``: the share of the row strategy's offspring that plays the column strategy.

Returns
-------
numpy.ndarray
    Shape ``(n,)``.
)doc";

void bind_enums(py::module_& module) {
  py::native_enum<DynamicsRule>(module, "DynamicsRule", "enum.Enum", "How players adapt.")
      .value("best_response", DynamicsRule::best_response)
      .value("fictitious_play", DynamicsRule::fictitious_play)
      .value("logit_response", DynamicsRule::logit_response)
      .value("replicator", DynamicsRule::replicator)
      .value("discrete_replicator", DynamicsRule::discrete_replicator)
      .finalize();
  py::native_enum<DynamicsEnd>(module, "DynamicsEnd", "enum.Enum", "How a dynamic ended.")
      .value("fixed_point", DynamicsEnd::fixed_point)
      .value("cycle", DynamicsEnd::cycle)
      .value("average", DynamicsEnd::average)
      .value("moving", DynamicsEnd::moving)
      .finalize();
}

void bind_result(py::module_& module) {
  using Result = Dynamics::Result;
  py::class_<Result>(module, "DynamicsResult", "Where a dynamic went.")
      .def_readonly("end", &Result::end, "How it ended.")
      .def_property_readonly(
          "last", [](const Result& self) { return to_arrays(self.last); }, "The last profile.")
      .def_property_readonly(
          "average",
          [](const Result& self) { return to_arrays(self.average); },
          "Over the cycle if there is one, else over all steps.")
      .def_readonly("regret",
                    &Result::regret,
                    "Relative regret of `last` at a fixed point, else of `average`.")
      .def_readonly("logit_error",
                    &Result::logit_error,
                    "Of logit responses: how far the profile is from the logit response to it.")
      .def_readonly("num_steps", &Result::num_steps, "Steps made.")
      .def_readonly("cycle_length", &Result::cycle_length, "In moves; 0 if there is no cycle.")
      .def_property_readonly(
          "path",
          [](const Result& self) { return to_arrays(self.path); },
          "If asked for: the start and every step.")
      .def(pickled(&Result::end,
                   &Result::last,
                   &Result::average,
                   &Result::regret,
                   &Result::logit_error,
                   &Result::num_steps,
                   &Result::cycle_length,
                   &Result::path));
}

void bind_fields(py::module_& module) {
  module.def(
      "replicator_field",
      [](const NormalFormGame& game, const MixedProfile& profile) {
        check_profile(game, profile);
        return to_arrays(replicator_field(game, profile));
      },
      py::arg("game"),
      py::arg("profile"),
      kFieldDoc);
  module.def(
      "population_replicator_field",
      [](const Matrix& payoffs, const Vector& shares, const Matrix& mutation) {
        const Index n = shares.size();
        if (payoffs.rows() != n || payoffs.cols() != n || mutation.rows() != n ||
            mutation.cols() != n) {
          throw InvalidArgument("payoffs and mutation must have a row and a column per share");
        }
        return population_replicator_field(payoffs, shares, mutation);
      },
      py::arg("payoffs"),
      py::arg("shares"),
      py::arg("mutation"),
      kPopulationDoc);
}

}  // namespace

void bind_dynamics(py::module_& module) {
  // Defaults come from the header; a field added there stops this line from compiling.
  const auto [default_rule,
              default_start,
              default_tremble,
              default_precision,
              default_gain,
              default_max_steps,
              default_tolerance,
              default_keeps_path] = Dynamics::Options{};

  bind_enums(module);
  bind_result(module);
  py::class_<Kept<Dynamics>> solver(module, "Dynamics", kDoc);
  solver
      .def(py::init([](DynamicsRule rule,
                       const std::vector<int>& start,
                       double tremble,
                       double precision,
                       double gain,
                       int max_steps,
                       double tolerance,
                       bool keeps_path) {
             return Kept<Dynamics>({.rule = rule,
                                    .start = start,
                                    .tremble = tremble,
                                    .precision = precision,
                                    .gain = gain,
                                    .max_steps = max_steps,
                                    .tolerance = tolerance,
                                    .keeps_path = keeps_path});
           }),
           py::kw_only(),
           py::arg("rule") = default_rule,
           py::arg("start") = default_start,
           py::arg("tremble") = default_tremble,
           py::arg("precision") = default_precision,
           py::arg("gain") = default_gain,
           py::arg("max_steps") = default_max_steps,
           py::arg("tolerance") = default_tolerance,
           py::arg("keeps_path") = default_keeps_path)
      .def("solve",
           solving(py::overload_cast<const NormalFormGame&>(&Dynamics::solve, py::const_)),
           py::arg("game"),
           "Run it on one game. Keeps no state, so one object may serve many threads.")
      .def("solve",
           solving(py::overload_cast<const FactoredGame&>(&Dynamics::solve, py::const_)),
           py::arg("game"),
           "Run it on a factored game without its dense form; behavioural players have no part in "
           "profiles.");
  bind_options(
      solver,
      {"rule", "start", "tremble", "precision", "gain", "max_steps", "tolerance", "keeps_path"},
      &Dynamics::Options::rule,
      &Dynamics::Options::start,
      &Dynamics::Options::tremble,
      &Dynamics::Options::precision,
      &Dynamics::Options::gain,
      &Dynamics::Options::max_steps,
      &Dynamics::Options::tolerance,
      &Dynamics::Options::keeps_path);
  bind_fields(module);
}

}  // namespace demarche::python
