// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "demarche/scenario/open_payoff.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// Every problem with what compiling reads, but for sizes that only compiling shows: expressions
/// and assignments (syntax, names, types, cycles), levels, feasibility, option sets and
/// comparisons.
/// @throws InvalidArgument if `open` does not fit the scenario (see Symbols).
[[nodiscard]] std::vector<FieldProblem> check_structure(const v1::Scenario& scenario,
                                                        std::span<const OpenPayoff> open = {});

}  // namespace demarche
