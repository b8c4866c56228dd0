// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "scenario/language/expression.hpp"

namespace demarche {

class Symbols;

/// Assignments with names resolved: by ascending lever, each lever once.
struct ResolvedAssignments {
  std::vector<int> levers;              ///< Indices into Symbols::levers().
  std::vector<int> levels;              ///< One for each lever.
  std::vector<ExpressionError> errors;  ///< In the order of the text.
};

/// Parses "china.pace = patient, china.deterrence = strengthen", at least one assignment, and
/// resolves the names; an error suggests the closest known name.
[[nodiscard]] ResolvedAssignments resolve_assignments(std::string_view text,
                                                      const Symbols& symbols);

}  // namespace demarche
