// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

#include "scenario/check/outline.hpp"

namespace demarche {

/// Reads the outline of a scenario in JSON. Names of fields may be written as in the schema or in
/// lowerCamelCase; the outline has them as in the schema. A mistake ends reading.
[[nodiscard]] Outline read_json_outline(std::string_view text);

/// The byte in `text` of byte `offset` of a JSON string's value, where `quote` is the byte of its
/// opening quotation mark; the closing one if the value is shorter.
[[nodiscard]] std::size_t byte_in_json_string(std::string_view text,
                                              std::size_t quote,
                                              std::size_t offset);

}  // namespace demarche
