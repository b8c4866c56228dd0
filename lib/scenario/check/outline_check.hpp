// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "scenario/check/outline.hpp"

namespace demarche {

/// Adds to the faults of an outline what the schema has to say of it: unknown fields with the
/// closest known name, values of the wrong type, fields given twice, several families in one
/// distribution, and fields without a default that were left out. Adds nothing to an outline that
/// is not whole, since these would be consequences of what broke it.
void check_outline(Outline& outline, const std::string& text);

/// Writes out, in what protobuf's printers wrote, the numbers 0 of fields without a default: the
/// printers leave out every 0, and what is left out is an error where a scenario is read.
[[nodiscard]] std::string with_zeros(std::string printed, bool is_json);

}  // namespace demarche
