// SPDX-License-Identifier: MIT
#include "scenario/check/parse_errors.hpp"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>

#include <cstddef>

#include "demarche/core/closest_name.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {
namespace {

std::vector<std::string> quoted_parts(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t open = text.find('"');
  while (open != std::string::npos) {
    const std::size_t close = text.find('"', open + 1);
    if (close == std::string::npos) {
      break;
    }
    parts.push_back(text.substr(open + 1, close - open - 1));
    open = text.find('"', close + 1);
  }
  return parts;
}

std::string no_field(const std::string& type_name, const std::string& unknown) {
  const auto* type = v1::Scenario::descriptor()->file()->pool()->FindMessageTypeByName(type_name);
  std::vector<std::string> fields;
  for (int f = 0; type != nullptr && f < type->field_count(); ++f) {
    fields.push_back(type->field(f)->name());
  }
  return fmt::format("{} has no field '{}'; {}",
                     type == nullptr ? "this" : type->name(),
                     unknown,
                     name_hint(unknown, fields, "its fields are"));
}

}  // namespace

void ParseErrors::AddError(int line,
                           google::protobuf::io::ColumnNumber column,
                           const std::string& message) {
  // Message type "demarche.v1.Lever" has no field named "levles".
  const std::vector<std::string> quoted = quoted_parts(message);
  if (quoted.size() == 2 && message.find("has no field named") != std::string::npos) {
    // The parser reports the place behind the name, which it has read already.
    problems.push_back({file_,
                        positions_.position_before(line, column, quoted[1]),
                        "",
                        no_field(quoted[0], quoted[1])});
  } else {
    problems.push_back({file_, positions_.position(line, column), "", message});
  }
}

void ParseErrors::AddWarning(int line,
                             google::protobuf::io::ColumnNumber column,
                             const std::string& message) {
  AddError(line, column, message);
}

}  // namespace demarche
