// SPDX-License-Identifier: MIT
#include "demarche/game/responses.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../bindings.hpp"
#include "demarche/core/error.hpp"
#include "strategy_argument.hpp"

namespace demarche::python {

int strategy_number(const NormalFormGame& game,
                    std::size_t player,
                    const StrategyArgument& strategy) {
  const auto& names = game.strategy_names[player];
  if (const auto* name = std::get_if<std::string>(&strategy)) {
    const auto found = std::find(names.begin(), names.end(), *name);
    if (found == names.end()) {
      throw InvalidArgument(fmt::format("player {} has no strategy '{}'; there are {}",
                                        game.player_names[player],
                                        *name,
                                        fmt::join(names, ", ")));
    }
    if (std::find(found + 1, names.end(), *name) != names.end()) {
      throw InvalidArgument(
          fmt::format("player {} has several strategies '{}'; give a number from 0",
                      game.player_names[player],
                      *name));
    }
    return static_cast<int>(found - names.begin());
  }
  const int number = std::get<int>(strategy);
  if (number < 0 || number >= game.num_strategies()[player]) {
    throw InvalidArgument(
        fmt::format("profile must hold a strategy per player below ({}), got {} "
                    "of player {}",
                    fmt::join(game.num_strategies(), ", "),
                    number,
                    game.player_names[player]));
  }
  return number;
}

namespace {

NormalFormGame restricted_to(const NormalFormGame& game,
                             const std::vector<std::vector<StrategyArgument>>& strategies) {
  std::vector<std::vector<int>> numbers(strategies.size());
  for (std::size_t i = 0; i < std::min(strategies.size(), game.num_players()); ++i) {
    for (const StrategyArgument& strategy : strategies[i]) {
      numbers[i].push_back(strategy_number(game, i, strategy));
    }
  }
  return restricted(game, numbers);
}

}  // namespace

// Methods of NormalFormGame.
void bind_responses(py::module_& module) {
  py::class_<NormalFormGame> game(module.attr("NormalFormGame"));
  game.def(
          "best_responses",
          [](const NormalFormGame& self,
             const PlayerArgument& player,
             const MixedProfile& profile,
             double tie_tolerance) {
            check_profile(self, profile);
            return best_responses(
                self, player_number(player, self.player_names), profile, tie_tolerance);
          },
          py::arg("player"),
          py::arg("profile"),
          py::kw_only(),
          py::arg("tie_tolerance") = kTieTolerance,
          "Numbers of a player's strategies that pay most against `profile`. Those that pay less "
          "by no "
          "more than `tie_tolerance`, relative to the spread of its payoffs, are among them.")
      .def(
          "regrets",
          [](const NormalFormGame& self, const MixedProfile& profile) {
            check_profile(self, profile);
            return to_array(regrets(self, profile));
          },
          py::arg("profile"),
          "The most that each player gains by deviating from `profile`, in payoff units.")
      .def(
          "expected_payoffs",
          [](const NormalFormGame& self, const MixedProfile& profile) {
            check_profile(self, profile);
            return to_array(expected_payoffs(self, profile));
          },
          py::arg("profile"),
          "What each player gets on average where all play `profile`.")
      .def("restricted",
           &restricted_to,
           py::arg("strategies"),
           "The game in which players have these of their strategies alone, by number or name, in "
           "this order: for example those that survive `IteratedDominance`.");
}

}  // namespace demarche::python
