// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/lane_bits.hpp"
#include "demarche/core/aligned.hpp"
#include "demarche/solve/concept.hpp"
#include "solve/blocks/lane_planes.hpp"
#include "solve/blocks/lane_solver.hpp"

namespace demarche {

/// Finds the pure equilibria of a block of dense games across lanes, by the method of
/// PureEquilibria: along each player's axis, the payoffs within a tolerance of the best one are
/// kept, and the profiles that all players keep are equilibria.
class PureLanes {
 public:
  /// For games with these numbers of strategies.
  explicit PureLanes(const std::vector<int>& num_strategies);

  /// Finds the equilibria. `payoffs` has one address per player, each of [profiles][kBlockLanes]
  /// numbers, which need not be finite.
  void find(const std::vector<const double*>& payoffs, double tie_tolerance);

  /// The lanes with a payoff that is not finite.
  [[nodiscard]] LaneSet not_finite() const;
  /// The largest less the smallest of a player's payoffs.
  [[nodiscard]] double spread(std::size_t player, std::size_t lane) const noexcept {
    return high_[player][lane] - low_[player][lane];
  }
  /// How far apart profiles stand that differ in the player's strategy by one.
  [[nodiscard]] std::size_t stride(std::size_t player) const noexcept { return strides_[player]; }

  /// Calls visit(profile, lane) for each equilibrium, profile by profile.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t p = 0; p < num_profiles_; ++p) {
      for_each_lane(best_.bytes.get() + p * num_bytes_, num_bytes_, [&](std::size_t lane) {
        visit(p, lane);
      });
    }
  }

 private:
  std::vector<std::size_t> counts_;
  std::vector<std::size_t> strides_;
  std::size_t num_profiles_;
  std::vector<AlignedArray> high_;  ///< For each player, [kBlockLanes]: its largest payoff.
  std::vector<AlignedArray> low_;   ///< For each player, [kBlockLanes]: its smallest payoff.
  AlignedArray probe_;              ///< [kBlockLanes]: NaN where a payoff is not finite, else 0.
  PlaneArray best_;  ///< [profiles]: the lanes in which the profile is an equilibrium.
  std::size_t num_bytes_ = kBlockLanes;  ///< Of one plane.
};

/// Makes a solver for all pure equilibria of games with a dense form. Lanes that are not finite or
/// have more than kMaxEquilibria are handed over to `exact`.
[[nodiscard]] std::unique_ptr<BlockSolver> make_pure_lane_solver(const FactoredShape& shape,
                                                                 const ConceptOptions& options,
                                                                 std::unique_ptr<LaneSolver> exact);

}  // namespace demarche
