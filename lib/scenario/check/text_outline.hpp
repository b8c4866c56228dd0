// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "scenario/check/outline.hpp"

namespace demarche {

/// Reads the outline of a scenario in protobuf's text format. Mistakes with a known meaning
/// (typographic quotes, comments of other languages, decimal commas, "=" for ":") are named and
/// read as what was meant; a missing brace is placed by indentation. Another mistake ends reading.
[[nodiscard]] Outline read_text_outline(std::string_view text);

}  // namespace demarche
