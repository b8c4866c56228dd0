// SPDX-License-Identifier: MIT
#include "support/scenario_texts.hpp"

#include <stdexcept>

namespace demarche::testing {

std::string replaced(std::string text, const std::string& piece, const std::string& replacement) {
  auto at = text.find(piece);
  if (at == std::string::npos) {
    throw std::invalid_argument("the text has no " + piece);
  }
  for (; at != std::string::npos; at = text.find(piece, at + replacement.size())) {
    text.replace(at, piece.size(), replacement);
  }
  return text;
}

std::vector<std::string> errors(const CompiledScenario& loaded) {
  std::vector<std::string> found;
  for (const Problem& problem : loaded.problems) {
    if (problem.severity == Severity::error) {
      found.push_back(problem.to_string());
    }
  }
  return found;
}

}  // namespace demarche::testing
