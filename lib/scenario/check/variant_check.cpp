// SPDX-License-Identifier: MIT
#include "scenario/check/variant_check.hpp"

#include <fmt/format.h>

#include "demarche/scenario/variant.hpp"

namespace demarche {

std::vector<FieldProblem> check_variants(const v1::Scenario& scenario) {
  std::vector<FieldProblem> problems;
  constexpr auto kOnlyLoaded =
      "only a scenario that is loaded from a file can start from another; give all of it here";
  if (!scenario.base().empty()) {
    problems.push_back({{{"base"}}, 0, kOnlyLoaded});
  }
  if (!scenario.remove().empty()) {
    problems.push_back({{{"remove", 0}}, 0, kOnlyLoaded});
  }
  for (int v = 0; v < scenario.variants_size(); ++v) {
    const FieldPath here = {{"variants", v}};
    if (scenario.variants(v).id() == kAllVariants) {
      problems.push_back(
          {extended(here, {{"id"}}), 0, fmt::format("'{}' stands for all variants", kAllVariants)});
    }
    const v1::Scenario& changes = scenario.variants(v).changes();
    const auto refuse = [&](const char* field, bool is_there) {
      if (is_there) {
        problems.push_back({extended(here, {{"changes"}, {field}}),
                            0,
                            fmt::format("the changes of a variant have no {}", field)});
      }
    };
    refuse("base", !changes.base().empty());
    refuse("base_digest", !changes.base_digest().empty());
    refuse("variant_id", !changes.variant_id().empty());
    refuse("variants", !changes.variants().empty());
  }
  return problems;
}

}  // namespace demarche
