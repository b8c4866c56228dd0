// SPDX-License-Identifier: MIT
#pragma once

#include <google/protobuf/descriptor.h>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/language/field_path.hpp"

namespace demarche {

struct OutlineMessage;

/// What a value looks like in a file.
enum class OutlineKind {
  message,  ///< Fields between braces.
  text,     ///< Text in quotes, in one piece or more.
  number,   ///< A token that begins like a number.
  word,     ///< A token that begins with a letter.
};

/// A value of a field, as a file has it. Offsets are bytes in the file's text.
struct OutlineValue {
  OutlineKind kind = OutlineKind::message;
  std::size_t name = 0;                          ///< Where the name of its field begins.
  std::size_t value = 0;                         ///< Where the value itself begins.
  std::string token = {};                        ///< A number or word as written; JSON's texts.
  std::unique_ptr<OutlineMessage> message = {};  ///< The fields of a message.
};

/// The fields of a message by name, each with all its values in the order of the file.
struct OutlineMessage {
  std::map<std::string, std::vector<OutlineValue>, std::less<>> fields;
};

/// Something wrong with the text of a file.
struct OutlineFault {
  std::size_t offset = 0;  ///< A byte of the text.
  std::string message;     ///< What was found and what would fit.
  /// Whether part of the file was not understood. Problems with its elements would then be
  /// consequences, and are not looked for.
  bool is_fatal = true;
};

/// A scenario file as a tree of fields with their places, before anything is made of the values.
struct Outline {
  OutlineMessage root;
  std::vector<OutlineFault> faults;  ///< In the order in which they were found.
  bool is_json = false;              ///< Else protobuf's text format.
  /// Whether every field stands where the file means it to. If not, the schema says little.
  bool is_whole = true;
};

/// What no file needs more of; protobuf's parsers are given the same bound.
inline constexpr std::size_t kMaxNesting = 32;

/// The field of `type` (which may be null) with this name, or null.
[[nodiscard]] const google::protobuf::FieldDescriptor* find_field(
    const google::protobuf::Descriptor* type, const std::string& name);

/// What is wrong with a list that is given to a field of one value.
[[nodiscard]] std::string list_for_one_value(const std::string& field);

/// What stands at byte `at` as a message shows it: a word, a number or one character in quotes, or
/// "the end of the file".
[[nodiscard]] std::string found_at(std::string_view text, std::size_t at);

/// The byte of a field, or of the nearest element around it that the file holds. If the field is
/// text, `offset` is a byte of its value.
[[nodiscard]] std::size_t find_byte(const Outline& outline,
                                    const std::string& text,
                                    const FieldPath& path,
                                    std::size_t offset);

}  // namespace demarche
