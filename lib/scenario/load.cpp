// SPDX-License-Identifier: MIT
#include "demarche/scenario/load.hpp"

#include <fmt/format.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/utf8.hpp"
#include "core/whole_file.hpp"
#include "scenario/check/check_and_compile.hpp"
#include "scenario/check/parse_errors.hpp"
#include "scenario/check/text_positions.hpp"

namespace demarche {
namespace {

using google::protobuf::TextFormat;

constexpr std::uintmax_t kMaxFileSize = std::uintmax_t{16} << 20;
constexpr int kMaxNesting = 32;

CompiledScenario unreadable(const std::string& file, Position position, std::string message) {
  CompiledScenario compiled;
  compiled.problems.push_back({file, position, "", std::move(message)});
  compiled.file = file;
  return compiled;
}

}  // namespace

CompiledScenario parse_scenario(const std::string& text, const std::string& file) {
  const TextPositions positions(text);
  if (const std::size_t bad = invalid_utf8(text); bad != std::string::npos) {
    const auto line = static_cast<int>(
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n'));
    return unreadable(file, positions.position(line, 0), "this line is not UTF-8 text");
  }
  ParseErrors errors(file, positions);
  TextFormat::ParseInfoTree tree;
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&errors);
  parser.WriteLocationsTo(&tree);
  parser.AllowUnknownField(true);
  parser.SetRecursionLimit(kMaxNesting);
  v1::Scenario scenario;
  if (!parser.ParseFromString(text, &scenario)) {
    CompiledScenario compiled = unreadable(file, {}, "this is not a scenario in text format");
    if (!errors.problems.empty()) {
      compiled.problems = sorted_and_limited(std::move(errors.problems));
    }
    return compiled;
  }
  return check_and_compile(
      std::move(scenario),
      {},
      {.file = file,
       .position = [&](const FieldPath& field,
                       std::size_t offset) { return positions.position(tree, field, offset); },
       .problems = std::move(errors.problems)});
}

CompiledScenario load_scenario(const std::filesystem::path& given) {
  const std::filesystem::path path =
      std::filesystem::is_directory(given) ? given / "scenario.txtpb" : given;
  const std::string contents = read_whole_file(path, kMaxFileSize, "a scenario");
  const std::string file = path.string();
  v1::Scenario scenario;
  if (path.extension() == ".json") {
    const auto status = google::protobuf::util::JsonStringToMessage(contents, &scenario);
    if (!status.ok()) {
      return unreadable(file, {}, std::string(status.message()));
    }
    return check_and_compile(std::move(scenario), {}, {.file = file});
  }
  if (path.extension() == ".pb") {
    if (!scenario.ParseFromString(contents)) {
      return unreadable(file, {}, "this is not a scenario in binary format");
    }
    return check_and_compile(std::move(scenario), {}, {.file = file});
  }
  return parse_scenario(contents, file);
}

}  // namespace demarche
