// SPDX-License-Identifier: MIT
#include "report/variant_text.hpp"

#include <fmt/format.h>

#include <vector>

#include "report/text.hpp"
#include "scenario/language/field_path.hpp"

namespace demarche {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

/// "parameter prize", "rank correlation prize cost", "status quo north.stance=stand"
std::string element_text(const v1::Scenario& changes, const FieldDescriptor& field, int index) {
  const auto& reflection = *changes.GetReflection();
  if (field.message_type() == nullptr) {
    return fmt::format(
        "{} {}", singular(field.name()), reflection.GetRepeatedString(changes, &field, index));
  }
  if (field.message_type() == v1::RankCorrelation::descriptor()) {
    const v1::RankCorrelation& entry = changes.rank_correlations(index);
    return fmt::format("{} {} {}", singular(field.name()), entry.first(), entry.second());
  }
  return describe({{field.name(), index}}, changes);
}

/// "defaults (draws, seed)" of a message that is set, "payoff_unit" of any other value.
std::string value_text(const v1::Scenario& changes, const FieldDescriptor& field) {
  if (field.message_type() == nullptr) {
    return field.name();
  }
  const Message& message = changes.GetReflection()->GetMessage(changes, &field);
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  std::vector<std::string> names;
  for (const FieldDescriptor* inner : fields) {
    names.push_back(inner->name());
  }
  return fmt::format("{} ({})", field.name(), fmt::join(names, ", "));
}

/// What the changes set, in the order of the schema, except for what they remove.
std::vector<std::string> changed_parts(const v1::Scenario& changes) {
  const auto& reflection = *changes.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(changes, &fields);
  std::vector<std::string> parts;
  for (const FieldDescriptor* field : fields) {
    if (field->number() == v1::Scenario::kRemoveFieldNumber) {
      continue;
    }
    if (!field->is_repeated()) {
      parts.push_back(value_text(changes, *field));
      continue;
    }
    for (int i = 0; i < reflection.FieldSize(changes, field); ++i) {
      parts.push_back(element_text(changes, *field, i));
    }
  }
  return parts;
}

}  // namespace

std::string variant_text(const v1::Variant& variant) {
  const v1::Scenario& changes = variant.changes();
  const std::vector<std::string> parts = changed_parts(changes);
  std::string text = parts.empty() ? "" : fmt::format("changes {}; ", fmt::join(parts, ", "));
  if (!changes.remove().empty()) {
    text += fmt::format("removes {}; ", fmt::join(changes.remove(), "; "));
  }
  text += what_if_text(what_if_of(variant));
  return text.ends_with("; ") ? text.substr(0, text.size() - 2) : text;
}

}  // namespace demarche
