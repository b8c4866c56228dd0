// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "demarche/simulate/run.hpp"
#include "simulate/run_plan.hpp"
#include "simulate/statistics.hpp"

namespace demarche {

/// A number for each draw: [row][draw]; NaN where it is not defined or the draw has no answer.
using DrawRows = std::vector<std::vector<double>>;

/// What a run accumulates of a probability in each draw, to the last bit. Draws that are not solved
/// count as none, and those without a finite number as undefined.
[[nodiscard]] ValueAccumulator accumulated(std::span<const double> probabilities,
                                           std::span<const char> is_solved);

/// The smallest probability that no less than this share of those that are finite does not exceed;
/// NaN if there are none. @pre 0 < share <= 1
[[nodiscard]] double quantile_over_draws(std::span<const double> probabilities, double share);

/// The values of an option set's options.
struct OptionDraws {
  DrawRows held;      ///< [option][draw], everybody else doing what they do.
  DrawRows answered;  ///< [option][draw], if everybody answers; empty unless the set asks for it.
};

/// What is kept of each draw.
enum class DrawDetail {
  probabilities,  ///< Outcomes and claims.
  options,        ///< The values of options, and the parameters.
};

/// What all draws of a plan give. What is not kept is empty.
struct FirstDraws {
  std::vector<char> is_solved;           ///< Whether the draw has an answer.
  DrawRows outcomes;                     ///< The probability of each outcome.
  DrawRows claims;                       ///< The probability of each claim, or 0 or 1.
  std::vector<OptionDraws> option_sets;  ///< In the model's order.
  DrawRows parameters;                   ///< [parameter][draw], of all draws.

  [[nodiscard]] std::uint64_t solved() const;
};

/// The settings under which the first draws of a run are solved again: observers and metrics of
/// code see only the run itself, and `progress` is asked whether to stop. `run` has to outlive
/// them.
[[nodiscard]] RunSettings settings_of_first_draws(const RunSettings& run, std::uint64_t draws);

/// Solves all draws of the plan; nothing if `deadline` passed first, or `settings.progress` stopped
/// the work. A block of draws that is under way at the deadline is finished.
/// @throws InvalidArgument if the number of threads is out of range, and what the code of the
/// settings throws.
[[nodiscard]] std::optional<FirstDraws> solve_first_draws(
    const RunPlan& plan,
    const RunSettings& settings,
    std::chrono::steady_clock::time_point deadline,
    DrawDetail detail = DrawDetail::probabilities);

}  // namespace demarche
