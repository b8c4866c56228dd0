// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// A range of a run's draws. Each draw is one row of every array (row-major). A value is NaN, and a
/// level -1, if the draw has no solution or the value is undefined.
struct DrawTable {
  std::uint64_t first_draw = 0;    ///< Number of the first row.
  std::size_t num_draws = 0;       ///< Rows.
  std::vector<double> parameters;  ///< [draw][parameter]
  std::vector<double> outcomes;    ///< [draw][outcome], the probability.
  std::vector<double> levels;      ///< [draw][level], the probability; levels lever by lever.
  /// [draw][metric]: expectations of the scenario's metrics, then values of the code's metrics.
  std::vector<double> metrics;
  std::vector<double> payoffs;  ///< [draw][actor], the expectation; NaN for behavioural actors.
  std::vector<double> claims;   ///< [draw][claim], the probability, or 0 or 1.
  std::vector<double> sampled_metrics;       ///< [draw][metric]: the values at the sampled profile.
  std::vector<std::int32_t> sampled_levels;  ///< [draw][lever], of the sampled profile.
  std::vector<SolveStatus> status;           ///< [draw], as in Certificate.
  std::vector<std::int32_t> num_equilibria;  ///< [draw], as in Certificate.
  /// [draw]: what evidence makes the draw count, see Draw::evidence_weight; empty without evidence.
  /// All other numbers are those of the prior.
  std::vector<double> evidence_weights;
  std::vector<double> max_regret;  ///< [draw], as in Certificate.
  std::vector<double> residual;    ///< [draw], as in Certificate.
};

/// Repeats draws first_draw ... first_draw + num_draws - 1 of a run, block by block on the
/// settings' threads. `settings.draws` is ignored, so the draws may lie beyond it.
/// @throws InvalidArgument as run() does, if a draw is 2^48 or more, the table would hold more than
/// 2^28 numbers, or `settings.progress` stopped it.
[[nodiscard]] DrawTable replay_draws(const Model& model,
                                     const RunSettings& settings,
                                     std::uint64_t first_draw,
                                     std::uint64_t num_draws);

}  // namespace demarche
