// SPDX-License-Identifier: MIT
#include "demarche/solve/solve_status.hpp"

namespace demarche {

std::string_view to_string(SolveStatus status) noexcept {
  switch (status) {
    case SolveStatus::converged:
      return "converged";
    case SolveStatus::no_equilibrium:
      return "no_equilibrium";
    case SolveStatus::iteration_limit:
      return "iteration_limit";
    case SolveStatus::numerical_failure:
      return "numerical_failure";
    case SolveStatus::not_finite:
      return "not_finite";
  }
  return "unknown";
}

}  // namespace demarche
