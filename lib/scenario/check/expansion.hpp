// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// Two ends that hold a number with probability 0.9.
struct StatedRange {
  double low = 0.0;
  double high = 0.0;
};

/// What "100 ± 10", "100 +- 10" or "90 to 110" says; nothing for a text of another form.
[[nodiscard]] std::optional<StatedRange> stated_range(std::string_view text);

/// What expand() did.
struct Expansion {
  std::vector<FieldProblem> problems;  ///< Ranges and numbers that cannot be what was meant.
  /// For each parameter that was added, by its number, the field that it stands for.
  std::map<int, FieldPath> origins;
};

/// Writes out what the scenario says in short: a range in a payoff table becomes a parameter, named
/// after the table and the levels of its row, and shared experts get the parameter that tells who
/// is right. Does nothing to a scenario that is written out already.
[[nodiscard]] Expansion expand(v1::Scenario& scenario);

}  // namespace demarche
