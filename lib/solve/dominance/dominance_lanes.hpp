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

/// Iterated elimination of dominated strategies for a block of dense games, with the results that
/// IteratedDominance gives game by game. Each comparison of two payoffs is made once for all lanes
/// and stored as a set of lanes; the rounds of elimination are then operations on sets. Two closed
/// forms replace most linear programs: whether a mixture of two strategies dominates, and whether a
/// belief in two profiles of the others makes a strategy a best response, are intersections of
/// intervals of one weight. Lanes in which neither decides are undecided.
class DominanceLanes {
 public:
  /// Whether games with these numbers of strategies have few enough comparisons.
  [[nodiscard]] static bool takes(const std::vector<int>& num_strategies);

  /// `tolerance` is IteratedDominanceOptions::tolerance.
  DominanceLanes(const std::vector<int>& num_strategies, bool is_weak, double tolerance);

  /// Eliminates in all lanes. `payoffs` has one address per player, each of [profiles][kBlockLanes]
  /// numbers that must stay until the last query.
  void find(const std::vector<const double*>& payoffs);

  /// The lanes in which a strategy survives.
  [[nodiscard]] const LaneSet& survivors(std::size_t player, std::size_t strategy) const {
    return alive_[first_[player] + strategy];
  }
  /// The number of rounds in which something was eliminated.
  [[nodiscard]] int rounds(std::size_t lane) const { return rounds_[lane]; }
  /// The lanes without an answer, because a linear program must decide or a payoff is not finite.
  [[nodiscard]] const LaneSet& undecided() const { return undecided_; }

  /// The largest regret of a player where all play uniformly over the surviving strategies.
  [[nodiscard]] double regret(std::size_t lane) const;

 private:
  struct Player {
    std::size_t count = 0;   ///< Strategies.
    std::size_t stride = 0;  ///< How far apart profiles stand that differ in its strategy by one.
    /// The profiles with its first strategy, which stand for the profiles of the others.
    std::vector<std::size_t> bases;
    /// [bases][other players]: the rows of alive_ of what the others play there.
    std::vector<std::vector<std::size_t>> others;
    /// [strategy][other][base]: the lanes in which the strategy pays more than the other one.
    std::vector<LaneSet> pays_more;
    /// [bases]: the lanes in which all strategies that the others play there survive.
    std::vector<LaneSet> reached;
    LaneSet is_flat;  ///< The lanes in which all its payoffs are the same.
    std::array<double, kBlockLanes> spread{};
  };

  void compare(Player& player, const double* payoffs);
  [[nodiscard]] static const LaneSet& more(const Player& player,
                                           std::size_t strategy,
                                           std::size_t other,
                                           std::size_t base) {
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
  std::vector<std::size_t> first_;  ///< For each player, its first row in alive_.
  std::vector<LaneSet> alive_;      ///< For each strategy, the lanes in which it survives.
  std::vector<const double*> payoffs_;
  std::array<int, kBlockLanes> rounds_{};
  LaneSet undecided_;
};

/// Makes a solver whose answer is uniform play over the surviving strategies, for games that
/// DominanceLanes takes. Undecided lanes are handed over to `exact`.
[[nodiscard]] std::unique_ptr<BlockSolver> make_dominance_lane_solver(
    const FactoredShape& shape,
    const ConceptOptions& options,
    bool is_weak,
    std::unique_ptr<LaneSolver> exact);

}  // namespace demarche
