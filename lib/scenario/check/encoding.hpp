// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// A problem for each text that is not UTF-8. Protobuf would write such a text, and then refuse to
/// read it; files are refused before anything is made of them.
[[nodiscard]] std::vector<FieldProblem> check_encoding(const v1::Scenario& scenario);

}  // namespace demarche
