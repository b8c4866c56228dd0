// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "scenario/language/assignments.hpp"

namespace demarche {

/// What the others may do about an option or a comparison, as scenarios say it; empty is the first.
inline constexpr std::array<std::string_view, 2> kAnswers{"held", "equilibrium"};

/// Whether the text is one of kAnswers.
[[nodiscard]] constexpr bool is_answer(std::string_view text) {
  return std::find(kAnswers.begin(), kAnswers.end(), text) != kAnswers.end();
}

/// Whether the others answer: an option is a commitment, to which everything else is solved again.
[[nodiscard]] constexpr bool is_answered(std::string_view answer) {
  return answer == kAnswers[1];
}

/// What one of a comparison's `against` assigns. Where the comparison says its answer, an empty
/// text assigns nothing; else it is an error.
[[nodiscard]] inline ResolvedAssignments against_assignments(std::string_view text,
                                                             std::string_view answer,
                                                             const Symbols& symbols) {
  return !answer.empty() && trimmed(text).text.empty() ? ResolvedAssignments{}
                                                       : resolve_assignments(text, symbols);
}

}  // namespace demarche
