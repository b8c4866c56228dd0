// SPDX-License-Identifier: MIT
#include "support/symbols.hpp"

#include "support/scenarios.hpp"

namespace demarche::testing {

const Symbols& chicken_symbols() {
  static const Symbols symbols(bundled("chicken").scenario);
  return symbols;
}

}  // namespace demarche::testing
