// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// What a correlated equilibrium maximises, in payoff units.
enum class CorrelatedObjective {
  welfare,   ///< The sum of all payoffs.
  player,    ///< The payoff of `player`.
  fairness,  ///< The payoff of whoever gets least.
};

/// The names of all objectives, in the order of the enumerators.
[[nodiscard]] std::span<const std::string_view> objective_names() noexcept;
/// The enumerator's name.
[[nodiscard]] std::string_view to_string(CorrelatedObjective objective) noexcept;
/// @throws InvalidArgument with the closest name, or all known ones, if there is none called
/// `name`.
[[nodiscard]] CorrelatedObjective find_objective(std::string_view name);

/// Settings of CorrelatedEquilibrium.
struct CorrelatedEquilibriumOptions {
  CorrelatedObjective objective = CorrelatedObjective::welfare;  ///< What counts as best.
  int player = 0;  ///< Whose payoff counts with CorrelatedObjective::player; at least 0.
  /// Players commit before they hear their advice, so only a deviation to one strategy, whatever
  /// the advice, must not pay @cite MoulinVial1978. More distributions qualify.
  bool is_coarse = false;
  int max_iterations = 100'000;       ///< Pivots of the simplex method; at least 1.
  double max_seconds = kNoTimeLimit;  ///< Time budget; above 0.
  double tolerance = 1e-9;            ///< Largest relative gain from disobeying accepted; above 0.
};

/// A joint distribution, which is empty unless `status` is `converged`.
struct CorrelatedEquilibriumResult {
  SolveStatus status = SolveStatus::numerical_failure;  ///< How it ended.
  std::vector<double> distribution;  ///< Per profile, as NormalFormGame::profile_index() counts.
  double value = 0.0;                ///< The objective's value.
  double regret = 0.0;               ///< Largest gain from disobeying, over the payoffs' spread.
  /// How much the optimum can exceed `value`, over the objective's spread: a bound computed from
  /// the linear program's prices. An answer with a gap above 1e-7 is withheld.
  double gap = 0.0;
  int num_iterations = 0;  ///< Pivots of the simplex method.
};

/// Finds the correlated equilibrium @cite Aumann1974 that is best for an objective, as a linear
/// program over the joint profiles.
class CorrelatedEquilibrium {
 public:
  using Options = CorrelatedEquilibriumOptions;
  using Result = CorrelatedEquilibriumResult;

  /// Games may have this many joint profiles at most.
  static constexpr double kMaxProfiles = 20'000.0;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit CorrelatedEquilibrium(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite, the game has more than kMaxProfiles
  /// profiles or no player of the number asked for.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;

  /// The most that a player gains by disobeying its advice (or, if coarse, by ignoring it), over
  /// the spread of its payoffs. `distribution` has one probability per profile.
  [[nodiscard]] static double regret(const NormalFormGame& game,
                                     const std::vector<double>& distribution,
                                     bool is_coarse);

 private:
  Options options_;
};

}  // namespace demarche
