// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// Which of several equilibria counts. Those that do equally well share.
enum class Selection {
  uniform,          ///< All alike.
  payoff_dominant,  ///< Those that no other makes everybody at least as well off as, and somebody
                    ///< better.
  /// Two players with two strict equilibria of two strategies: the one from which joint deviation
  /// costs more (the larger product of losses) @cite HarsanyiSelten1988. Else as logit.
  risk_dominant,
  utilitarian,  ///< The largest sum of payoffs. (Here and above, a billionth of their spread is
                ///< no difference.)
  nearest,      ///< Nearest the status quo: the most probability on its strategies, summed over
                ///< players.
  logit,    ///< Nearest the limit of the logit path from uniform play @cite McKelveyPalfrey1995.
  entropy,  ///< The largest sum of the strategies' entropies.
};

/// The enumerator's name with hyphens, for example "payoff-dominant".
[[nodiscard]] std::string_view to_string(Selection selection) noexcept;
/// @throws InvalidArgument with the known names if there is none called `name`.
[[nodiscard]] Selection find_selection(std::string_view name);

/// A weight per equilibrium: 0, or an equal share of 1 for those selected. `start` is the status
/// quo, a strategy per player; if it is empty, `nearest` takes uniform play for it.
[[nodiscard]] std::vector<double> select_equilibria(const NormalFormGame& game,
                                                    const std::vector<MixedProfile>& equilibria,
                                                    Selection selection,
                                                    std::span<const int> start = {});

}  // namespace demarche
