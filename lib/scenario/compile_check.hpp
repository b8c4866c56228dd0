// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/scenario/model.hpp"
#include "scenario/compile_strategies.hpp"

namespace demarche {

/// What check_model() finds without compiling: everything but sizes that only compiling shows.
[[nodiscard]] std::vector<ModelProblem> check_parts(const v1::Scenario& scenario,
                                                    std::span<const OpenPayoff> open = {});

/// Compiles what check_parts() found no problem in, or gives the first problem.
struct CompileOutcome {
  Model model;
  std::vector<ModelProblem> problems;
};
[[nodiscard]] CompileOutcome compile_checked(const v1::Scenario& scenario,
                                             std::span<const OpenPayoff> open = {});

}  // namespace demarche
