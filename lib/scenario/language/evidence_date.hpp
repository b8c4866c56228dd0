// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace demarche {

/// What stands in the place of a date where an item of evidence is assumed rather than observed.
inline constexpr std::string_view kAssumed = "given";

}  // namespace demarche
