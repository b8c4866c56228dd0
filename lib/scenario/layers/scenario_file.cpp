// SPDX-License-Identifier: MIT
#include "scenario/layers/scenario_file.hpp"

#include <fmt/format.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "core/utf8.hpp"
#include "core/whole_file.hpp"
#include "scenario/check/json_outline.hpp"
#include "scenario/check/outline_check.hpp"
#include "scenario/check/text_outline.hpp"

namespace demarche {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr std::uintmax_t kMaxFileSize = std::uintmax_t{16} << 20;

/// Keeps the place of protobuf's first error; without a collector protobuf would print its errors.
class FirstError final : public google::protobuf::io::ErrorCollector {
 public:
  void AddError(int line,
                google::protobuf::io::ColumnNumber column,
                const std::string& /*message*/) override {
    if (position.line == 0) {
      position = {line + 1, column + 1};
    }
  }
  Position position;
};

/// Reads what an outline has been made of, and found good but for fields that are unknown. Returns
/// where protobuf finds something wrong all the same.
std::optional<Position> parse(const std::string& text, bool is_json, v1::Scenario& scenario) {
  if (is_json) {
    google::protobuf::util::JsonParseOptions options;
    options.ignore_unknown_fields = true;
    const auto status = google::protobuf::util::JsonStringToMessage(text, &scenario, options);
    return status.ok() ? std::nullopt : std::optional(Position{1, 1});
  }
  FirstError error;
  google::protobuf::TextFormat::Parser parser;
  parser.RecordErrorsTo(&error);
  parser.AllowUnknownField(true);
  parser.SetRecursionLimit(static_cast<int>(kMaxNesting));
  return parser.ParseFromString(text, &scenario) ? std::nullopt : std::optional(error.position);
}

/// What keeps a text from being read at all: its encoding, or that it is something else.
std::optional<Problem> foreign(const std::string& text, const std::string& file, bool is_json) {
  if (is_utf16(text)) {
    return Problem{file, {1, 1}, "", "the file is UTF-16; save it as UTF-8"};
  }
  if (const std::size_t bad = invalid_utf8(text); bad != std::string::npos) {
    Position position = TextPositions(text).position(bad);
    position.column = 1;
    return Problem{file, position, "", "this line is not UTF-8 text"};
  }
  if (const std::size_t zero = text.find('\0'); zero != std::string::npos) {
    return Problem{
        file, TextPositions(text).position(zero), "", "found a zero byte: this is no text"};
  }
  const std::size_t first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  const std::string_view rest = std::string_view(text).substr(first);
  if (!is_json && rest.starts_with('{')) {
    return Problem{file, {1, 1}, "", "this is JSON, and JSON files end in .json"};
  }
  if (is_json && text.find("\"scenario_digest\":") != std::string::npos) {
    return Problem{file, {1, 1}, "", "this is the result of a run; 'demarche show' prints results"};
  }
  if (rest.starts_with("NFG ") || rest.starts_with("EFG ")) {
    return Problem{file, {1, 1}, "", "this is a game file; 'demarche solve' reads games"};
  }
  return std::nullopt;
}

ScenarioFile::Format format_of(const std::filesystem::path& path, const std::string& contents) {
  using Format = ScenarioFile::Format;
  const auto extension = path.extension();
  if (!extension.empty()) {
    return extension == ".json" ? Format::json : extension == ".pb" ? Format::binary : Format::text;
  }
  // JSON begins with a brace, and only a binary file has control characters.
  const bool is_binary =
      !is_utf16(contents) && std::any_of(contents.begin(), contents.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && !(c >= '\t' && c <= '\r');
      });
  const std::string_view text = without_byte_order_mark(contents);
  const std::size_t first = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  return is_binary                             ? Format::binary
         : text.substr(first).starts_with('{') ? Format::json
                                               : Format::text;
}

/// Whether a message cannot tell the value that a file gives to a field from none.
bool is_empty_value(const Message& message, const FieldDescriptor& field) {
  return field.message_type() == nullptr && !field.is_repeated() && !field.has_presence() &&
         !message.GetReflection()->HasField(message, &field);
}

/// The message of a field, or of element `number` of a list; null if it is not there, or is a
/// distribution, which takes the place of another as a whole.
const Message* changed_part(const Message& message, const FieldDescriptor& field, int number) {
  const auto& reflection = *message.GetReflection();
  if (field.message_type() == nullptr || field.message_type() == v1::Distribution::descriptor()) {
    return nullptr;
  }
  if (!field.is_repeated()) {
    return number == 0 ? &reflection.GetMessage(message, &field) : nullptr;
  }
  return number < reflection.FieldSize(message, &field)
             ? &reflection.GetRepeatedMessage(message, &field, number)
             : nullptr;
}

/// Adds the fields that the outline has and the message does not tell from fields left out.
void collect_empty(const OutlineMessage& outline,
                   const Message& message,
                   const FieldPath& here,
                   std::vector<FieldProblem>& found) {
  for (const auto& [name, values] : outline.fields) {
    const FieldDescriptor* field = find_field(message.GetDescriptor(), name);
    if (field == nullptr) {
      continue;
    }
    if (is_empty_value(message, *field)) {
      found.push_back({extended(here, {{name}}),
                       0,
                       "this leaves what the base has, as a field that is not given does; to "
                       "clear it, name it under 'remove'"});
    }
    for (int i = 0; i < static_cast<int>(values.size()); ++i) {
      const OutlineMessage* within = values[static_cast<std::size_t>(i)].message.get();
      const Message* part = changed_part(message, *field, i);
      if (within != nullptr && part != nullptr) {
        const FieldStep step{name, field->is_repeated() ? i : -1};
        collect_empty(*within, *part, extended(here, {step}), found);
      }
    }
  }
}

}  // namespace

ScenarioFile::ScenarioFile(std::string contents, std::string name, Format format)
    : name_(std::move(name)), is_binary_(format == Format::binary) {
  if (!is_binary_) {
    text_ = without_byte_order_mark(contents);
    read_text(format == Format::json);
    return;
  }
  const google::protobuf::LogSilencer silencer;  // Protobuf prints text that is not UTF-8.
  if (!scenario_.ParseFromString(contents)) {
    refuse({}, "this is not a scenario in binary format");
  }
}

ScenarioFile ScenarioFile::read(const std::filesystem::path& given) {
  const std::filesystem::path path =
      std::filesystem::is_directory(given) ? given / kFileOfFolder : given;
  std::string contents = read_whole_file(path, kMaxFileSize, "a scenario");
  const Format format = format_of(path, contents);
  return {std::move(contents), path.string(), format};
}

std::filesystem::path ScenarioFile::folder() const {
  const auto folder = std::filesystem::path(name_).parent_path();
  return folder == "/dev" ? std::filesystem::path() : folder;
}

Position ScenarioFile::position(const FieldPath& field, std::size_t offset) const {
  return is_binary_ ? Position{} : positions_.position(find_byte(outline_, text_, field, offset));
}

std::vector<FieldProblem> ScenarioFile::empty_values(const FieldPath& root) const {
  const OutlineMessage* outline = &outline_.root;
  const Message* message = &scenario_;
  for (const FieldStep& step : root) {
    const auto values = outline->fields.find(step.field);
    const auto index = static_cast<std::size_t>(std::max(step.index, 0));
    if (values == outline->fields.end() || index >= values->second.size() ||
        !values->second[index].message) {
      return {};
    }
    outline = values->second[index].message.get();
    const FieldDescriptor* field = find_field(message->GetDescriptor(), step.field);
    message = step.index < 0
                  ? &message->GetReflection()->GetMessage(*message, field)
                  : &message->GetReflection()->GetRepeatedMessage(*message, field, step.index);
  }
  std::vector<FieldProblem> found;
  collect_empty(*outline, *message, root, found);
  return found;
}

void ScenarioFile::refuse(Position position, std::string message) {
  problems_.push_back({name_, position, "", std::move(message)});
  is_understood_ = false;
}

void ScenarioFile::read_text(bool is_json) {
  if (auto problem = foreign(text_, name_, is_json)) {
    refuse(problem->position, std::move(problem->message));
    return;
  }
  positions_ = TextPositions(text_);
  outline_ = is_json ? read_json_outline(text_) : read_text_outline(text_);
  if (outline_.faults.empty() && outline_.root.fields.empty()) {
    refuse({1, 1}, "the file is empty: it has no field");
    return;
  }
  check_outline(outline_, text_);
  for (OutlineFault& fault : outline_.faults) {
    problems_.push_back({name_, positions_.position(fault.offset), "", std::move(fault.message)});
    is_understood_ = is_understood_ && !fault.is_fatal;
  }
  const auto wrong = is_understood_ ? parse(text_, is_json, scenario_) : std::nullopt;
  if (wrong) {
    is_understood_ = false;
    if (problems_.empty()) {  // Else the values of unknown fields may be what protobuf cannot read.
      refuse(*wrong,
             fmt::format("this cannot be read as {}", is_json ? "JSON" : "protobuf's text format"));
    }
  }
}

}  // namespace demarche
