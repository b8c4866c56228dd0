// SPDX-License-Identifier: MIT
#include "demarche/simulate/draw.hpp"

#include <fmt/format.h>

#include <utility>

#include "../bindings.hpp"
#include "../values.hpp"
#include "demarche/simulate/draw_table.hpp"
#include "interruptible_run.hpp"

namespace demarche::python {
namespace {

/// Rows of a table, [draw][rest]; `rest` follows from the numbers there are.
py::array_t<double> rows(std::vector<double>& values, std::size_t num_draws) {
  const auto draws = static_cast<py::ssize_t>(num_draws);
  const auto width = draws == 0 ? py::ssize_t{0} : static_cast<py::ssize_t>(values.size()) / draws;
  return take_array(std::move(values), {draws, width});
}

template <class To, class From>
py::array_t<To> column(const std::vector<From>& values) {
  py::array_t<To> array(static_cast<py::ssize_t>(values.size()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    array.mutable_data()[i] = static_cast<To>(values[i]);
  }
  return array;
}

py::dict to_dict(DrawTable table) {
  using namespace py::literals;
  const std::size_t n = table.num_draws;
  auto sampled = column<std::int32_t>(table.sampled_levels);
  const auto draws = static_cast<py::ssize_t>(n);
  sampled = sampled.reshape({draws, draws == 0 ? py::ssize_t{0} : sampled.size() / draws});
  return py::dict("parameters"_a = rows(table.parameters, n),
                  "outcomes"_a = rows(table.outcomes, n),
                  "levels"_a = rows(table.levels, n),
                  "metrics"_a = rows(table.metrics, n),
                  "payoffs"_a = rows(table.payoffs, n),
                  "claims"_a = rows(table.claims, n),
                  "sampled_metrics"_a = rows(table.sampled_metrics, n),
                  "sampled_levels"_a = sampled,
                  "status"_a = column<std::int8_t>(table.status),
                  "num_equilibria"_a = column<std::int32_t>(table.num_equilibria),
                  "evidence_weights"_a = to_array(table.evidence_weights),
                  "max_regret"_a = to_array(table.max_regret),
                  "residual"_a = to_array(table.residual));
}

}  // namespace

void bind_draw(py::module_& module) {
  using GameOfDraw = py::typing::Union<NormalFormGame, FactoredGame>;
  // The package hangs the model on draws, for their game.
  py::class_<Draw>(module, "Draw", "Everything about one draw of a run.", py::dynamic_attr())
      .def_readonly("number", &Draw::number, "Which draw.")
      .def_readonly("is_of_means",
                    &Draw::is_of_means,
                    "Whether every parameter is at its mean; `number` says nothing then.")
      .def_readonly("concept_name", &Draw::concept_name, "The solution concept.")
      .def_property_readonly(
          "parameters",
          [](const Draw& self) { return to_array(self.parameters); },
          "In the scenario's order.")
      .def_property_readonly(
          "percentiles",
          [](const Draw& self) { return to_array(self.percentiles); },
          "Of each parameter: the copula's uniform, in (0, 1).")
      .def_property_readonly(
          "precision", [](const Draw& self) { return to_array(self.precision); }, "Per actor.")
      .def_readonly("certificate", &Draw::certificate, "What vouches for the solution.")
      .def_property_readonly(
          "weights", [](const Draw& self) { return to_array(self.weights); }, "Per equilibrium.")
      .def_property_readonly(
          "probabilities",
          [](const Draw& self) { return to_arrays(self.probabilities); },
          "Per equilibrium, the probabilities of all actors' strategies one after the other.")
      .def_property_readonly(
          "answered_payoffs",
          [](const Draw& self) { return to_array(self.answered_payoffs); },
          "Under concepts of moves in sequence, what each of all actors' strategies brings its "
          "actor\n"
          "if those who move later answer; NaN where that is not known. Else empty.")
      .def_property_readonly(
          "option_values",
          [](const Draw& self) { return to_arrays(self.option_values); },
          "Per option set, the value of each option, everything else as solved.")
      .def_property_readonly(
          "answered_options",
          [](const Draw& self) { return to_arrays(self.answered_options); },
          "Per option set, the value of each option as a commitment that everybody answers; NaN\n"
          "without an answer. No options of sets that do not ask for that.")
      .def_readonly("sampled_profile",
                    &Draw::sampled_profile,
                    "Strategy per actor, as counted by the run; empty if unsolved.")
      .def_readonly(
          "evidence_weight",
          &Draw::evidence_weight,
          "What the draw counts given the evidence; NaN without evidence, and if unsolved.")
      .def_readonly("payoffs_name",
                    &Draw::payoffs_name,
                    "Of the code that computed payoffs; empty if none did.")
      .def_property_readonly(
          "open_payoffs",
          [](const Draw& self) { return to_array(self.open_payoffs); },
          "The payoffs that code gave, table by table, row-major.")
      .def_readonly("custom_metrics",
                    &Draw::custom_metrics,
                    "Name and value of each metric that code gave; empty if unsolved.")
      .def_property_readonly(
          "game",
          [](const py::object& self) -> GameOfDraw {
            return py::module_::import("demarche._draw_game").attr("game_of")(self);
          },
          "The game of the draw among the actors who choose, with the scenario's names; a "
          "`FactoredGame` with every actor where the strategic form would be large.")
      .def("__repr__",
           [](const Draw& self) {
             return fmt::format("<Draw {}: concept {}, {}, {} equilibria with weight>",
                                self.number,
                                self.concept_name,
                                to_string(self.certificate.status),
                                self.weights.size());
           })
      .def(pickled_with_attributes(&Draw::number,
                                   &Draw::is_of_means,
                                   &Draw::concept_name,
                                   &Draw::parameters,
                                   &Draw::percentiles,
                                   &Draw::cells,
                                   &Draw::precision,
                                   &Draw::certificate,
                                   &Draw::weights,
                                   &Draw::probabilities,
                                   &Draw::answered_payoffs,
                                   &Draw::option_values,
                                   &Draw::answered_options,
                                   &Draw::sampled_profile,
                                   &Draw::evidence_weight,
                                   &Draw::payoffs_name,
                                   &Draw::open_payoffs,
                                   &Draw::custom_metrics));
  module.def(
      "factored_game_of_draw",
      [](const Model& model, const Draw& draw) {
        // Beyond the tables of payoffs there are precisions and what outcomes and metrics need.
        FactoredGame game{.shape = model.shape, .cells = draw.cells};
        game.cells.resize(model.shape.num_cells);
        return game;
      },
      py::arg("model"),
      py::arg("draw"),
      "The tables of a draw as a game.");
  module.def(
      "replay_draw",
      [](const Model& model, const RunSettings& settings, std::uint64_t number) {
        return replay_draw(model, settings, number);
      },
      py::arg("model"),
      py::arg("settings"),
      py::arg("number"),
      py::call_guard<py::gil_scoped_release>(),
      "Repeats one draw of a run exactly.");
  module.def(
      "replay_draws",
      [](const Model& model,
         const RunSettings& settings,
         std::uint64_t first_draw,
         std::uint64_t num_draws,
         const py::object& progress) {
        DrawTable table;
        const bool interrupted = run_interruptibly(settings, progress, [&](const RunSettings& own) {
          table = replay_draws(model, own, first_draw, num_draws);
        });
        (void)interrupted;
        return to_dict(std::move(table));
      },
      py::arg("model"),
      py::arg("settings"),
      py::arg("first_draw"),
      py::arg("num_draws"),
      py::arg("progress"),
      "Repeats a range of draws: arrays with a row per draw.");
}

}  // namespace demarche::python
