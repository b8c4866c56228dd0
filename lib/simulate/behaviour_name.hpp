// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

namespace demarche {

/// "qre*0.5" in its parts.
struct BehaviourName {
  std::string_view concept_name;
  std::optional<double> factor = 1.0;  ///< Absent if what stands behind the asterisk is no number.
};

/// Takes a name apart; whether there is such a concept is not looked at.
[[nodiscard]] BehaviourName parse_behaviour(std::string_view name);

}  // namespace demarche
