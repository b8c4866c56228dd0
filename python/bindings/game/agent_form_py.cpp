// SPDX-License-Identifier: MIT
#include "demarche/game/agent_form.hpp"

#include <string>

#include "../bindings.hpp"
#include "../values.hpp"

namespace demarche::python {
namespace {

constexpr auto kSeparateDoc = R"doc(
Split players into agents that separate.

Levers that never meet in one of the player's own payoff (or behaviour) tables, nor in its
feasibility, are different agents. A logit response is then the product of the agents' logit
responses.

Parameters
----------
shape : FactoredShape
    Who has which variables and tables.

Returns
-------
list of Agent

Examples
--------
>>> game = demarche.make_factored_game(
...     [2, 3],
...     [{"name": "a", "variables": [0, 1], "payoff": [([0], [0, 1]), ([1], [0, 1, 2])]}],
... )
>>> [agent.variables for agent in demarche.separate_agents(game.shape)]
[(0,), (1,)]
)doc";

}  // namespace

void bind_agent_form(py::module_& module) {
  py::class_<Agent>(module,
                    "Agent",
                    "Some of a player's variables with the combinations of their levels that "
                    "occur: a unit that mixes.")
      .def_readonly("player", &Agent::player, "Whose variables they are.")
      .def_property_readonly(
          "variables", [](const Agent& self) { return to_tuple(self.variables); }, "Ascending.")
      .def_property_readonly(
          "strategies",
          [](const Agent& self) { return to_tuple(self.strategies); },
          "A level per variable, for each.")
      .def_property_readonly(
          "strategy_of",
          [](const Agent& self) { return to_tuple(self.strategy_of); },
          "Per strategy of the player, the agent's part of it.")
      .def(pickled(&Agent::player, &Agent::variables, &Agent::strategies, &Agent::strategy_of))
      .def("__repr__", [](const Agent& self) {
        return "<Agent of player " + std::to_string(self.player) + ": " +
               std::to_string(self.strategies.size()) + " strategies>";
      });
  module.def("player_agents",
             &player_agents,
             py::arg("shape"),
             "One agent per player of `shape`, with the player's own strategies.");
  module.def("separate_agents", &separate_agents, py::arg("shape"), kSeparateDoc);
}

}  // namespace demarche::python
