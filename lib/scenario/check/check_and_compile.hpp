// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "demarche/scenario/compile.hpp"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// Where a scenario came from.
struct ScenarioSource {
  std::string file;  ///< For messages; empty for a scenario made in memory.
  /// The place of a field, and of a character in its text; empty if places are unknown.
  std::function<PlaceInFile(const FieldPath& field, std::size_t offset)> place = {};
  /// What the scenario is of another, for example "variant bold"; messages begin with it.
  std::string part = {};
  /// Payoff tables that could not be read as a whole.
  std::set<TableNumber> incomplete = {};
  /// What reading the file found. Problems that the checks find at the same places are
  /// consequences, and are left out.
  std::vector<Problem> problems = {};
  /// What the message of a problem has to say besides, with a space in front; empty: nothing.
  std::function<std::string(const Problem& problem)> remark = {};
};

/// Checks a scenario and, if there are no errors, compiles it: the only way to a Model.
/// @throws InvalidArgument if `open` does not fit the scenario (see Symbols).
[[nodiscard]] CompiledScenario check_and_compile(v1::Scenario scenario,
                                                 std::span<const OpenPayoff> open,
                                                 ScenarioSource source);

/// Whether two problems have the same severity and place. `problem` may be of a part, which its
/// path names in front: "variant bold, parameter prize".
[[nodiscard]] bool is_same_place(const Problem& known, const Problem& problem);

/// Problems file by file in the order of each file; beyond the first 200 errors and the first 200
/// warnings, one problem gives the number of the rest.
[[nodiscard]] std::vector<Problem> sorted_and_limited(std::vector<Problem> problems);

}  // namespace demarche
