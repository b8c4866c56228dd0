// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/solve/concept.hpp"

namespace demarche {

/// As level-k, but level 0 plays ConceptOptions::start. It is no solution concept and not in the
/// registry: solutions are compared with it.
[[nodiscard]] const Concept& levels_from_start();

}  // namespace demarche
