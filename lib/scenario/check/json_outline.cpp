// SPDX-License-Identifier: MIT
#include "scenario/check/json_outline.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cstddef>
#include <utility>

#include "demarche/v1/scenario.pb.h"
#include "scenario/check/text_scanner.hpp"

namespace demarche {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

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
  explicit JsonReader(std::string_view text) : text_(text), in_(text, true) {}

  Outline read() {
    Outline outline;
    outline.is_json = true;
    in_.skip_space();
    if (in_.peek() != '{') {
      in_.stop(in_.at(), fmt::format("found {} where '{{' fits: a scenario is an object", found()));
    } else {
      read_object(outline.root, v1::Scenario::descriptor());
      in_.skip_space();
      if (!in_.is_stopped() && !in_.at_end()) {
        in_.stop(in_.at(), fmt::format("found {} behind the end of the scenario", found()));
      }
    }
    outline.is_whole = !in_.is_stopped();
    outline.faults = in_.take_faults();
    return outline;
  }

 private:
  [[nodiscard]] std::string found() const { return found_at(text_, in_.at()); }

  /// Reads an object's or a list's parts, which `read_part` reads one by one, and its brackets.
  template <class ReadPart>
  void read_parts(char close, const ReadPart& read_part) {
    const std::size_t open = in_.at();
    in_.skip(1);
    if (++depth_ > kMaxNesting) {
      in_.stop(open, fmt::format("objects nest more than {} deep here", kMaxNesting));
    }
    while (!in_.is_stopped()) {
      in_.skip_space();
      if (in_.peek() == close) {
        in_.skip(1);
        break;
      }
      if (in_.at_end()) {
        in_.stop(open, fmt::format("this {} is never closed", found_at(text_, open)));
        break;
      }
      read_part();
      in_.skip_space();
      if (in_.peek() == ',') {
        in_.skip(1);
      } else if (in_.peek() != close && !in_.at_end()) {
        in_.stop(in_.at(), fmt::format("found {} where ',' or '{}' fits", found(), close));
      }
    }
    --depth_;
  }

  void read_object(OutlineMessage& message, const Descriptor* type) {
    read_parts('}', [&] { read_entry(message, type); });
  }

  void read_entry(OutlineMessage& message, const Descriptor* type) {
    const std::size_t name_at = in_.at();
    std::string name;
    if (in_.is_at_string()) {
      name = in_.read_strings();
    } else if (std::isalpha(static_cast<unsigned char>(in_.peek())) != 0) {
      name = in_.read_token();
    } else {
      in_.stop(in_.at(),
               fmt::format("found {} where the name of a field in quotes or '}}' fits", found()));
      return;
    }
    in_.skip_space();
    if (in_.peek() != ':') {
      in_.stop(in_.at(), fmt::format("found {} where ':' fits behind '{}'", found(), name));
      return;
    }
    in_.skip(1);
    in_.skip_space();
    const FieldDescriptor* field = find_json_field(type, name);
    if (field != nullptr) {
      name = field->name();
    }
    auto& values = message.fields[name];
    if (!values.empty()) {
      in_.stop(name_at, fmt::format("'{}' is given twice", name));
    } else if (in_.peek() == '[') {
      read_list(values, field);
    } else {
      read_value(values, field, name_at);
    }
    if (values.empty()) {
      message.fields.erase(name);  // A null, or an empty list.
    }
  }

  void read_list(std::vector<OutlineValue>& values, const FieldDescriptor* field) {
    const bool takes_one = field != nullptr && !field->is_repeated();
    if (takes_one) {
      in_.fail(in_.at(), list_for_one_value(field->name()));
    }
    read_parts(']', [&] { read_value(values, field, in_.at()); });
    if (takes_one && values.size() > 1) {  // One cause is one problem.
      values.erase(values.begin() + 1, values.end());
    }
  }

  void read_value(std::vector<OutlineValue>& values,
                  const FieldDescriptor* field,
                  std::size_t name_at) {
    OutlineValue value{.name = name_at, .value = in_.at()};
    const char c = in_.peek();
    if (c == '{') {
      value.message = std::make_unique<OutlineMessage>();
      read_object(*value.message, field == nullptr ? nullptr : field->message_type());
    } else if (in_.is_at_string()) {
      value.kind = OutlineKind::text;
      value.token = in_.read_strings();
    } else if (is_token(c)) {
      const bool is_word = std::isalpha(static_cast<unsigned char>(c)) != 0;
      value.kind = is_word ? OutlineKind::word : OutlineKind::number;
      value.token = in_.read_token();
      if (value.token == "null") {
        return;
      }
    } else {
      in_.stop(in_.at(), fmt::format("found {} where a value fits", found()));
      return;
    }
    values.push_back(std::move(value));
  }

  std::string_view text_;
  TextScanner in_;
  std::size_t depth_ = 0;
};

}  // namespace

Outline read_json_outline(std::string_view text) {
  return JsonReader(text).read();
}

}  // namespace demarche
