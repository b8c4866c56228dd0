// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// A range of a run's draws, each as one row of every array (row-major). Where a draw has no
/// solution or a value is undefined stands NaN, and -1 for levels.
struct DrawTable {
  std::uint64_t first_draw = 0;    ///< Number of the first row.
  std::size_t num_draws = 0;       ///< Rows.
  std::vector<double> parameters;  ///< [draw][parameter]
  std::vector<double> outcomes;    ///< [draw][outcome], the probability.
  std::vector<double> levels;      ///< [draw][level], the probability; levels lever by lever.
  /// [draw][metric], the expectation; then the values of metrics of the settings' code.
  std::vector<double> metrics;
  std::vector<double> payoffs;  ///< [draw][actor], the expectation; NaN for behavioural actors.
  std::vector<double> claims;   ///< [draw][claim], the probability, or 0 or 1.
  std::vector<double> sampled_metrics;       ///< [draw][metric], at the sampled profile; likewise.
  std::vector<std::int32_t> sampled_levels;  ///< [draw][lever], of the sampled profile.
  std::vector<SolveStatus> status;           ///< [draw]; likewise below.
  std::vector<std::int32_t> num_equilibria;  ///< As in Certificate.
  std::vector<double> max_regret;            ///< As in Certificate.
  std::vector<double> residual;              ///< As in Certificate.
};

/// Repeats draws first_draw ... first_draw + num_draws - 1 of a run, block by block on the
/// settings' threads. The draws may lie beyond `settings.draws`, which are not looked at.
/// @throws InvalidArgument as run() does, if a draw is 2^48 or more, the table would hold more than
/// 2^28 numbers, or `settings.progress` stopped it.
[[nodiscard]] DrawTable replay_draws(const Model& model,
                                     const RunSettings& settings,
                                     std::uint64_t first_draw,
                                     std::uint64_t num_draws);

}  // namespace demarche
