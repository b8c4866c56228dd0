// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "demarche/scenario/compile.hpp"
#include "demarche/scenario/variant.hpp"
#include "demarche/simulate/check.hpp"

namespace demarche::python {

/// A model, or None and every problem.
using Compiled = std::pair<std::optional<Model>, std::vector<Problem>>;

/// What Python gets of a compiled scenario. The scenario's own solution concept is checked, too.
[[nodiscard]] inline Compiled checked(CompiledScenario scenario) {
  CompiledScenario all = check_concept(std::move(scenario));
  return {std::move(all.model), std::move(all.problems)};
}

/// Every problem of a scenario and its variants, with those of their solution concepts.
[[nodiscard]] inline std::vector<Problem> all_problems(std::vector<CompiledScenario> scenarios) {
  for (CompiledScenario& scenario : scenarios) {
    scenario = check_concept(std::move(scenario));
  }
  return distinct_problems(scenarios);
}

}  // namespace demarche::python
