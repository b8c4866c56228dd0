// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/problem.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// Stands for a scenario and all its variants where an id of a variant is expected; no variant has
/// this id.
inline constexpr std::string_view kAllVariants = "all";

/// The scenario as its variant of this id changes it, to be compiled: a scenario without variants.
/// @throws InvalidArgument if there is no such variant, with the closest id, or with every change
/// that cannot be made, one a line.
[[nodiscard]] v1::Scenario make_variant(const v1::Scenario& scenario, const std::string& id);

/// Checks and compiles a variant of a scenario made in memory. Changes that cannot be made are
/// among its problems.
/// @throws InvalidArgument if there is no such variant, with the closest id.
[[nodiscard]] CompiledScenario compile_variant(const v1::Scenario& scenario, const std::string& id);

/// Checks and compiles a scenario made in memory, and each of its variants after it.
[[nodiscard]] std::vector<CompiledScenario> compile_with_variants(const v1::Scenario& scenario);

/// The problems of a scenario, and the errors of its variants that neither the scenario nor an
/// earlier variant has. Warnings of variants are left out: that a changed scenario has a parameter
/// without effect, say, is what was asked for.
[[nodiscard]] std::vector<Problem> distinct_problems(std::span<const CompiledScenario> scenarios);

}  // namespace demarche
