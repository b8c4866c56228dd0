// SPDX-License-Identifier: MIT
#include "scenario/language/field_path.hpp"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>

#include <cassert>
#include <map>

namespace demarche {

std::string_view singular(const std::string& field) {
  static const std::map<std::string, std::string_view, std::less<>> kNames = {
      {"actors", "actor"},
      {"all", "comparison"},
      {"claims", "claim"},
      {"at", "quantile"},
      {"documents", "document"},
      {"evidence", "evidence item"},
      {"experts", "expert"},
      {"fixed", "fixed lever"},
      {"levels", "level"},
      {"levers", "lever"},
      {"metrics", "metric"},
      {"option_sets", "option set"},
      {"outcomes", "outcome"},
      {"parameters", "parameter"},
      {"payoff", "payoff term"},
      {"payoff_tables", "payoff table"},
      {"quantities", "quantity"},
      {"questions", "question"},
      {"rank_correlations", "rank correlation"},
      {"rows", "row"},
      {"sources", "source"},
      {"status_quo", "status quo"},
      {"variants", "variant"}};
  const auto found = kNames.find(field);
  return found == kNames.end() ? std::string_view(field) : found->second;
}

FieldPath extended(FieldPath path, const FieldPath& more) {
  path.insert(path.end(), more.begin(), more.end());
  return path;
}

std::string describe(const FieldPath& path, const v1::Scenario& scenario) {
  const google::protobuf::Message* message = &scenario;
  std::string text;
  for (const FieldStep& step : path) {
    assert(!step.field.empty());
    const auto* field =
        message == nullptr ? nullptr : message->GetDescriptor()->FindFieldByName(step.field);
    text += (text.empty() ? "" : ", ") +
            std::string(step.index < 0 ? step.field : singular(step.field));
    const bool is_message =
        field != nullptr && field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE;
    if (!is_message || (field->is_repeated() && step.index < 0)) {
      text += step.index > 0 && field != nullptr ? fmt::format(" {}", step.index + 1) : "";
      message = nullptr;
      continue;
    }
    const auto* reflection = message->GetReflection();
    if (field->is_repeated() && step.index >= reflection->FieldSize(*message, field)) {
      message = nullptr;  // The path is of an element that is missing.
      continue;
    }
    message = field->is_repeated() ? &reflection->GetRepeatedMessage(*message, field, step.index)
                                   : &reflection->GetMessage(*message, field);
    if (!field->is_repeated()) {
      continue;
    }
    const auto* id = message->GetDescriptor()->FindFieldByName("id");
    const std::string name = id == nullptr ? "" : message->GetReflection()->GetString(*message, id);
    text += name.empty() ? fmt::format(" {}", step.index + 1) : " " + name;
  }
  return text;
}

}  // namespace demarche
