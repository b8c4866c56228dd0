// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/game/factored_game.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// How players adapt.
enum class DynamicsRule {
  best_response,        ///< Players take turns; each moves to a best response if it gains by that.
  fictitious_play,      ///< Each best responds to the average of what the others have played
                        ///< @cite Brown1951.
  logit_response,       ///< All shift part of the way to their logit responses
                        ///< @cite FudenbergLevine1998.
  replicator,           ///< In continuous time, strategies grow by what they pay above the average
                        ///< @cite TaylorJonker1978, with an adaptive Runge-Kutta integrator.
  discrete_replicator,  ///< From generation to generation, strategies grow by payoffs in [1, 2]
                        ///< @cite MaynardSmith1982.
};

/// Settings of Dynamics.
struct DynamicsOptions {
  DynamicsRule rule = DynamicsRule::best_response;  ///< How players adapt.
  /// A strategy per player where the dynamic starts; empty: uniform play. A replicator never takes
  /// up a strategy that nobody plays, so it starts with `tremble` spread over all strategies.
  std::vector<int> start = {};
  double tremble = 0.05;    ///< Probability spread over all strategies at the start; in [0, 1].
  double precision = 1.0;   ///< Precision of logit responses; finite, at least 0.
  double gain = 0.0;        ///< Share of the way per step, in [0, 1]; 0: 1 / (t + 2) for fictitious
                            ///< play, 0.2 for logit responses.
  int max_steps = 10'000;   ///< Budget; at least 1. For the replicator, units of time.
  double tolerance = 1e-9;  ///< At rest if no probability changes by more in a step; above 0.
  bool keeps_path = false;  ///< Whether the result lists every step.
};

/// How a dynamic ended.
enum class DynamicsEnd {
  fixed_point,  ///< It came to rest at `last`.
  cycle,        ///< It repeats its last `cycle_length` steps (best responses).
  average,      ///< Play still moves, but its time average settled: over the second half, no
                ///< probability in it changed by more than 0.01.
  moving,       ///< The budget ran out before any of these.
};

/// Where a dynamic went.
struct DynamicsResult {
  DynamicsEnd end = DynamicsEnd::moving;  ///< Whether and how it settled.
  MixedProfile last;                      ///< The profile of the last step.
  MixedProfile average;  ///< The mean over the cycle if there is one, else over all steps.
  double regret = 0.0;   ///< Relative regret of `last` at a fixed point, else of `average`.
  /// For logit responses: the largest difference between a probability of that profile and its
  /// logit response.
  double logit_error = 0.0;
  int num_steps = 0;               ///< Steps taken; of the replicator, units of time.
  int cycle_length = 0;            ///< Moves in the cycle; 0 if there is none.
  std::vector<MixedProfile> path;  ///< The start and every step, with `keeps_path`; else empty.
};

/// Runs a dynamic from a start profile and says how it ends.
class Dynamics {
 public:
  using Options = DynamicsOptions;
  using Result = DynamicsResult;

  /// @throws InvalidArgument if an option lies outside its documented range.
  explicit Dynamics(Options options = {});

  /// @throws InvalidArgument if a payoff is not finite or `start` does not fit the game.
  [[nodiscard]] Result solve(const NormalFormGame& game) const;
  /// Solves a factored game without its dense form. Payoffs are averaged over behavioural players,
  /// and profiles do not list those players.
  [[nodiscard]] Result solve(const FactoredGame& game) const;

 private:
  Options options_;
};

/// Rates of change under the replicator dynamic, one population per player:
/// x_is (u_is - mean of u_i).
[[nodiscard]] MixedProfile replicator_field(const NormalFormGame& game,
                                            const MixedProfile& profile);

/// Rates of change in one population whose members meet each other: payoffs(i, j) is the payoff
/// of i against j. `mutation(i, j)` is the share of i's offspring that plays j; pass the identity
/// for no mutation.
[[nodiscard]] Vector population_replicator_field(const Matrix& payoffs,
                                                 const Vector& shares,
                                                 const Matrix& mutation);

}  // namespace demarche
