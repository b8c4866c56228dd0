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
  best_response,        ///< In turn, each plays its best response to the others; a stay is no move.
  fictitious_play,      ///< Each best responds to the average of what the others have played
                        ///< @cite Brown1951.
  logit_response,       ///< All shift part of the way to their logit responses
                        ///< @cite FudenbergLevine1998.
  replicator,           ///< Continuous time: strategies grow by what they pay above the average
                        ///< @cite TaylorJonker1978, with an adaptive Runge-Kutta integrator.
  discrete_replicator,  ///< Generations: growth factors are payoffs, all scaled to [1, 2]
                        ///< @cite MaynardSmith1982.
};

/// Settings of Dynamics.
struct DynamicsOptions {
  DynamicsRule rule = DynamicsRule::best_response;  ///< How players adapt.
  /// A strategy per player where it starts; empty: uniform play. Replicators never take up what
  /// nobody plays, so they start with `tremble` spread over all strategies.
  std::vector<int> start = {};
  double tremble = 0.05;    ///< In [0, 1].
  double precision = 1.0;   ///< Of logit responses; finite, at least 0.
  double gain = 0.0;        ///< Share of the way per step, in [0, 1]; 0: 1 / (t + 2) for fictitious
                            ///< play, 0.2 for logit responses.
  int max_steps = 10'000;   ///< At least 1. For the replicator, units of time.
  double tolerance = 1e-9;  ///< At rest if no probability changes by more in a step; above 0.
  bool keeps_path = false;  ///< Whether the result lists every step.
};

/// How a dynamic ended.
enum class DynamicsEnd {
  fixed_point,  ///< It came to rest at `last`.
  cycle,        ///< It repeats its last `cycle_length` steps (best responses).
  average,  ///< Still moving, but the time average settled: no probability of it changed by more
            ///< than 0.01 over the second half.
  moving,   ///< None of these within the budget.
};

/// Where a dynamic went.
struct DynamicsResult {
  DynamicsEnd end = DynamicsEnd::moving;  ///< Whether and how it settled.
  MixedProfile last;                      ///< The profile of the last step.
  MixedProfile average;                   ///< Over the cycle if there is one, else over all steps.
  double regret = 0.0;  ///< Relative regret of `last` at a fixed point, else of `average`.
  /// Of logit responses: how far the same profile is from the logit response to it.
  double logit_error = 0.0;
  int num_steps = 0;               ///< Taken; of the replicator, units of time.
  int cycle_length = 0;            ///< In moves; 0 if there is no cycle.
  std::vector<MixedProfile> path;  ///< If asked for: the start and every step.
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
  /// The same on a factored game, without its dense form; behavioural players are integrated out
  /// and have no part in profiles.
  [[nodiscard]] Result solve(const FactoredGame& game) const;

 private:
  Options options_;
};

/// Rates of change under the replicator dynamic, one population per player:
/// x_is (u_is - mean of u_i).
[[nodiscard]] MixedProfile replicator_field(const NormalFormGame& game,
                                            const MixedProfile& profile);

/// Rates of change in one population whose members meet each other: payoffs(i, j) is what i gets
/// from j. `mutation(i, j)` is the share of i's offspring that plays j; the identity for none.
[[nodiscard]] Vector population_replicator_field(const Matrix& payoffs,
                                                 const Vector& shares,
                                                 const Matrix& mutation);

}  // namespace demarche
