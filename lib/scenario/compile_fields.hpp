// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/scenario/symbols.hpp"

namespace demarche {

using FieldPath = std::vector<FieldStep>;

/// `path` with more steps.
[[nodiscard]] FieldPath extended(FieldPath path, const FieldPath& more);

/// A field of a scenario that holds an expression.
struct ExpressionField {
  FieldPath field;
  const std::string* text = nullptr;
  Allowed allowed;
};

/// Every expression of the scenario with what may stand in it, but for optional ones that are
/// empty.
[[nodiscard]] std::vector<ExpressionField> expression_fields(const v1::Scenario& scenario);

/// "actors[2].payoff[5].value"
[[nodiscard]] std::string to_string(const FieldPath& path);

}  // namespace demarche
