// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "game/own_moves.hpp"

namespace demarche {

/// A player's reduced strategies, each a row of choices: the action at each of the player's
/// information sets, -1 where none is chosen.
struct ReducedStrategies {
  std::size_t num_sets = 0;
  std::size_t num_strategies = 0;
  std::vector<int> choices;  ///< Row by row.

  [[nodiscard]] int choice(std::size_t strategy, std::size_t set) const {
    return choices[strategy * num_sets + set];
  }
  /// Like "1*2"; see reduced_strategic_form().
  [[nodiscard]] std::string name(std::size_t strategy, bool is_spaced) const;
};

/// The most choices that the rows of one player may hold.
inline constexpr std::size_t kMaxChoices = std::size_t{1} << 25;

/// All of them, in the order in which a walk over the tree meets the choices, or those before the
/// first that would exceed kMaxChoices: then `is_complete` is set to false.
[[nodiscard]] ReducedStrategies reduced_strategies(const OwnMoves& moves, bool& is_complete);

}  // namespace demarche
