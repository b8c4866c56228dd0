// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// What a variant does: every element and field that it changes or adds, those that it removes, and
/// its what-ifs: "changes parameter prize, defaults (draws); removes outcome war; What if resolve =
/// 1?".
[[nodiscard]] std::string variant_text(const v1::Variant& variant);

}  // namespace demarche
