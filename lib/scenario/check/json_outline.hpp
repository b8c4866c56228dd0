// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "scenario/check/outline.hpp"

namespace demarche {

/// Reads the outline of a scenario in JSON. Names of fields may be written as in the schema or in
/// lowerCamelCase, and with escapes; the outline has them as in the schema. Comments, typographic
/// quotes, escapes without a meaning and lists in the place of one value are named and read as what
/// was meant. Another mistake ends reading.
[[nodiscard]] Outline read_json_outline(std::string_view text);

}  // namespace demarche
