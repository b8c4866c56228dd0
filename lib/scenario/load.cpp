// SPDX-License-Identifier: MIT
#include "demarche/scenario/load.hpp"

#include <fmt/format.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "core/utf8.hpp"
#include "core/whole_file.hpp"
#include "scenario/check/check_and_compile.hpp"
#include "scenario/check/json_outline.hpp"
#include "scenario/check/outline_check.hpp"
#include "scenario/check/payoff_files.hpp"
#include "scenario/check/text_outline.hpp"
#include "scenario/check/text_positions.hpp"

namespace demarche {
namespace {

constexpr std::uintmax_t kMaxFileSize = std::uintmax_t{16} << 20;

enum class Format { text, json, binary };

CompiledScenario unreadable(const std::string& file, Position position, std::string message) {
  CompiledScenario compiled;
  compiled.problems.push_back({file, position, "", std::move(message)});
  compiled.file = file;
  return compiled;
}

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
  if (rest.starts_with("NFG ") || rest.starts_with("EFG ")) {
    return Problem{file, {1, 1}, "", "this is a game file; 'demarche solve' reads games"};
  }
  return std::nullopt;
}

/// Where files beside the scenario are looked for; for a scenario from a pipe the current folder.
std::filesystem::path folder_of(const std::string& file) {
  const auto folder = std::filesystem::path(file).parent_path();
  return folder == "/dev" ? std::filesystem::path() : folder;
}

CompiledScenario parse_scenario(const std::string& given, const std::string& file, bool is_json) {
  const std::string text(without_byte_order_mark(given));
  if (const auto problem = foreign(text, file, is_json)) {
    return unreadable(file, problem->position, problem->message);
  }
  const TextPositions positions(text);
  Outline outline = is_json ? read_json_outline(text) : read_text_outline(text);
  if (outline.faults.empty() && outline.root.fields.empty()) {
    return unreadable(file, {1, 1}, "the file is empty: it has no field");
  }
  check_outline(outline, text);
  std::vector<Problem> problems;
  bool is_understood = true;
  for (OutlineFault& fault : outline.faults) {
    problems.push_back({file, positions.position(fault.offset), "", std::move(fault.message)});
    is_understood = is_understood && !fault.is_fatal;
  }
  v1::Scenario scenario;
  if (const auto wrong = is_understood ? parse(text, is_json, scenario) : std::nullopt) {
    is_understood = false;
    if (problems.empty()) {  // Else the values of unknown fields may be what protobuf cannot read.
      problems.push_back(
          {file,
           *wrong,
           "",
           fmt::format("this cannot be read as {}", is_json ? "JSON" : "protobuf's text format")});
    }
  }
  if (!is_understood) {
    CompiledScenario compiled;
    compiled.problems = sorted_and_limited(std::move(problems));
    compiled.file = file;
    return compiled;
  }
  const PayoffFiles files = read_payoff_files(scenario, folder_of(file));
  problems.insert(problems.end(), files.problems.begin(), files.problems.end());
  for (const FieldProblem& problem : files.unreadable) {
    problems.push_back({file,
                        positions.position(find_byte(outline, text, problem.field, 0)),
                        describe(problem.field, scenario),
                        problem.message});
  }
  return check_and_compile(
      std::move(scenario),
      {},
      {.file = file,
       .position =
           [&](const FieldPath& field, std::size_t offset) {
             return positions.position(find_byte(outline, text, field, offset));
           },
       .elsewhere = [&](const FieldPath& field) { return files.place(field); },
       .incomplete = files.incomplete,
       .problems = std::move(problems)});
}

/// A file's format by its ending or, where it has none as a pipe has none, by what it holds: JSON
/// begins with a brace, and only a binary file has control characters.
Format format_of(const std::filesystem::path& path, const std::string& contents) {
  const auto extension = path.extension();
  if (!extension.empty()) {
    return extension == ".json" ? Format::json : extension == ".pb" ? Format::binary : Format::text;
  }
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

}  // namespace

CompiledScenario parse_scenario(const std::string& text, const std::string& file) {
  return parse_scenario(text, file, false);
}

CompiledScenario load_scenario(const std::filesystem::path& given) {
  const std::filesystem::path path =
      std::filesystem::is_directory(given) ? given / "scenario.txtpb" : given;
  const std::string contents = read_whole_file(path, kMaxFileSize, "a scenario");
  const std::string file = path.string();
  const Format format = format_of(path, contents);
  if (format != Format::binary) {
    return parse_scenario(contents, file, format == Format::json);
  }
  v1::Scenario scenario;
  const google::protobuf::LogSilencer silencer;  // Protobuf prints text that is not UTF-8.
  if (!scenario.ParseFromString(contents)) {
    return unreadable(file, {}, "this is not a scenario in binary format");
  }
  PayoffFiles files = read_payoff_files(scenario, folder_of(file));
  for (const FieldProblem& problem : files.unreadable) {
    files.problems.push_back({file, {}, describe(problem.field, scenario), problem.message});
  }
  return check_and_compile(std::move(scenario),
                           {},
                           {.file = file,
                            .elsewhere = [&](const FieldPath& field) { return files.place(field); },
                            .incomplete = files.incomplete,
                            .problems = std::move(files.problems)});
}

}  // namespace demarche
