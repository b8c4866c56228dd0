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

/// Finds the pure equilibria of a block of dense games across lanes. As in PureEquilibria, a
/// profile is one if no player gains more than a tolerance by another strategy.
class PureLanes {
 public:
  explicit PureLanes(const std::vector<int>& num_strategies);

  /// `payoffs` [player] are [profiles][kBlockLanes] and may be any numbers. The tolerance is a
  /// share of the player's spread.
  void find(const std::vector<const double*>& payoffs, double tie_tolerance);

  /// Lanes with a payoff that is not finite.
  [[nodiscard]] LaneSet not_finite() const;
  /// A player's largest less its smallest payoff.
  [[nodiscard]] double spread(std::size_t player, std::size_t lane) const noexcept {
    return high_[player][lane] - low_[player][lane];
  }
  /// Distance between neighbours along the player's axis.
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
  std::vector<AlignedArray> high_;  ///< [player][kBlockLanes], the largest payoff.
  std::vector<AlignedArray> low_;   ///< [player][kBlockLanes], the smallest payoff.
  AlignedArray probe_;              ///< [kBlockLanes]: NaN where a payoff is not finite, else 0.
  PlaneArray best_;                 ///< [profiles]: each strategy is a best response.
  std::size_t num_bytes_ = kBlockLanes;
};

/// A solver for all pure equilibria of games with a dense form. It hands lanes to `exact` that have
/// a payoff that is not finite, or more than kMaxEquilibria equilibria.
[[nodiscard]] std::unique_ptr<BlockSolver> make_pure_lane_solver(const FactoredShape& shape,
                                                                 const ConceptOptions& options,
                                                                 std::unique_ptr<LaneSolver> exact);

}  // namespace demarche
