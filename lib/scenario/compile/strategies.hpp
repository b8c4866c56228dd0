// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/symbols.hpp"

namespace demarche {

/// The feasible strategies of an actor, in lexicographic order; a strategy has one level for each
/// lever of the actor. Where all combinations of levels are feasible they are not stored: 16 levers
/// of two levels have 65,536, which take 7 MB.
class StrategySet {
 public:
  /// All combinations of the levels of levers that have so many.
  explicit StrategySet(std::vector<int> num_levels);
  /// Those of them in `feasible`, which ascend.
  StrategySet(std::vector<int> num_levels, std::vector<std::vector<int>> feasible);

  [[nodiscard]] std::size_t num_levers() const noexcept { return num_levels_.size(); }
  /// How many strategies.
  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] bool empty() const noexcept { return size() == 0; }
  [[nodiscard]] bool has_all_combinations() const noexcept { return !feasible_.has_value(); }
  /// Whether there is a strategy with these levels: one for each lever, -1 for any.
  [[nodiscard]] bool has_any_with(const std::vector<int>& levels) const;
  /// The strategies with these levels.
  [[nodiscard]] std::vector<std::vector<int>> with(const std::vector<int>& levels) const;
  /// All strategies.
  [[nodiscard]] std::vector<std::vector<int>> all() const;

 private:
  std::vector<int> num_levels_;
  std::optional<std::vector<std::vector<int>>> feasible_;
};

/// The feasible strategies of each actor.
using StrategySets = std::vector<StrategySet>;

/// The combinations of levels of every actor but for those that its conditions rule out. A
/// condition with errors rules out nothing.
/// @pre No actor has more than 2^16 combinations.
/// @throws CompilingInterrupted
[[nodiscard]] StrategySets feasible_strategies(const v1::Scenario& scenario,
                                               const Symbols& symbols);

/// The combinations of levels of some levers that are part of a feasible strategy of every actor,
/// in lexicographic order: the levers keep the order given, and the last one's level changes
/// fastest.
/// @pre `levers` are different and have at most 4096 combinations.
[[nodiscard]] std::vector<std::vector<int>> feasible_options(const std::vector<int>& levers,
                                                             const Symbols& symbols,
                                                             const StrategySets& strategies);

/// The levels at which an actor's levers are fixed, -1 for those that are not.
[[nodiscard]] std::vector<int> fixed_levels(int actor, const Symbols& symbols);

}  // namespace demarche
