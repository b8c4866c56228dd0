// SPDX-License-Identifier: MIT
#include "demarche/solve/selection.hpp"

#include <fmt/format.h>
#include <pybind11/native_enum.h>

#include "../bindings.hpp"
#include "demarche/core/error.hpp"

namespace demarche::python {
namespace {

constexpr auto kSelectDoc = R"doc(
A weight per equilibrium: 0, or an equal share of 1 for those selected.

Parameters
----------
game : NormalFormGame
    The game.
equilibria : sequence of profiles
    Each a probability vector per player.
selection : Selection
    Which of them count.
start : sequence of int
    The status quo, a strategy per player; if empty, `nearest` takes uniform play for it.

Examples
--------
>>> game = demarche.NormalFormGame([[[2, 0], [0, 1]], [[2, 0], [0, 1]]])
>>> found = demarche.NashEquilibria().solve(game).equilibria
>>> demarche.select_equilibria(game, found, demarche.Selection.payoff_dominant)
array([1., 0., 0.])
)doc";

}  // namespace

void bind_selection(py::module_& module) {
  py::native_enum<Selection>(
      module, "Selection", "enum.Enum", "Which of several equilibria counts; equals share.")
      .value("uniform", Selection::uniform)
      .value("payoff_dominant", Selection::payoff_dominant)
      .value("risk_dominant", Selection::risk_dominant)
      .value("utilitarian", Selection::utilitarian)
      .value("nearest", Selection::nearest)
      .value("logit", Selection::logit)
      .value("entropy", Selection::entropy)
      .finalize();
  module.def("find_selection",
             &find_selection,
             py::arg("name"),
             "The selection of this name, for example ``\"payoff-dominant\"``.");
  module.def(
      "select_equilibria",
      [](const NormalFormGame& game,
         const std::vector<MixedProfile>& equilibria,
         Selection selection,
         const std::vector<int>& start) {
        for (const MixedProfile& profile : equilibria) {
          check_profile(game, profile);
        }
        if (!start.empty() && start.size() != game.num_players()) {
          throw InvalidArgument(fmt::format(
              "start must be {} strategies or none, got {}", game.num_players(), start.size()));
        }
        for (std::size_t i = 0; i < start.size(); ++i) {
          if (start[i] < 0 || start[i] >= game.num_strategies()[i]) {
            throw InvalidArgument(fmt::format("start of player {} must be in [0, {}), got {}",
                                              i,
                                              game.num_strategies()[i],
                                              start[i]));
          }
        }
        std::vector<double> weights;
        {
          const py::gil_scoped_release release;
          weights = select_equilibria(game, equilibria, selection, start);
        }
        return to_array(weights);
      },
      py::arg("game"),
      py::arg("equilibria"),
      py::arg("selection"),
      py::kw_only(),
      py::arg("start") = py::tuple(),
      kSelectDoc);
}

}  // namespace demarche::python
