// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// Which of several equilibria counts. Equilibria with equal scores share the weight.
enum class Selection {
  uniform,          ///< Every equilibrium counts the same.
  payoff_dominant,  ///< Those that no other equilibrium dominates: none makes somebody better off
                    ///< and nobody worse off.
  /// In a game of two players with two strategies each and two strict equilibria: the one from
  /// which deviations cost more (the larger product of both players' losses)
  /// @cite HarsanyiSelten1988. In other games: as logit.
  risk_dominant,
  utilitarian,  ///< The largest sum of payoffs. (Here and for payoff dominance, payoffs that
                ///< differ by less than a billionth of their spread are equal.)
  nearest,      ///< Nearest the status quo: the most probability on its strategies, summed over
                ///< players.
  logit,    ///< Nearest the limit of the logit path from uniform play @cite McKelveyPalfrey1995.
  entropy,  ///< The largest sum of the strategies' entropies.
};

/// The names of all selections, in the order of the enumerators.
[[nodiscard]] std::span<const std::string_view> selection_names() noexcept;
/// The enumerator's name with hyphens, for example "payoff-dominant".
[[nodiscard]] std::string_view to_string(Selection selection) noexcept;
/// @throws InvalidArgument with the closest name, or all known ones, if there is none called
/// `name`.
[[nodiscard]] Selection find_selection(std::string_view name);

/// A weight per equilibrium: 0, or an equal share of 1 for those selected. `start` is the status
/// quo, a strategy per player; if it is empty, `nearest` takes uniform play for it.
[[nodiscard]] std::vector<double> select_equilibria(const NormalFormGame& game,
                                                    const std::vector<MixedProfile>& equilibria,
                                                    Selection selection,
                                                    std::span<const int> start = {});

}  // namespace demarche
