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

/// A number of each draw: a probability, NaN where it has no finite value or the draw no answer.
class DrawNumbers {
 public:
  /// Of so many draws, without values.
  explicit DrawNumbers(std::uint64_t draws);

  void set(std::uint64_t draw, double value) noexcept { values_[draw] = value; }
  /// What a run accumulates of these draws, to the last bit.
  [[nodiscard]] ValueAccumulator accumulated(std::span<const char> is_solved) const;
  /// The smallest value that no less than this share of the values does not exceed; NaN if there
  /// are none. @pre 0 < share <= 1
  [[nodiscard]] double quantile(double share) const;

 private:
  std::vector<double> values_;
};

/// What all draws of a plan give.
struct FirstDraws {
  std::vector<char> is_solved;        ///< Whether the draw has an answer.
  std::vector<DrawNumbers> outcomes;  ///< The probability of each outcome.
  std::vector<DrawNumbers> claims;    ///< The probability of each claim, or 0 or 1.

  [[nodiscard]] std::uint64_t solved() const;
};

/// Solves all draws of the plan; nothing if `deadline` passed first, or `settings.progress` stopped
/// the work. A block of draws that is under way at the deadline is finished.
/// @throws InvalidArgument if the number of threads is out of range, and what the code of the
/// settings throws.
[[nodiscard]] std::optional<FirstDraws> solve_first_draws(
    const RunPlan& plan,
    const RunSettings& settings,
    std::chrono::steady_clock::time_point deadline);

}  // namespace demarche
