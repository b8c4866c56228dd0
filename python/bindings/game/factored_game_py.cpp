// SPDX-License-Identifier: MIT
#include "demarche/game/factored_game.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "../bindings.hpp"
#include "../values.hpp"
#include "demarche/core/error.hpp"
#include "demarche/game/dense_form.hpp"

namespace demarche::python {
namespace {

constexpr auto kTableDoc = R"doc(
A function of a few variables, whose cells stand in a row of the game's cells.

Parameters
----------
scope : sequence of int
    Variables, strictly ascending; empty for a constant.
first_cell : int
    Where its cells begin; the last variable is fastest.
num_cells : int
    Product of the scope's sizes.
)doc";

constexpr auto kPlayerDoc = R"doc(
One player of a factored game.

Parameters
----------
name : str
    What it is called.
variables : sequence of int
    Its levers, strictly ascending; no variable belongs to two players.
strategies : sequence of sequence of int
    The feasible combinations of levels, a level per variable, sorted.
payoff : sequence of FactorTable
    The payoff is their sum; empty for a behavioural player.
behaviour : sequence of FactorTable
    A behavioural player optimises nothing: the weight of a strategy is the product of these.
)doc";

constexpr auto kShapeDoc = R"doc(
Who has which variables, and which small tables add up to whose payoff.

Parameters
----------
variable_sizes : sequence of int
    Number of levels of each variable.
players : sequence of FactoredPlayer
    Variables are numbered player by player.
num_cells : int
    Of all tables.

Raises
------
InvalidArgument
    Naming the first rule that is broken.
)doc";

constexpr auto kGameDoc = R"doc(
A game whose payoffs are sums of small tables over the players' levers.

It may have far more profiles than a `NormalFormGame` could hold. `make_factored_game` makes one from
arrays; `factored_form` makes one of a game in strategic form.

Parameters
----------
shape : FactoredShape
    Its structure.
cells : array_like
    Shape ``(shape.num_cells,)``: the values of all tables. Copied.

Examples
--------
>>> game = demarche.factored_form(demarche.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]]))
>>> game
<FactoredGame: 2 players, 2 variables, 4 profiles>
>>> game.strategy_payoffs(0, [[0.5, 0.5], [0.5, 0.5]])
array([1. , 0.5])
)doc";

using Ints = std::vector<int>;

void bind_table(py::module_& module) {
  using Table = FactorTable;
  py::class_<Table>(module, "FactorTable", kTableDoc)
      .def(py::init([](const Ints& scope, std::size_t first_cell, std::size_t num_cells) {
             return Table{.scope = scope, .first_cell = first_cell, .num_cells = num_cells};
           }),
           py::kw_only(),
           py::arg("scope"),
           py::arg("first_cell"),
           py::arg("num_cells"))
      .def_property_readonly(
          "scope", [](const Table& self) { return to_tuple(self.scope); }, "Variables.")
      .def_readonly("first_cell", &Table::first_cell, "Where its cells begin.")
      .def_readonly("num_cells", &Table::num_cells, "How many they are.")
      .def(pickled(&Table::scope, &Table::first_cell, &Table::num_cells));
}

void bind_player(py::module_& module) {
  using Player = FactoredPlayer;
  py::class_<Player>(module, "FactoredPlayer", kPlayerDoc)
      .def(py::init([](const std::string& name,
                       const Ints& variables,
                       const std::vector<Ints>& strategies,
                       const std::vector<FactorTable>& payoff,
                       const std::vector<FactorTable>& behaviour) {
             return Player{.name = name,
                           .variables = variables,
                           .strategies = strategies,
                           .payoff = payoff,
                           .behaviour = behaviour};
           }),
           py::kw_only(),
           py::arg("name"),
           py::arg("variables"),
           py::arg("strategies"),
           py::arg("payoff") = std::vector<FactorTable>{},
           py::arg("behaviour") = std::vector<FactorTable>{})
      .def_readonly("name", &Player::name, "What it is called.")
      .def_property_readonly(
          "variables", [](const Player& self) { return to_tuple(self.variables); }, "Its levers.")
      .def_property_readonly(
          "strategies",
          [](const Player& self) { return to_tuple(self.strategies); },
          "A level per variable, for each.")
      .def_property_readonly(
          "payoff", [](const Player& self) { return to_tuple(self.payoff); }, "Tables to sum up.")
      .def_property_readonly(
          "behaviour",
          [](const Player& self) { return to_tuple(self.behaviour); },
          "Tables to multiply.")
      .def_property_readonly("is_behavioural",
                             &Player::is_behavioural,
                             "Whether it behaves by weights instead of choosing.")
      .def(pickled(&Player::name,
                   &Player::variables,
                   &Player::strategies,
                   &Player::payoff,
                   &Player::behaviour));
}

void bind_shape(py::module_& module) {
  using Shape = FactoredShape;
  py::class_<Shape>(module, "FactoredShape", kShapeDoc)
      .def(py::init([](const Ints& variable_sizes,
                       const std::vector<FactoredPlayer>& players,
                       std::size_t num_cells) {
             Shape shape{
                 .variable_sizes = variable_sizes, .players = players, .num_cells = num_cells};
             shape.check();
             return shape;
           }),
           py::kw_only(),
           py::arg("variable_sizes"),
           py::arg("players"),
           py::arg("num_cells"))
      .def_property_readonly(
          "variable_sizes",
          [](const Shape& self) { return to_tuple(self.variable_sizes); },
          "Number of levels of each variable.")
      .def_property_readonly(
          "players", [](const Shape& self) { return to_tuple(self.players); }, "In their order.")
      .def_readonly("num_cells", &Shape::num_cells, "Of all tables.")
      .def_property_readonly("num_players", &Shape::num_players, "Number of players.")
      .def_property_readonly("num_strategies", &Shape::num_strategies, "Of all players together.")
      .def(
          "first_strategy",
          [](const Shape& self, std::size_t player) {
            if (player >= self.num_players()) {
              throw InvalidArgument(
                  fmt::format("player must be in [0, {}), got {}", self.num_players(), player));
            }
            return self.first_strategy(player);
          },
          py::arg("player"),
          "The place of a player's first strategy among those of all players.")
      .def_property_readonly("num_profiles",
                             &Shape::num_profiles,
                             "Number of joint profiles, as a float because it may be astronomic.")
      .def(pickled(&Shape::variable_sizes, &Shape::players, &Shape::num_cells));
}

std::vector<std::string> names(const FactoredGame& game) {
  std::vector<std::string> all;
  for (const FactoredPlayer& player : game.shape.players) {
    all.push_back(player.name);
  }
  return all;
}

/// Player by player, in a row, as the library takes it.
std::vector<double> flat_profile(const FactoredGame& game, const MixedProfile& profile) {
  std::vector<std::size_t> sizes;
  for (const FactoredPlayer& player : game.shape.players) {
    sizes.push_back(player.strategies.size());
  }
  check_profile(profile, sizes, names(game));
  std::vector<double> flat;
  for (const auto& strategy : profile) {
    flat.insert(flat.end(), strategy.begin(), strategy.end());
  }
  return flat;
}

FactoredGame make_game(const FactoredShape& shape, const std::vector<double>& cells) {
  if (cells.size() != shape.num_cells) {
    throw InvalidArgument(fmt::format(
        "cells must number {}, as the shape says, got {}", shape.num_cells, cells.size()));
  }
  return {.shape = shape, .cells = cells};
}

void bind_game(py::module_& module) {
  using Game = FactoredGame;
  py::class_<Game>(module, "FactoredGame", kGameDoc)
      .def(py::init(&make_game), py::arg("shape"), py::arg("cells"))
      .def_readonly("shape", &Game::shape, "Its structure.")
      .def_property_readonly(
          "cells",
          [](const py::object& self) {
            auto& own = self.cast<Game&>();
            return py::array_t<double>(
                static_cast<py::ssize_t>(own.cells.size()), own.cells.data(), self);
          },
          "The values of all tables: writing to them changes the game.")
      .def_property_readonly(
          "player_names", [](const Game& self) { return to_tuple(names(self)); }, "One per player.")
      .def(
          "strategy_payoffs",
          [](const Game& self, const PlayerArgument& player, const MixedProfile& profile) {
            const std::size_t number = player_number(player, names(self));
            return to_array(
                strategy_payoffs(self.shape, self.cells, flat_profile(self, profile), number));
          },
          py::arg("player"),
          py::arg("profile"),
          "Expected payoff of each strategy of a player, by number or name, while the others play "
          "`profile`: one probability vector per player.")
      .def("dense_form",
           &dense_form,
           py::call_guard<py::gil_scoped_release>(),
           "The game in strategic form among the players who choose; behavioural ones are averaged "
           "over. Raises `InvalidArgument`, with its size, if that is too large.")
      .def(pickled(&Game::shape, &Game::cells))
      .def("__repr__", [](const Game& self) {
        return fmt::format("<FactoredGame: {} players, {} variables, {:.6g} profiles>",
                           self.shape.num_players(),
                           self.shape.variable_sizes.size(),
                           self.shape.num_profiles());
      });
}

}  // namespace

void bind_factored_game(py::module_& module) {
  bind_table(module);
  bind_player(module);
  bind_shape(module);
  bind_game(module);
  module.def(
      "factored_form",
      &factored_form,
      py::arg("game"),
      "The same game with one variable per player and one table per player over all of them.");
}

}  // namespace demarche::python
