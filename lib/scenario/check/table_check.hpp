// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/compile/strategies.hpp"
#include "scenario/language/field_path.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {

/// Every problem with the levers and rows of payoff tables: unknown levers and levels, rows given
/// twice, and rows that feasible strategies lead to and that are missing. Values are expressions,
/// which are checked as all others are.
[[nodiscard]] std::vector<FieldProblem> check_payoff_tables(
    const v1::Scenario& scenario,
    const Symbols& symbols,
    const StrategySets& strategies,
    const std::set<TableNumber>& incomplete);

}  // namespace demarche
