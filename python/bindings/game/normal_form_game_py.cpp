// SPDX-License-Identifier: MIT
#include "demarche/game/normal_form_game.hpp"

#include <fmt/format.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <limits>
#include <string>

#include "../bindings.hpp"
#include "demarche/core/error.hpp"
#include "demarche/game/game_file.hpp"
#include "strategy_argument.hpp"

namespace demarche::python {
namespace {

constexpr auto kGameDoc = R"doc(
A finite game in strategic form: one payoff per player and pure profile.

Parameters
----------
payoffs : array_like or sequence of array_like
    Shape ``(players, s1, ..., sn)``, or one array of shape ``(s1, ..., sn)`` per player. Copied.
title : str
    What the game is called.
player_names : sequence of str, optional
    One per player; ``"1"``, ``"2"``, ... if left out.
strategy_names : sequence of sequences of str, optional
    Per player, one per strategy; ``"1"``, ``"2"``, ... if left out.

Raises
------
InvalidArgument
    If shapes or numbers of names do not fit; the message gives them.

Examples
--------
>>> game = demarche.NormalFormGame([[[3, 0], [5, 1]], [[3, 5], [0, 1]]], title="Prisoners")
>>> game.num_strategies
(2, 2)
>>> game.payoffs[0]
array([[3., 0.],
       [5., 1.]])
>>> game[0, 1]
array([0., 5.])
>>> game.max_regret([[0, 1], [0, 1]])
0.0
>>> game.best_responses(0, game.uniform_profile())
[1]
)doc";

std::string shape_text(const DoubleArray& array) {
  return fmt::format("({})", fmt::join(array.shape(), array.shape() + array.ndim(), ", "));
}

/// One array per player, of equal shapes.
std::vector<DoubleArray> per_player(const py::object& payoffs) {
  std::vector<DoubleArray> arrays;
  for (const py::handle item : payoffs) {
    auto array = DoubleArray::ensure(item);
    if (!array) {
      PyErr_Clear();
      throw InvalidArgument(
          fmt::format("payoffs of player {} cannot be read as an array of numbers", arrays.size()));
    }
    arrays.push_back(std::move(array));
  }
  if (arrays.empty()) {
    throw InvalidArgument("payoffs must hold an array per player, got none");
  }
  for (const DoubleArray& array : arrays) {
    if (static_cast<std::size_t>(array.ndim()) != arrays.size() ||
        !std::equal(array.shape(), array.shape() + array.ndim(), arrays.front().shape())) {
      std::vector<std::string> shapes;
      std::transform(arrays.begin(), arrays.end(), std::back_inserter(shapes), shape_text);
      throw InvalidArgument(fmt::format(
          "payoffs of {0} players must be {0} arrays of {0} axes and one shape, got {1}",
          arrays.size(),
          fmt::join(shapes, ", ")));
    }
  }
  return arrays;
}

NormalFormGame make_game(
    const py::object& payoffs,
    std::string title,
    const std::optional<std::vector<std::string>>& player_names,
    const std::optional<std::vector<std::vector<std::string>>>& strategy_names) {
  const std::vector<DoubleArray> arrays = per_player(payoffs);
  std::vector<int> num_strategies;
  for (py::ssize_t axis = 0; axis < arrays.front().ndim(); ++axis) {
    num_strategies.push_back(static_cast<int>(
        std::min<py::ssize_t>(arrays.front().shape(axis), std::numeric_limits<int>::max())));
  }
  NormalFormGame game(num_strategies);
  for (std::size_t player = 0; player < arrays.size(); ++player) {
    std::copy_n(arrays[player].data(), game.num_profiles(), game.payoffs(player).data());
  }
  game.title = std::move(title);
  game.player_names = player_names.value_or(game.player_names);
  game.strategy_names = strategy_names.value_or(game.strategy_names);
  return game;
}

void check_names(const NormalFormGame& game) {
  if (game.player_names.size() != game.num_players()) {
    throw InvalidArgument(fmt::format(
        "player_names must be {} names, got {}", game.num_players(), game.player_names.size()));
  }
  std::vector<std::size_t> sizes;
  for (const auto& names : game.strategy_names) {
    sizes.push_back(names.size());
  }
  if (!std::equal(sizes.begin(),
                  sizes.end(),
                  game.num_strategies().begin(),
                  game.num_strategies().end(),
                  [](std::size_t a, int b) { return a == static_cast<std::size_t>(b); })) {
    throw InvalidArgument(fmt::format("strategy_names must be ({}) names per player, got ({})",
                                      fmt::join(game.num_strategies(), ", "),
                                      fmt::join(sizes, ", ")));
  }
}

std::vector<py::ssize_t> payoff_shape(const NormalFormGame& game) {
  std::vector<py::ssize_t> shape{static_cast<py::ssize_t>(game.num_players())};
  shape.insert(shape.end(), game.num_strategies().begin(), game.num_strategies().end());
  return shape;
}

std::string repr(const NormalFormGame& game) {
  return fmt::format("<NormalFormGame{}: {} strategies>",
                     game.title.empty() ? "" : fmt::format(" '{}'", game.title),
                     fmt::join(game.num_strategies(), " x "));
}

std::vector<int> pure_numbers(const NormalFormGame& game,
                              const std::vector<StrategyArgument>& profile) {
  if (profile.size() != game.num_players()) {
    throw InvalidArgument(fmt::format("profile must hold a strategy per player, {} of them, got {}",
                                      game.num_players(),
                                      profile.size()));
  }
  std::vector<int> numbers;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    numbers.push_back(strategy_number(game, i, profile[i]));
  }
  return numbers;
}

void bind_payoffs(py::class_<NormalFormGame>& game) {
  game.def(
          "strategy_payoffs",
          [](const NormalFormGame& self,
             const PlayerArgument& player,
             const MixedProfile& profile) {
            check_profile(self, profile);
            return to_array(
                self.strategy_payoffs(player_number(player, self.player_names), profile));
          },
          py::arg("player"),
          py::arg("profile"),
          "Expected payoff of each strategy of a player, by number or name, while the others play "
          "`profile`.")
      .def(
          "expected_payoff",
          [](const NormalFormGame& self,
             const PlayerArgument& player,
             const MixedProfile& profile) {
            check_profile(self, profile);
            return self.expected_payoff(player_number(player, self.player_names), profile);
          },
          py::arg("player"),
          py::arg("profile"),
          "What a player, by number or name, gets on average where all play `profile`.")
      .def(
          "__getitem__",
          [](const NormalFormGame& self, const std::vector<StrategyArgument>& profile) {
            const std::size_t place = self.profile_index(pure_numbers(self, profile));
            std::vector<double> payoffs;
            for (std::size_t i = 0; i < self.num_players(); ++i) {
              payoffs.push_back(self.payoffs(i)[place]);
            }
            return to_array(payoffs);
          },
          py::arg("profile"),
          "What each player gets at a pure profile, a strategy per player by number or name.");
}

void bind_quality(py::class_<NormalFormGame>& game) {
  game.def(
          "max_regret",
          [](const NormalFormGame& self, const MixedProfile& profile) {
            check_profile(self, profile);
            return self.max_regret(profile);
          },
          py::arg("profile"),
          "The most that one player gains by deviating from `profile`, in payoff units.")
      .def(
          "relative_regret",
          [](const NormalFormGame& self, const MixedProfile& profile) {
            check_profile(self, profile);
            return self.relative_regret(profile);
          },
          py::arg("profile"),
          "As `max_regret` of `profile`, each player's gain divided by the spread of its payoffs.");
}

void bind_profiles(py::class_<NormalFormGame>& game) {
  game.def("unit_scaled",
           &NormalFormGame::unit_scaled,
           "The same game with every player's payoffs mapped to [0, 1]; equilibria stay.")
      .def(
          "pure_profile",
          [](const NormalFormGame& self, const std::vector<StrategyArgument>& profile) {
            return to_arrays(self.pure_profile(pure_numbers(self, profile)));
          },
          py::arg("profile"),
          "Probability vectors of everybody playing its strategy of `profile`, by number or name, "
          "for sure.")
      .def(
          "uniform_profile",
          [](const NormalFormGame& self) { return to_arrays(self.uniform_profile()); },
          "Probability vectors of everybody playing all its strategies alike.");
}

/// Files in the format that the extension names, and notebooks.
void bind_display(py::class_<NormalFormGame>& game) {
  game.def_static(
          "load",
          &read_game,
          py::arg("path"),
          "Read the game of a ``.nfg``, ``.gam`` or ``.efg`` file at `path`; see `read_game`.")
      .def(
          "save",
          [](const NormalFormGame& self, const std::filesystem::path& path) {
            write_game(self, path);
          },
          py::arg("path"),
          "Write the game to a ``.nfg`` or ``.gam`` file at `path`; see `write_game`.")
      .def("__repr__", &repr)
      .def(
          "_repr_html_",
          [](const py::object& self) -> py::str {
            return py::module_::import("demarche._display").attr("normal_form_game_html")(self);
          },
          "Payoffs as a table, with best responses underlined, for notebooks.");
}

}  // namespace

void bind_normal_form_game(py::module_& module) {
  py::class_<NormalFormGame> game(module, "NormalFormGame", kGameDoc);
  game.def(py::init([](const py::object& payoffs,
                       const std::string& title,
                       const std::optional<std::vector<std::string>>& player_names,
                       const std::optional<std::vector<std::vector<std::string>>>& strategy_names) {
             NormalFormGame made = make_game(payoffs, title, player_names, strategy_names);
             check_names(made);
             return made;
           }),
           py::arg("payoffs"),
           py::kw_only(),
           py::arg("title") = "",
           py::arg("player_names") = py::none(),
           py::arg("strategy_names") = py::none())
      .def_readwrite("title", &NormalFormGame::title, "What the game is called.")
      .def_property_readonly("num_players", &NormalFormGame::num_players, "Number of players.")
      .def_property_readonly(
          "num_strategies",
          [](const NormalFormGame& self) -> py::typing::Tuple<int, py::ellipsis> {
            return py::tuple(py::cast(self.num_strategies()));
          },
          "Number of strategies of each player.")
      .def_property_readonly(
          "num_profiles", &NormalFormGame::num_profiles, "Number of pure profiles.")
      .def_property_readonly(
          "payoffs",
          [](const py::object& self) {
            auto& own = self.cast<NormalFormGame&>();
            return py::array_t<double>(payoff_shape(own), own.payoffs(0).data(), self);
          },
          "The payoffs themselves, shape ``(players, s1, ..., sn)``: writing to them changes the "
          "game.")
      .def_property(
          "player_names",
          [](const NormalFormGame& self) { return self.player_names; },
          [](NormalFormGame& self, const std::vector<std::string>& names) {
            NormalFormGame changed = self;
            changed.player_names = names;
            check_names(changed);
            self.player_names = names;
          },
          "One name per player (a copy; assign a list to change them).")
      .def_property(
          "strategy_names",
          [](const NormalFormGame& self) { return self.strategy_names; },
          [](NormalFormGame& self, const std::vector<std::vector<std::string>>& names) {
            NormalFormGame changed = self;
            changed.strategy_names = names;
            check_names(changed);
            self.strategy_names = names;
          },
          "Per player, one name per strategy (a copy; assign lists to change them).")
      .def(py::pickle(
          [](const py::object& self) {
            return py::make_tuple(self.attr("payoffs"),
                                  self.attr("title"),
                                  self.attr("player_names"),
                                  self.attr("strategy_names"));
          },
          [](const py::tuple& state) {
            return make_game(state[0],
                             state[1].cast<std::string>(),
                             state[2].cast<std::vector<std::string>>(),
                             state[3].cast<std::vector<std::vector<std::string>>>());
          }));
  bind_payoffs(game);
  bind_quality(game);
  bind_profiles(game);
  bind_display(game);
}

}  // namespace demarche::python
