// SPDX-License-Identifier: MIT
#include "demarche/scenario/save.hpp"

#include <fmt/format.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>

#include <utility>

#include "core/whole_file.hpp"
#include "demarche/core/error.hpp"
#include "scenario/check/encoding.hpp"
#include "scenario/check/outline_check.hpp"

namespace demarche {
namespace {

/// Protobuf would print its own words on texts that are not UTF-8, and not read them again.
void require_encoding(const v1::Scenario& scenario) {
  const std::vector<FieldProblem> problems = check_encoding(scenario);
  if (!problems.empty()) {
    throw InvalidArgument(fmt::format(
        "{}: {}", describe(problems.front().field, scenario), problems.front().message));
  }
}

std::string to_json(const v1::Scenario& scenario) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.preserve_proto_field_names = true;
  std::string text;
  const auto status = google::protobuf::util::MessageToJsonString(scenario, &text, options);
  if (!status.ok()) {
    throw InvalidArgument("the scenario cannot be written as JSON");
  }
  return with_zeros(std::move(text), true);
}

}  // namespace

std::string format_scenario(const v1::Scenario& scenario) {
  require_encoding(scenario);
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(scenario, &text);
  return "# proto-file: demarche/v1/scenario.proto\n# proto-message: demarche.v1.Scenario\n" +
         with_zeros(std::move(text), false);
}

void write_scenario(const v1::Scenario& scenario, const std::filesystem::path& path) {
  require_encoding(scenario);
  const auto ending = path.extension();
  if (ending == ".txtpb") {
    write_whole_file(path, format_scenario(scenario));
  } else if (ending == ".json") {
    write_whole_file(path, to_json(scenario));
  } else if (ending == ".pb") {
    write_whole_file(path, scenario.SerializeAsString());
  } else {
    throw InvalidArgument(
        fmt::format("{}: a scenario file ends in .txtpb, .json or .pb", path.string()));
  }
}

}  // namespace demarche
