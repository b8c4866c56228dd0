// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include "demarche/solve/certificate.hpp"
#include "solve/signs/sign_planes.hpp"
#include "solve/signs/support_solution.hpp"

namespace demarche {

/// Turns the equilibria that the planes of a block found into each lane's distribution over joint
/// profiles, in which all equilibria of the lane have the same weight.
class PlaneDistribution {
 public:
  using PerLane = std::array<double, kBlockLanes>;

  /// `mixed` are mixed_support_places() of the planes. Keeps a reference to it.
  explicit PlaneDistribution(const std::vector<SupportPlaces>& mixed) : mixed_(mixed) {}

  /// Writes the probabilities of joint profiles to `profiles` [rows * columns][kBlockLanes], and
  /// the numbers of equilibria and regrets (as SupportSolution defines them) to the certificates of
  /// all lanes. `payoffs` [player] are [rows * columns][kBlockLanes], as SignPlanes::find() had
  /// them. Returns false if a relative regret is above `tolerance`: then nothing written here is
  /// valid.
  /// @pre No lane of `planes` is undecided.
  [[nodiscard]] bool distribute(const SignPlanes& planes,
                                const std::array<const double*, 2>& payoffs,
                                double tolerance,
                                Certificates& certificates,
                                double* profiles);

  /// Intermediate results.
  struct Workspace {
    alignas(64) PerLane weight;                  ///< Of each equilibrium of a lane.
    alignas(64) std::array<PerLane, 2> regrets;  ///< [player], the largest of all equilibria.
  };

 private:
  const std::vector<SupportPlaces>& mixed_;
  Workspace workspace_;
};

}  // namespace demarche
