// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <string_view>

namespace demarche {

/// How a solver ended. An answer is given only with `converged`.
enum class SolveStatus {
  converged,          ///< The answer passed its certificate.
  no_equilibrium,     ///< The search was complete and found none (pure equilibria only).
  iteration_limit,    ///< The budget ran out first.
  numerical_failure,  ///< Rounding kept the answer from passing its certificate.
  not_finite,  ///< A payoff, a precision or a behaviour weight was NaN, infinite or out of range.
};

/// The default time budget. Without a limit, answers do not depend on the speed of the machine.
inline constexpr double kNoTimeLimit = std::numeric_limits<double>::infinity();

/// The number of SolveStatus values.
inline constexpr int kNumSolveStatuses = 5;

/// The enumerator's name, for example "iteration_limit".
[[nodiscard]] std::string_view to_string(SolveStatus status) noexcept;

}  // namespace demarche
