// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// A profile and a cell that counts in it.
struct ProfileTerm {
  std::uint32_t profile;
  std::uint32_t cell;
};

/// Play of games with few joint profiles: a lane's solution, whatever it is made of, becomes one
/// distribution over them, and what is asked of a draw is a sparse product with that. Profiles are
/// numbered row-major over the players' strategies; arrays are [row][kBlockLanes].
class JointPlay {
 public:
  /// Beyond this many profiles, mixtures of mixed strategies are cheaper.
  static constexpr std::size_t kMaxProfiles = 32;

  [[nodiscard]] static bool fits(const FactoredShape& shape);

  /// `first_level` as RunPlan::first_level.
  /// @pre fits(model.shape)
  JointPlay(const Model& model, const std::vector<std::size_t>& first_level);

  [[nodiscard]] std::size_t num_profiles() const noexcept { return num_profiles_; }
  [[nodiscard]] int strategy(std::size_t player, std::size_t profile) const {
    return static_cast<int>(profile / strides_[player] % counts_[player]);
  }

  /// The probability of each profile; 0 in lanes without a solution.
  void distribute(const BlockSolution& solution, double* profiles) const;
  /// The profile that each lane's uniform number picks; 0 in lanes without a solution.
  void sample(const double* profiles, const double* uniforms, std::uint32_t* sampled) const;
  /// Probabilities of all levels of all variables.
  void add_up_levels(const double* profiles, double* levels) const;
  /// Expectations of the model's queries.
  void expect(const double* profiles, const double* cells, double* queries) const;
  /// A query at each lane's sampled profile.
  void realise(std::size_t query,
               const std::uint32_t* sampled,
               const double* cells,
               double* values) const;

 private:
  /// A query's value at a profile is the sum of a constant and of some cells.
  struct Expectation {
    std::vector<std::uint32_t> constant_profiles;  ///< Those with a constant other than 0 ...
    std::vector<double> constants;                 ///< ... and that.
    std::vector<ProfileTerm> terms;
    std::vector<double> profile_constants;  ///< [num_profiles]
    std::vector<std::uint32_t> cells;       ///< [tables that vary][num_profiles]
  };
  [[nodiscard]] Expectation expectation(const Model& model, const Query& query) const;
  [[nodiscard]] std::size_t cell_of(const Model& model,
                                    const FactorTable& table,
                                    std::size_t profile) const;

  std::vector<std::size_t> counts_;   ///< Strategies per player.
  std::vector<std::size_t> strides_;  ///< Per player, in profiles.
  std::size_t num_profiles_ = 1;
  std::vector<Expectation> queries_;
  std::vector<std::vector<std::uint32_t>> level_profiles_;  ///< Per row of levels.
};

}  // namespace demarche
