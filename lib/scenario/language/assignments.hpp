// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/language/expression.hpp"

namespace demarche {

class Symbols;

/// One "actor.lever = level".
struct Assignment {
  std::string lever;             ///< As written.
  std::size_t lever_offset = 0;  ///< Where the lever stands in the text.
  std::string level;             ///< As written.
  std::size_t level_offset = 0;  ///< Where the level stands in the text.
};

/// Assignments, or what is wrong with their text.
struct ParsedAssignments {
  std::vector<Assignment> assignments;  ///< The assignments that could be read.
  std::vector<ExpressionError> errors;  ///< In the order of the text.
};

/// Parses "china.pace = patient, china.deterrence = strengthen"; at least one assignment.
[[nodiscard]] ParsedAssignments parse_assignments(std::string_view text);

/// Assignments with names resolved: by ascending lever, each lever once.
struct ResolvedAssignments {
  std::vector<int> levers;              ///< Indices into Symbols::levers().
  std::vector<int> levels;              ///< One for each lever.
  std::vector<ExpressionError> errors;  ///< In the order of the text.
};

/// Parses assignments and resolves their names; an error suggests the closest known name.
[[nodiscard]] ResolvedAssignments resolve_assignments(std::string_view text,
                                                      const Symbols& symbols);

}  // namespace demarche
