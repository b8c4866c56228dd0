// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/solve/concept.hpp"
#include "solve/blocks/lane_solver.hpp"

namespace demarche {

/// Iterated elimination of dominated strategies for a block of dense games, as IteratedDominance
/// does it one by one: comparisons of payoffs become sets of lanes, one bit each, and the rounds
/// are played on sets. Whether a mixture of two strategies dominates, or a belief in two profiles
/// of the others makes a strategy best, are intervals of weights; lanes where neither settles the
/// linear program are left.
class DominanceLanes {
 public:
  /// Whether a block of games of this size has few enough comparisons.
  [[nodiscard]] static bool takes(const std::vector<int>& num_strategies);

  DominanceLanes(const std::vector<int>& num_strategies, bool is_weak, double tolerance);

  /// Payoffs are [profiles][kBlockLanes] per player.
  void find(const std::vector<const double*>& payoffs);

  /// Lanes where a strategy is left.
  [[nodiscard]] const LaneSet& survivors(std::size_t player, std::size_t strategy) const {
    return alive_[first_[player] + strategy];
  }
  /// Rounds in which something was eliminated.
  [[nodiscard]] int rounds(std::size_t lane) const { return rounds_[lane]; }
  /// Lanes without an answer.
  [[nodiscard]] const LaneSet& left() const { return left_; }

  /// What one player gains at most by deviating when all play uniformly over what is left.
  [[nodiscard]] double regret(std::size_t lane) const;

 private:
  struct Player {
    std::size_t count = 0;
    std::size_t stride = 0;          ///< Of profiles, to the next strategy.
    std::vector<std::size_t> bases;  ///< Profiles with its first strategy.
    /// [bases][other players]: rows of alive_.
    std::vector<std::vector<std::size_t>> others;
    /// [strategy][other][base]: lanes where the strategy pays more than the other.
    std::vector<LaneSet> pays_more;
    std::vector<LaneSet> reached;  ///< [bases]: what the others play there is left.
    LaneSet is_flat;               ///< All payoffs are the same.
    std::array<double, kBlockLanes> spread{};
  };

  void compare(Player& player, const double* payoffs);
  [[nodiscard]] const LaneSet& more(const Player& player,
                                    std::size_t strategy,
                                    std::size_t other,
                                    std::size_t base) const {
    return player.pays_more[(strategy * player.count + other) * player.bases.size() + base];
  }
  [[nodiscard]] LaneSet dominated_by_pure(std::size_t i, std::size_t s) const;
  [[nodiscard]] LaneSet clearly_best(std::size_t i, std::size_t s) const;
  [[nodiscard]] LaneSet dominated_by_mixed(std::size_t i, std::size_t s, const LaneSet& open);
  [[nodiscard]] LaneSet dominated(std::size_t i, std::size_t s, const LaneSet& has_choice);
  [[nodiscard]] LaneSet with_more_than_two(std::size_t i) const;

  bool is_weak_;
  double tolerance_;
  std::vector<Player> players_;
  std::vector<std::size_t> first_;  ///< Per player, in alive_.
  std::vector<LaneSet> alive_;
  std::vector<const double*> payoffs_;
  std::array<int, kBlockLanes> rounds_{};
  LaneSet left_;
};

/// Uniform play over what elimination leaves, for games that DominanceLanes takes; the lanes that
/// it leaves go to `exact`.
[[nodiscard]] std::unique_ptr<BlockSolver> make_dominance_lane_solver(
    const FactoredShape& shape,
    const ConceptOptions& options,
    bool is_weak,
    std::unique_ptr<LaneSolver> exact);

}  // namespace demarche
