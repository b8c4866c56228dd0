// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"
#include "scenario/language/resolve.hpp"

namespace demarche {

/// A field of a scenario that holds an expression.
struct ExpressionField {
  FieldPath field;                    ///< Where it stands.
  const std::string* text = nullptr;  ///< The expression, in the scenario.
  Allowed allowed;                    ///< What the expression may mention.
};

/// Every expression of the scenario and what may stand in it; an optional expression that is empty
/// is left out.
[[nodiscard]] std::vector<ExpressionField> expression_fields(const v1::Scenario& scenario);

}  // namespace demarche
