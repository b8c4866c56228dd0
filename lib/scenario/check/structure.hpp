// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <set>
#include <span>
#include <vector>

#include "demarche/scenario/open_payoff.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/compile/strategies.hpp"
#include "scenario/language/field_path.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {

/// What the checks found, and what they made that compiling needs as well.
struct CheckedStructure {
  std::vector<FieldProblem> problems;
  std::optional<Symbols>
      symbols;              ///< Of the scenario and the open payoffs, if there is no problem.
  StrategySets strategies;  ///< The feasible strategies, if there is no problem.
};

/// Every problem with what compiling reads, but for sizes that only compiling shows: expressions
/// and assignments (syntax, names, types, cycles), levels, feasibility, option sets and
/// comparisons. Rows may be missing from the payoff tables of `incomplete`.
/// @throws InvalidArgument if `open` does not fit the scenario (see Symbols).
[[nodiscard]] CheckedStructure check_structure(const v1::Scenario& scenario,
                                               std::span<const OpenPayoff> open,
                                               const std::set<TableNumber>& incomplete = {});

}  // namespace demarche
