// SPDX-License-Identifier: MIT
#include "demarche/game/normal_form_game.hpp"

#include <fmt/format.h>
#include <pybind11/stl/filesystem.h>

#include <algorithm>
#include <limits>
#include <string>

#include "../bindings.hpp"
#include "../exact_numbers.hpp"
#include "demarche/core/error.hpp"
#include "demarche/game/game_file.hpp"
#include "player_payoffs.hpp"
#include "strategy_argument.hpp"

namespace demarche::python {
namespace {

constexpr auto kGameDoc = R"doc(
A finite game in strategic form: one payoff per player and pure profile.

Parameters
----------
payoffs : array_like or sequence of array_like
    Shape ``(players, s1, ..., sn)``, or one array of shape ``(s1, ..., sn)`` per player. Copied.
    Payoffs that are all int, `fractions.Fraction`, `decimal.Decimal` or texts such as ``"1/3"`` are
    kept exactly; a float among them makes the game one of doubles.
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
>>> thirds = demarche.NormalFormGame([[["1/3", "2/3"]], [[1, 0]]])
>>> thirds.exact_payoffs[0, 0, 1]
Fraction(2, 3)
)doc";

std::vector<py::ssize_t> payoff_shape(const NormalFormGame& game) {
  std::vector<py::ssize_t> shape{static_cast<py::ssize_t>(game.num_players())};
  shape.insert(shape.end(), game.num_strategies().begin(), game.num_strategies().end());
  return shape;
}

/// The payoffs as objects of fractions.Fraction, or None if the game is one of doubles.
py::object exact_payoffs(const NormalFormGame& game) {
  if (!game.is_exact()) {
    return py::none();
  }
  std::vector<Fraction> exact;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    const auto own = game.exact_payoffs(i);
    exact.insert(exact.end(), own.begin(), own.end());
  }
  const auto numpy = py::module_::import("numpy");
  return numpy.attr("array")(to_fractions(exact), py::arg("dtype") = "O")
      .attr("reshape")(py::cast(payoff_shape(game)));
}

NormalFormGame make_game(
    const py::object& payoffs,
    std::string title,
    const std::optional<std::vector<std::string>>& player_names,
    const std::optional<std::vector<std::vector<std::string>>>& strategy_names) {
  const std::vector<PlayerPayoffs> all = per_player(payoffs);
  const DoubleArray& first = all.front().array;
  std::vector<int> num_strategies;
  for (py::ssize_t axis = 0; axis < first.ndim(); ++axis) {
    num_strategies.push_back(static_cast<int>(
        std::min<py::ssize_t>(first.shape(axis), std::numeric_limits<int>::max())));
  }
  NormalFormGame game(num_strategies);
  std::vector<Fraction> exact;
  for (std::size_t player = 0; player < all.size(); ++player) {
    std::copy_n(all[player].array.data(), game.num_profiles(), game.payoffs(player).data());
    exact.insert(exact.end(), all[player].exact.begin(), all[player].exact.end());
  }
  const std::size_t num_payoffs = all.size() * game.num_profiles();
  if (exact.size() == num_payoffs && num_payoffs <= NormalFormGame::kMaxExactPayoffs) {
    game.set_exact_payoffs(std::move(exact));
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
      .def_property_readonly(
          "is_exact",
          &NormalFormGame::is_exact,
          "Whether all payoffs are known exactly: they were read from a file or given without a "
          "float, and none has been changed since. Solvers then decide ties exactly.")
      .def_property_readonly("exact_payoffs",
                             &exact_payoffs,
                             "The payoffs as an array of `fractions.Fraction`, shape ``(players, "
                             "s1, ..., sn)``, or None unless `is_exact`.")
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
          [](const py::object& self) -> py::tuple {
            const py::object exact = self.attr("exact_payoffs");
            return py::make_tuple(exact.is_none() ? self.attr("payoffs") : exact,
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
