// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include "demarche/solve/certificate.hpp"
#include "solve/signs/sign_planes.hpp"
#include "solve/signs/support_solution.hpp"

namespace demarche {

/// Plays all equilibria that the planes of a block found, each with the same weight.
class PlanePlay {
 public:
  using Row = std::array<double, kBlockLanes>;

  /// For planes of this shape.
  explicit PlanePlay(const SignPlanes& planes);

  /// `profiles`, [rows * columns][kBlockLanes], become the probabilities of pure profiles. Payoffs
  /// are [rows * columns][kBlockLanes], as SignPlanes::find() had them. Numbers of equilibria and
  /// regrets (as SupportSolution has them) go to the certificates of all lanes. False if a regret
  /// is above the relative tolerance: then nothing set here counts.
  [[nodiscard]] bool play(const SignPlanes& planes,
                          const std::array<const double*, 2>& payoffs,
                          double tolerance,
                          Certificates& certificates,
                          double* profiles);

  /// What is known of each lane.
  struct Rows {
    alignas(64) Row share;                   ///< Of each equilibrium.
    alignas(64) std::array<Row, 2> regrets;  ///< Of each player.
  };

 private:
  std::vector<SupportPlaces> places_;  ///< Of mixed supports.
  Rows rows_;
};

}  // namespace demarche
