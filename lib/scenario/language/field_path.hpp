// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demarche/scenario/problem.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// A step from a message of the scenario to one of its fields.
struct FieldStep {
  std::string field;  ///< As the schema names it.
  int index = -1;     ///< The element of a repeated field; -1 for a field that does not repeat.
};

/// The way to a field from the scenario, for example {"actors", 2}, {"payoff", 5}, {"value"}.
using FieldPath = std::vector<FieldStep>;

/// A place in a file.
struct PlaceInFile {
  std::string file;
  Position position;
};

/// A payoff table by the number of its actor and its own number there.
using TableNumber = std::pair<int, int>;

/// What is wrong with a scenario, and in which field.
struct FieldProblem {
  FieldPath field;         ///< From the scenario down.
  std::size_t offset = 0;  ///< In the field's text if it is an expression or assignments; else 0.
  std::string message;     ///< What was found and what would fit.
  Severity severity = Severity::error;  ///< As in Problem.
  std::string rule = {};                ///< As in Problem.
};

/// `path` with more steps.
[[nodiscard]] FieldPath extended(FieldPath path, const FieldPath& more);

/// What an element of a repeated field is called: "payoff term" for "payoff".
[[nodiscard]] std::string_view singular(const std::string& field);

/// "actor us, payoff term thaw, value": elements by their ids, or by their numbers from 1.
[[nodiscard]] std::string describe(const FieldPath& path, const v1::Scenario& scenario);

}  // namespace demarche
