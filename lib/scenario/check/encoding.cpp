// SPDX-License-Identifier: MIT
#include "scenario/check/encoding.hpp"

#include "core/utf8.hpp"

namespace demarche {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

void check(const FieldPath& here, const Message& message, std::vector<FieldProblem>& problems) {
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const bool is_text = field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    if (!is_text && field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      continue;
    }
    const bool is_repeated = field->is_repeated();
    const int count = is_repeated ? reflection->FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const FieldStep step{field->name(), is_repeated ? i : -1};
      if (!is_text) {
        check(extended(here, {step}),
              is_repeated ? reflection->GetRepeatedMessage(message, field, i)
                          : reflection->GetMessage(message, field),
              problems);
        continue;
      }
      const std::string text = is_repeated ? reflection->GetRepeatedString(message, field, i)
                                           : reflection->GetString(message, field);
      if (invalid_utf8(text) != std::string::npos) {
        problems.push_back({extended(here, {step}), 0, "this text is not UTF-8"});
      }
    }
  }
}

}  // namespace

std::vector<FieldProblem> check_encoding(const v1::Scenario& scenario) {
  std::vector<FieldProblem> problems;
  check({}, scenario, problems);
  return problems;
}

}  // namespace demarche
