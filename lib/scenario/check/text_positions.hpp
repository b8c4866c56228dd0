// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "demarche/scenario/problem.hpp"

namespace demarche {

/// Finds the lines and columns of bytes. A Position counts from 1, and every byte is one column.
class TextPositions {
 public:
  /// Keeps no reference.
  explicit TextPositions(std::string_view text);

  /// The position of a byte of the text, or of its end. Takes the logarithm of the number of lines,
  /// however long they are.
  [[nodiscard]] Position position(std::size_t byte) const;

 private:
  std::vector<std::size_t> line_starts_;
};

/// The byte in `text` of byte `offset` of a string's value in JSON or in protobuf's text format,
/// where `field` is the byte of its first quotation mark or, in the text format, of the field's
/// name; the closing quotation mark if the value is shorter. Returns `field` if there is no value.
[[nodiscard]] std::size_t byte_in_string(std::string_view text,
                                         std::size_t field,
                                         std::size_t offset,
                                         bool is_json);

}  // namespace demarche
