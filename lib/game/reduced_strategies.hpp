// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "game/own_moves.hpp"

namespace demarche {

/// A player's reduced strategies. Each is a row of choices: for each of the player's information
/// sets the number of the action, or -1 where the player's other choices exclude the set.
struct ReducedStrategies {
  std::size_t num_sets = 0;
  std::size_t num_strategies = 0;
  std::vector<int> choices;  ///< Row by row.

  [[nodiscard]] int choice(std::size_t strategy, std::size_t set) const {
    return choices[strategy * num_sets + set];
  }
  /// The strategy's name by the numbers of its actions, such as "1*2", as
  /// reduced_strategic_form() describes it.
  [[nodiscard]] std::string name(std::size_t strategy, bool is_spaced) const;
};

/// The most entries of ReducedStrategies::choices for one player.
inline constexpr std::size_t kMaxChoices = std::size_t{1} << 25;

/// All reduced strategies, in the order in which a walk over the tree meets the choices. If they
/// need more than kMaxChoices entries, the list ends before and `is_complete` is set to false.
[[nodiscard]] ReducedStrategies reduced_strategies(const OwnMoves& moves, bool& is_complete);

}  // namespace demarche
