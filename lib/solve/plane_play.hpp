// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include "solve/sign_planes.hpp"
#include "solve/support_solution.hpp"

namespace demarche {

/// Plays all equilibria that the planes of a block found, each with the same weight.
class PlanePlay {
 public:
  using Row = std::array<double, kBlockLanes>;

  /// For planes of this shape.
  explicit PlanePlay(const SignPlanes& planes);

  /// `profiles`, [rows * columns][kBlockLanes], become the probabilities of pure profiles. Payoffs
  /// are [rows * columns][kBlockLanes], as SignPlanes::find() had them. False if a regret is above
  /// the relative tolerance: then nothing set here counts.
  [[nodiscard]] bool play(const SignPlanes& planes,
                          const std::array<const double*, 2>& payoffs,
                          double tolerance,
                          double* profiles);

  [[nodiscard]] const Row& num_equilibria() const noexcept { return rows_.num_equilibria; }
  /// The largest of any equilibrium, as SupportSolution has it ...
  [[nodiscard]] const Row& regret() const noexcept { return rows_.regret; }
  /// ... and relative.
  [[nodiscard]] const Row& relative_regret() const noexcept { return rows_.relative_regret; }

  /// What is known of each lane.
  struct Rows {
    alignas(64) Row num_equilibria;
    alignas(64) Row share;  ///< Of each equilibrium.
    alignas(64) std::array<Row, 2> regrets;
    alignas(64) Row regret;
    alignas(64) Row relative_regret;
  };

 private:
  std::vector<SupportPlaces> places_;  ///< Of mixed supports.
  Rows rows_;
};

}  // namespace demarche
