// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/scenario/model.hpp"
#include "demarche/solve/concept.hpp"
#include "simulate/likelihoods.hpp"
#include "simulate/play.hpp"

namespace demarche {

/// Conditions mixtures of mixed profiles on items of evidence.
///
/// Within a component players are independent. An item about the levers of one player multiplies
/// the probabilities of that player's strategies by its likelihoods, and the component's weight by
/// their sum. An item about several players makes them dependent, so the levers of all of these but
/// one are held: a component is split into one for each combination of held levels, in which each
/// item is about one player again. Where that takes more than kMostCombinations, a lane's play is
/// the profile that the prior sampled, and the lane's weight is the likelihood there: correct on
/// average over draws, with more noise.
class SplitPlay {
 public:
  static constexpr std::size_t kMostCombinations = 64;

  /// For the items with these numbers. `model` has to outlive it.
  SplitPlay(const Model& model, const std::vector<int>& items);

  /// Writes the conditional play of each lane to `conditional`, and its weight to `weights`: 0 in
  /// lanes without a solution, NaN where a likelihood is not defined. Where a weight is not above
  /// 0, the conditional is the solution.
  void condition(const Play& prior,
                 const Likelihoods& likelihoods,
                 std::size_t num_lanes,
                 const BlockSolution& solution,
                 BlockSolution& conditional,
                 std::array<double, kBlockLanes>& weights);

  /// How many components a component is split into, at least 1.
  [[nodiscard]] std::size_t num_combinations() const noexcept {
    return std::max<std::size_t>(1, combinations_.size());
  }
  /// Whether there are too many combinations.
  [[nodiscard]] bool is_sampled() const noexcept { return is_sampled_; }

 private:
  struct Item {
    std::size_t number = 0;  // In the model.
    std::size_t player = 0;  // The one whose levers are not held.
  };
  /// Some strategies of a player, each with the cells of the player's items.
  struct Part {
    std::size_t player = 0;
    std::vector<std::size_t> items;       // Numbers in the model.
    std::vector<std::size_t> strategies;  // Those with the held levels.
    std::vector<std::size_t> cells;       // [strategy in this list][item in this list]
  };
  using Combination = std::vector<Part>;

  void choose_players(const std::vector<int>& items);
  void find_combinations();
  [[nodiscard]] Combination combination(const std::vector<int>& level_of) const;
  void find_strategies(const std::vector<int>& level_of, Part& part) const;
  void split(const Likelihoods& likelihoods,
             const BlockSolution& solution,
             BlockSolution& conditional) const;
  void add_part(const Likelihoods& likelihoods,
                const Part& part,
                const double* from,
                double* to,
                double* weight) const;
  void take_sampled(const Play& prior,
                    const Likelihoods& likelihoods,
                    std::size_t num_lanes,
                    const BlockSolution& solution,
                    BlockSolution& conditional) const;
  void normalise(const BlockSolution& solution,
                 BlockSolution& conditional,
                 std::array<double, kBlockLanes>& weights) const;

  const Model& model_;
  std::vector<Item> items_;
  std::vector<int> held_;  // Variables, ascending.
  std::vector<Combination> combinations_;
  bool is_sampled_ = false;
};

}  // namespace demarche
