// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/binned_sums.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/v1/result.pb.h"
#include "demarche/v1/slice.pb.h"

namespace demarche {

/// An output of a run that sums are kept of.
struct BinnedOutput {
  /// What it is in a draw: the probability of an outcome; the probability of a claim's event, or
  /// whether its comparisons hold; the expectation of a metric or payoff; the value of an option;
  /// whether the option is best, 1 / k where k options tie; the value of the best option of a set.
  enum class Kind { outcome, claim, metric, payoff, option, best_option, best_value };

  Kind kind = Kind::outcome;  ///< What it is.
  int index = 0;              ///< Of the outcome, claim, metric, player or option set.
  int option = -1;            ///< The number of an option in its set.
};

/// Sums of what a run found, by bins of the parameters that vary.
struct RunSums {
  std::vector<std::size_t> parameters;  ///< Indices into the scenario's, one per input of `sums`.
  std::vector<BinnedOutput> outputs;    ///< One per output of `sums`.
  std::vector<int> left_out;  ///< Option sets of more than 512 options, or of too many to be kept.
  std::string none_because;   ///< Why there are no sums at all; empty if there are.
  BinnedSums sums;            ///< Empty if there are none.

  /// Whether there are no sums.
  [[nodiscard]] bool is_empty() const noexcept { return !none_because.empty(); }
};

/// A result with its sums.
struct SummedRun {
  v1::Result result;  ///< As run() gives it.
  RunSums sums;       ///< Of the same draws.
};

/// As run(), with sums of the first 2^20 draws. Draws are in up to 32 groups of blocks, at least 8
/// if the run is long enough; how many depends on the memory that the sums take, which is at most
/// 64 MiB if 8 groups fit into it. Metrics of the user's own code have no sums, and runs whose
/// payoffs the user's code computes have none at all.
/// @throws InvalidArgument as run() does.
[[nodiscard]] SummedRun run_with_sums(const Model& model, const RunSettings& settings);

/// As merge_slices(). There are sums if all slices hold them, see RunSettings::keeps_sums.
/// @throws InvalidArgument as merge_slices() does.
[[nodiscard]] SummedRun merge_slices_with_sums(const Model& model,
                                               const RunSettings& settings,
                                               std::span<const v1::RunSlice> slices);

}  // namespace demarche
