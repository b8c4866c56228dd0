// SPDX-License-Identifier: MIT
#include "scenario/check/json_outline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "demarche/v1/scenario.pb.h"

namespace demarche {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

bool is_token(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-' ||
         c == '+';
}

/// The number of bytes in UTF-8 of the character that an escape \uXXXX stands for. Each half of a
/// surrogate pair counts two of the pair's four bytes.
std::size_t encoded_length(std::string_view hex) {
  unsigned code = 0;
  for (const char c : hex) {
    const int digit =
        std::isdigit(static_cast<unsigned char>(c)) != 0 ? c - '0' : (c | 0x20) - 'a' + 10;
    code = code * 16 + static_cast<unsigned>(digit);
  }
  if (code >= 0xd800 && code < 0xe000) {
    return 2;
  }
  return code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
}

const FieldDescriptor* find_json_field(const Descriptor* type, const std::string& name) {
  for (int f = 0; type != nullptr && f < type->field_count(); ++f) {
    if (type->field(f)->name() == name || type->field(f)->json_name() == name) {
      return type->field(f);
    }
  }
  return nullptr;
}

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  Outline read() {
    outline_.is_json = true;
    skip_space();
    if (peek() != '{') {
      stop(at_,
           fmt::format("found {} where '{{' fits: a scenario is an object", found_at(text_, at_)));
    } else {
      read_object(outline_.root, v1::Scenario::descriptor());
      skip_space();
      if (!is_stopped_ && at_ < text_.size()) {
        stop(at_, fmt::format("found {} behind the end of the scenario", found_at(text_, at_)));
      }
    }
    outline_.is_whole = !is_stopped_;
    return std::move(outline_);
  }

 private:
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) {
      ++at_;
    }
  }

  void stop(std::size_t offset, std::string message) {
    if (!is_stopped_) {
      outline_.faults.push_back({offset, std::move(message)});
    }
    is_stopped_ = true;
  }

  /// Reads an object's or a list's parts, which `read_part` reads one by one, and its brackets.
  template <class ReadPart>
  void read_parts(char close, const ReadPart& read_part) {
    const std::size_t open = at_++;
    if (++depth_ > kMaxNesting) {
      stop(open, fmt::format("objects nest more than {} deep here", kMaxNesting));
    }
    while (!is_stopped_) {
      skip_space();
      if (peek() == close) {
        ++at_;
        break;
      }
      if (at_ >= text_.size()) {
        stop(open, fmt::format("this {} is never closed", found_at(text_, open)));
        break;
      }
      read_part();
      skip_space();
      if (peek() == ',') {
        ++at_;
      } else if (peek() != close && at_ < text_.size()) {
        stop(at_,
             fmt::format("found {} where ',' or '{}' fits{}",
                         found_at(text_, at_),
                         close,
                         peek() == '/' || peek() == '#' ? ": JSON has no comments" : ""));
      }
    }
    --depth_;
  }

  void read_object(OutlineMessage& message, const Descriptor* type) {
    read_parts('}', [&] { read_entry(message, type); });
  }

  void read_entry(OutlineMessage& message, const Descriptor* type) {
    const std::size_t name_at = at_;
    std::string name;
    if (peek() == '"' || peek() == '\'') {
      name = read_string();
    } else if (std::isalpha(static_cast<unsigned char>(peek())) != 0) {
      name = read_token();
    } else {
      stop(at_,
           fmt::format("found {} where the name of a field in quotes or '}}' fits",
                       found_at(text_, at_)));
      return;
    }
    skip_space();
    if (peek() != ':') {
      stop(at_, fmt::format("found {} where ':' fits behind '{}'", found_at(text_, at_), name));
      return;
    }
    ++at_;
    skip_space();
    const FieldDescriptor* field = find_json_field(type, name);
    if (field != nullptr) {
      name = field->name();
    }
    auto& values = message.fields[name];
    if (!values.empty()) {
      stop(name_at, fmt::format("'{}' is given twice", name));
    } else if (peek() == '[') {
      read_parts(']', [&] { read_value(values, field, at_); });
    } else {
      read_value(values, field, name_at);
    }
    if (values.empty()) {
      message.fields.erase(name);  // A null, or an empty list.
    }
  }

  void read_value(std::vector<OutlineValue>& values,
                  const FieldDescriptor* field,
                  std::size_t name_at) {
    OutlineValue value{.name = name_at, .value = at_};
    const char c = peek();
    if (c == '{') {
      value.message = std::make_unique<OutlineMessage>();
      read_object(*value.message, field == nullptr ? nullptr : field->message_type());
    } else if (c == '"' || c == '\'') {
      value.kind = OutlineKind::text;
      value.token = read_string();
    } else if (is_token(c)) {
      const bool is_word = std::isalpha(static_cast<unsigned char>(c)) != 0;
      value.kind = is_word ? OutlineKind::word : OutlineKind::number;
      value.token = read_token();
      if (value.token == "null") {
        return;
      }
    } else {
      const bool is_quote = text_.substr(at_).starts_with("\u201c") ||
                            text_.substr(at_).starts_with("\u201d") ||
                            text_.substr(at_).starts_with("\u201e");
      stop(at_,
           fmt::format("found {} where a value fits{}",
                       found_at(text_, at_),
                       is_quote ? ": texts begin and end with \"" : ""));
      return;
    }
    values.push_back(std::move(value));
  }

  std::string read_token() {
    const std::size_t start = at_;
    while (is_token(peek())) {
      ++at_;
    }
    return std::string(text_.substr(start, at_ - start));
  }

  /// Stops at a character that no JSON string has.
  void check_character() {
    const auto byte = static_cast<unsigned char>(text_[at_]);
    if (byte < 0x20 && byte != '\t') {
      stop(at_, fmt::format("found the control character {:#04x}; write \\u{:04x}", byte, byte));
    } else if (text_.substr(at_).starts_with("\\u")) {
      const std::string_view hex = text_.substr(std::min(at_ + 2, text_.size()), 4);
      if (hex.size() < 4 || !std::all_of(hex.begin(), hex.end(), [](char c) {
            return std::isxdigit(static_cast<unsigned char>(c)) != 0;
          })) {
        stop(at_, "found '\\u' without the four hexadecimal digits of a character");
      }
    }
  }

  /// The text between quotes as written: escapes stay as they are.
  std::string read_string() {
    const std::size_t start = at_;
    const char quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      check_character();
      at_ += text_[at_] == '\\' ? 2 : 1;
    }
    at_ = std::min(at_, text_.size());
    if (peek() != quote) {
      stop(start, fmt::format("this text is not closed on its line: {} is missing", quote));
      return "";
    }
    return std::string(text_.substr(start + 1, at_++ - start - 1));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  bool is_stopped_ = false;
  Outline outline_;
};

}  // namespace

Outline read_json_outline(std::string_view text) {
  return JsonReader(text).read();
}

std::size_t byte_in_json_string(std::string_view text, std::size_t quote, std::size_t offset) {
  const char close = text[quote];
  std::size_t at = quote + 1;
  for (std::size_t done = 0; done < offset && at < text.size() && text[at] != close;) {
    const bool is_code = text.substr(at).starts_with("\\u") && at + 6 <= text.size();
    done += is_code ? encoded_length(text.substr(at + 2, 4)) : 1;
    at += is_code ? 6 : text[at] == '\\' ? 2 : 1;
  }
  return std::min(at, text.size());
}

}  // namespace demarche
