// SPDX-License-Identifier: MIT
#include "support/symbols.hpp"

#include <vector>

#include "scenario/language/evaluate.hpp"
#include "support/scenarios.hpp"

namespace demarche::testing {

const Symbols& chicken_symbols() {
  static const Symbols symbols(bundled("chicken").scenario);
  return symbols;
}

double chicken_value(std::string_view text) {
  const std::vector<double> parameters = {1.5, 0.5, 3.0, 2.0};
  const std::vector<int> levels = {1, 0};
  return Evaluator(chicken_symbols(), parameters, levels).value(text);
}

}  // namespace demarche::testing
