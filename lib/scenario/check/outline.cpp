// SPDX-License-Identifier: MIT
#include "scenario/check/outline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "core/utf8.hpp"
#include "scenario/check/text_positions.hpp"

namespace demarche {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

const FieldDescriptor* find_field(const Descriptor* type, const std::string& name) {
  return type == nullptr ? nullptr : type->FindFieldByName(name);
}

std::string list_for_one_value(const std::string& field) {
  return fmt::format("'{}' takes one value; found a list", field);
}

std::string found_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostShown = 30;
  if (at >= text.size()) {
    return "the end of the file";
  }
  const auto is_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  std::size_t length = 0;
  while (length < kMostShown && at + length < text.size() && is_word(text[at + length])) {
    ++length;
  }
  if (length == 0) {
    length = std::max<std::size_t>(1, utf8_length(text.substr(at)));
  }
  return "'" + printable(text.substr(at, length)) + "'";
}

std::size_t find_byte(const Outline& outline,
                      const std::string& text,
                      const FieldPath& path,
                      std::size_t offset) {
  const OutlineMessage* message = &outline.root;
  std::size_t best = 0;
  for (const FieldStep& step : path) {
    const auto values = message->fields.find(step.field);
    const auto index = static_cast<std::size_t>(std::max(step.index, 0));
    if (values == message->fields.end() || index >= values->second.size()) {
      break;
    }
    const OutlineValue& value = values->second[index];
    best = value.name;
    if (value.kind == OutlineKind::text) {
      best = byte_in_string(text, value.value, offset, outline.is_json);
    }
    if (!value.message) {
      break;
    }
    message = value.message.get();
  }
  return best;
}

}  // namespace demarche
