// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "scenario/language/expression.hpp"

namespace demarche {

class Symbols;

/// A part of a text and where it begins.
struct TextPart {
  std::string_view text;   ///< Of the whole text.
  std::size_t offset = 0;  ///< Of its first byte in the whole text.
};

/// A part that begins at `offset`, without the spaces and line ends around it.
[[nodiscard]] TextPart trimmed(std::string_view text, std::size_t offset = 0);

/// What stands before the first "=" of "prize = 2" or "china.pace = patient", without spaces around
/// it; all of the text if there is no "=".
[[nodiscard]] std::string_view name_assigned(std::string_view assignment);

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
