// SPDX-License-Identifier: MIT
#include "demarche/game/extensive_game.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "../bindings.hpp"
#include "../exact_numbers.hpp"

namespace demarche::python {
namespace {

constexpr auto kSetDoc = R"doc(
Nodes at which the mover has the same actions and cannot tell where it is, or a chance move.

Parameters
----------
name : str
    What it is called.
player : int, optional
    Who moves, from 0; None for chance.
actions : sequence of str
    Their names, at least one.
probabilities : sequence of float, fractions.Fraction or str
    Of chance's actions, summing to 1; empty for a player. Kept exactly if none is a float.
)doc";

constexpr auto kOutcomeDoc = R"doc(
Payoffs that are paid where a node bears them.

Parameters
----------
payoffs : sequence of float, fractions.Fraction or str
    One for each player. Kept exactly if none is a float.
name : str
    What it is called.
)doc";

constexpr auto kNodeDoc = R"doc(
A place in the tree; without an information set the game ends there.

Parameters
----------
name : str
    What it is called.
information_set : int, optional
    Its place in the game's `information_sets`.
outcome : int, optional
    Its place in the game's `outcomes`; None pays nothing.
children : sequence of int
    The node after each action.
)doc";

constexpr auto kGameDoc = R"doc(
A finite game in extensive form: a tree of moves, with chance and imperfect information.

A player's payoff is the sum of what the outcomes along the path pay. A game does not change once
it is made. `make_extensive_game` makes one from nested moves, which is easier to write.

Parameters
----------
player_names : sequence of str
    At least one player.
information_sets : sequence of InformationSet
    Of all players and chance.
outcomes : sequence of ExtensiveOutcome
    What is paid.
nodes : sequence of ExtensiveNode
    The root first, every node before its children.
title : str
    What the game is called.
comment : str
    More words on it.

Raises
------
InvalidArgument
    Naming the element and the rule that it breaks.

Examples
--------
>>> game = demarche.ExtensiveGame(
...     player_names=["sender"],
...     information_sets=[demarche.InformationSet(player=0, actions=["stop", "go"])],
...     outcomes=[demarche.ExtensiveOutcome([1]), demarche.ExtensiveOutcome([2])],
...     nodes=[
...         demarche.ExtensiveNode(information_set=0, children=[1, 2]),
...         demarche.ExtensiveNode(outcome=0),
...         demarche.ExtensiveNode(outcome=1),
...     ],
... )
>>> demarche.reduced_strategic_form(game).payoffs
array([[1., 2.]])
)doc";

using Strings = std::vector<std::string>;

/// What a pickle keeps: the fractions if they are known, else the doubles.
py::tuple kept_numbers(const std::vector<double>& doubles, const std::vector<Fraction>& exact) {
  return exact.empty() ? py::tuple(py::cast(doubles)) : py::tuple(to_fractions(exact));
}

void bind_information_set(py::module_& module) {
  using Set = InformationSet;
  const auto make = [](const std::string& name,
                       std::optional<std::size_t> player,
                       const Strings& actions,
                       const NumberSequence& probabilities) {
    Numbers numbers = read_numbers(probabilities, "probabilities");
    return Set{.name = name,
               .player = player,
               .actions = actions,
               .probabilities = std::move(numbers.doubles),
               .exact_probabilities = std::move(numbers.exact)};
  };
  py::class_<Set>(module, "InformationSet", kSetDoc)
      .def(py::init(make),
           py::kw_only(),
           py::arg("name") = "",
           py::arg("player") = py::none(),
           py::arg("actions"),
           py::arg("probabilities") = py::tuple())
      .def_readonly("name", &Set::name, "What it is called.")
      .def_readonly("player", &Set::player, "Who moves; None for chance.")
      .def_property_readonly(
          "actions", [](const Set& self) { return to_tuple(self.actions); }, "Their names.")
      .def_property_readonly(
          "probabilities",
          [](const Set& self) { return to_tuple(self.probabilities); },
          "Of chance's actions.")
      .def_property_readonly(
          "exact_probabilities",
          [](const Set& self) -> FractionTuple {
            return py::tuple(to_fractions(self.exact_probabilities));
          },
          "The same as `fractions.Fraction`; empty if one of them was a float.")
      .def(py::pickle(
          [](const Set& self) -> py::tuple {
            return py::make_tuple(self.name,
                                  self.player,
                                  self.actions,
                                  kept_numbers(self.probabilities, self.exact_probabilities));
          },
          [make](const py::tuple& state) {
            return make(state[0].cast<std::string>(),
                        state[1].cast<std::optional<std::size_t>>(),
                        state[2].cast<Strings>(),
                        state[3].cast<NumberSequence>());
          }));
}

void bind_outcome(py::module_& module) {
  using Outcome = ExtensiveOutcome;
  const auto make = [](const NumberSequence& payoffs, const std::string& name) {
    Numbers numbers = read_numbers(payoffs, "payoffs");
    return Outcome{.name = name,
                   .payoffs = std::move(numbers.doubles),
                   .exact_payoffs = std::move(numbers.exact)};
  };
  py::class_<Outcome>(module, "ExtensiveOutcome", kOutcomeDoc)
      .def(py::init(make), py::arg("payoffs"), py::kw_only(), py::arg("name") = "")
      .def_readonly("name", &Outcome::name, "What it is called.")
      .def_property_readonly(
          "payoffs",
          [](const Outcome& self) { return to_tuple(self.payoffs); },
          "One for each player.")
      .def_property_readonly(
          "exact_payoffs",
          [](const Outcome& self) -> FractionTuple {
            return py::tuple(to_fractions(self.exact_payoffs));
          },
          "The same as `fractions.Fraction`; empty if one of them was a float.")
      .def(py::pickle(
          [](const Outcome& self) -> py::tuple {
            return py::make_tuple(self.name, kept_numbers(self.payoffs, self.exact_payoffs));
          },
          [make](const py::tuple& state) {
            return make(state[1].cast<NumberSequence>(), state[0].cast<std::string>());
          }));
}

void bind_node(py::module_& module) {
  using Node = ExtensiveNode;
  using Place = std::optional<std::size_t>;
  const auto make = [](const std::string& name,
                       Place information_set,
                       Place outcome,
                       const std::vector<std::size_t>& children) {
    return Node{
        .name = name, .information_set = information_set, .outcome = outcome, .children = children};
  };
  py::class_<Node>(module, "ExtensiveNode", kNodeDoc)
      .def(py::init(make),
           py::kw_only(),
           py::arg("name") = "",
           py::arg("information_set") = py::none(),
           py::arg("outcome") = py::none(),
           py::arg("children") = std::vector<std::size_t>{})
      .def_readonly("name", &Node::name, "What it is called.")
      .def_readonly("information_set", &Node::information_set, "Its place in the game, or None.")
      .def_readonly("outcome", &Node::outcome, "Its place in the game, or None.")
      .def_property_readonly(
          "children",
          [](const Node& self) { return to_tuple(self.children); },
          "The node after each action.")
      .def(py::pickle(
          [](const Node& self) {
            return py::make_tuple(self.name, self.information_set, self.outcome, self.children);
          },
          [make](const py::tuple& state) {
            return make(state[0].cast<std::string>(),
                        state[1].cast<Place>(),
                        state[2].cast<Place>(),
                        state[3].cast<std::vector<std::size_t>>());
          }));
}

ExtensiveGame make_game(const Strings& player_names,
                        const std::vector<InformationSet>& information_sets,
                        const std::vector<ExtensiveOutcome>& outcomes,
                        const std::vector<ExtensiveNode>& nodes,
                        const std::string& title,
                        const std::string& comment) {
  ExtensiveGame game{.title = title,
                     .comment = comment,
                     .player_names = player_names,
                     .information_sets = information_sets,
                     .outcomes = outcomes,
                     .nodes = nodes};
  game.check();
  return game;
}

void bind_game(py::module_& module) {
  using Game = ExtensiveGame;
  py::class_<Game>(module, "ExtensiveGame", kGameDoc)
      .def(py::init(&make_game),
           py::kw_only(),
           py::arg("player_names"),
           py::arg("information_sets"),
           py::arg("outcomes"),
           py::arg("nodes"),
           py::arg("title") = "",
           py::arg("comment") = "")
      .def_readonly("title", &Game::title, "What the game is called.")
      .def_readonly("comment", &Game::comment, "More words on it.")
      .def_property_readonly(
          "num_players",
          [](const Game& self) { return self.player_names.size(); },
          "Number of players.")
      .def_property_readonly(
          "player_names",
          [](const Game& self) { return to_tuple(self.player_names); },
          "One per player.")
      .def_property_readonly(
          "information_sets",
          [](const Game& self) { return to_tuple(self.information_sets); },
          "Of all players and chance (copies).")
      .def_property_readonly(
          "outcomes",
          [](const Game& self) { return to_tuple(self.outcomes); },
          "What is paid (copies).")
      .def_property_readonly(
          "nodes",
          [](const Game& self) { return to_tuple(self.nodes); },
          "The root first, every node before its children (copies: take them once).")
      .def(
          "has_perfect_recall",
          [](const Game& self, const PlayerArgument& player) {
            return self.has_perfect_recall(player_number(player, self.player_names));
          },
          py::arg("player"),
          "Whether the player, by number or name, always remembers what it did and knew.")
      .def_property_readonly(
          "is_exact",
          &Game::is_exact,
          "Whether all payoffs and probabilities are known exactly and the probabilities of each "
          "chance move sum to exactly 1.")
      .def("__repr__",
           [](const Game& self) {
             return fmt::format("<ExtensiveGame{}: {} players, {} nodes, {} information sets>",
                                self.title.empty() ? "" : " '" + self.title + "'",
                                self.player_names.size(),
                                self.nodes.size(),
                                self.information_sets.size());
           })
      .def(
          "_repr_html_",
          [](const py::object& self) -> py::str {
            return py::module_::import("demarche._display").attr("extensive_game_html")(self);
          },
          "The tree, for notebooks.")
      .def(py::pickle(
          [](const Game& self) {
            return py::make_tuple(self.player_names,
                                  self.information_sets,
                                  self.outcomes,
                                  self.nodes,
                                  self.title,
                                  self.comment);
          },
          [](const py::tuple& state) {
            return make_game(state[0].cast<Strings>(),
                             state[1].cast<std::vector<InformationSet>>(),
                             state[2].cast<std::vector<ExtensiveOutcome>>(),
                             state[3].cast<std::vector<ExtensiveNode>>(),
                             state[4].cast<std::string>(),
                             state[5].cast<std::string>());
          }));
}

}  // namespace

void bind_extensive_game(py::module_& module) {
  bind_information_set(module);
  bind_outcome(module);
  bind_node(module);
  bind_game(module);
}

}  // namespace demarche::python
