// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"
#include "scenario/layers/what_if_steps.hpp"

namespace demarche {

/// The number of the variant with this id.
/// @throws InvalidArgument if there is none, with the closest id.
[[nodiscard]] int find_variant(const v1::Scenario& scenario, const std::string& id);

/// Makes `scenario` its own variant of this number, but for its what-if. Without a name among the
/// changes the name of the variant is put behind the scenario's. Returns what cannot be done, in
/// fields of the scenario as it was.
[[nodiscard]] std::vector<FieldProblem> apply_variant_changes(int number, v1::Scenario& scenario);

/// Makes the other changes of the variant of this number, in what apply_variant_changes() made. The
/// problems have fields of the scenario that has the variant.
[[nodiscard]] AppliedWhatIf apply_variant_what_if(const v1::Variant& variant,
                                                  int number,
                                                  v1::Scenario& scenario);

}  // namespace demarche
