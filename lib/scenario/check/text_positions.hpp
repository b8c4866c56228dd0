// SPDX-License-Identifier: MIT
#pragma once

#include <google/protobuf/text_format.h>

#include <cstddef>
#include <string>
#include <vector>

#include "demarche/scenario/problem.hpp"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// Finds places in a text-format file. Protobuf counts lines and columns from 0, and a tab advances
/// to the next multiple of 8; a Position counts from 1, and every byte is one column.
class TextPositions {
 public:
  /// Keeps a reference.
  explicit TextPositions(const std::string& text);

  /// The position of protobuf's line and column.
  [[nodiscard]] Position position(int line, int column) const;
  /// The position of the last `word` before protobuf's line and column; if there is none, the
  /// position of that line and column.
  [[nodiscard]] Position position_before(int line, int column, const std::string& word) const;
  /// The position of a field, or of the nearest element around it that the file holds. If the field
  /// is text, `offset` is a place in its value.
  [[nodiscard]] Position position(const google::protobuf::TextFormat::ParseInfoTree& tree,
                                  const FieldPath& field,
                                  std::size_t offset) const;

 private:
  [[nodiscard]] std::size_t byte(int line, int column) const;
  [[nodiscard]] Position at_byte(std::size_t byte) const;

  const std::string& text_;
  std::vector<std::size_t> line_starts_;
};

/// The byte in `text` of character `offset` of a string field's value, where `field` is the byte of
/// the field's name. Returns `field` if there is no string field.
[[nodiscard]] std::size_t byte_in_string(const std::string& text,
                                         std::size_t field,
                                         std::size_t offset);

}  // namespace demarche
