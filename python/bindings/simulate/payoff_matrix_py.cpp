// SPDX-License-Identifier: MIT
#include "demarche/simulate/payoff_matrix.hpp"

#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "../bindings.hpp"
#include "demarche/report/matrix_report.hpp"
#include "demarche/simulate/mean_draw.hpp"
#include "report/matrix_words.hpp"

namespace demarche::python {
namespace {

using Side = py::typing::Dict<py::str, py::object>;
using Other = py::typing::Tuple<py::object, py::ellipsis>;

template <class Value>
py::array_t<Value> rows(const PayoffMatrix& matrix, const std::vector<Value>& values) {
  py::array_t<Value> array({matrix.num_rows(), matrix.num_columns()});
  for (std::size_t cell = 0; cell < values.size(); ++cell) {
    array.mutable_data()[cell] = values[cell];
  }
  return array;
}

/// An actor's levers, strategies as levels, payoffs and best responses; no payoffs are None.
Side side(const Model& model, const PayoffMatrix& matrix, std::size_t k) {
  using namespace py::literals;
  std::vector<std::vector<std::string>> strategies;
  for (std::size_t place = 0; place < matrix.strategies[k].size(); ++place) {
    strategies.push_back(levels_of(model, matrix, k, place));
  }
  py::object payoffs = py::none();
  py::object is_best = py::none();
  if (!matrix.payoffs[k].empty()) {
    payoffs = rows(matrix, matrix.payoffs[k]);
    is_best = rows(matrix, matrix.is_best[k]);
  }
  return py::dict("actor"_a = model.scenario.actors(matrix.actors[k]).id(),
                  "levers"_a = lever_names(model, matrix.actors[k]),
                  "strategies"_a = strategies,
                  "payoffs"_a = payoffs,
                  "is_best"_a = is_best,
                  "probabilities"_a = to_array(matrix.probabilities[k]));
}

/// What another actor does: id, name of each strategy, probabilities, and whether it is held.
Other other(const Model& model, const OtherPlay& play) {
  std::vector<std::string> names;
  for (const std::vector<int>& strategy : play.strategies) {
    names.push_back(other_strategy(model, play, strategy));
  }
  return py::make_tuple(
      model.scenario.actors(play.actor).id(), names, play.probabilities, play.is_held);
}

}  // namespace

void bind_payoff_matrix(py::module_& module) {
  module.def(
      "payoff_matrix",
      [](const Model& model,
         const Draw& draw,
         std::vector<std::string> actors,
         std::string profile) {
        const MatrixSettings settings{.actors = std::move(actors), .profile = std::move(profile)};
        PayoffMatrix matrix;
        std::string text;
        {
          const py::gil_scoped_release released;
          matrix = payoff_matrix(model, draw, settings);
          text = matrix_text(model, draw, matrix);
        }
        py::typing::List<Other> others;
        for (const OtherPlay& play : matrix.others) {
          others.append(other(model, play));
        }
        return std::tuple(std::pair(side(model, matrix, 0), side(model, matrix, 1)), others, text);
      },
      py::arg("model"),
      py::arg("draw"),
      py::arg("actors"),
      py::arg("profile"),
      "Two actors' payoffs in a draw: both sides, what others do, and the matrix as text.");
  module.def(
      "check_matrix",
      [](const Model& model, std::vector<std::string> actors, std::string profile) {
        check_matrix(model, {.actors = std::move(actors), .profile = std::move(profile)});
      },
      py::arg("model"),
      py::arg("actors"),
      py::arg("profile"),
      "Refuses names that the scenario lacks.");
  module.def(
      "mean_draw",
      [](const Model& model, const RunSettings& settings) { return mean_draw(model, settings); },
      py::arg("model"),
      py::arg("settings"),
      py::call_guard<py::gil_scoped_release>(),
      "Solves the game in which every parameter has its mean.");
}

}  // namespace demarche::python
