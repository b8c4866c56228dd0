// SPDX-License-Identifier: MIT
#include "demarche/scenario/load.hpp"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/tokenizer.h>
#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/whole_file.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/model.hpp"
#include "scenario/check_elements.hpp"
#include "scenario/text_positions.hpp"

namespace demarche {
namespace {

using google::protobuf::Message;
using google::protobuf::TextFormat;

constexpr std::uintmax_t kMaxFileSize = std::uintmax_t{16} << 20;
constexpr int kMaxNesting = 32;
/// Enough to work on; more would hide the first ones.
constexpr std::size_t kMaxProblems = 200;

/// What to call the elements of a repeated field.
std::string_view singular(const std::string& field) {
  static const std::map<std::string, std::string_view, std::less<>> kNames = {
      {"actors", "actor"},
      {"all", "comparison"},
      {"claims", "claim"},
      {"documents", "document"},
      {"levels", "level"},
      {"levers", "lever"},
      {"metrics", "metric"},
      {"option_sets", "option set"},
      {"outcomes", "outcome"},
      {"parameters", "parameter"},
      {"payoff", "payoff term"},
      {"quantities", "quantity"},
      {"questions", "question"},
      {"rank_correlations", "rank correlation"},
      {"sources", "source"},
      {"status_quo", "status quo"}};
  const auto found = kNames.find(field);
  return found == kNames.end() ? std::string_view(field) : found->second;
}

/// "actor us, payoff term thaw, value"
std::string describe(const Message& root, const std::vector<FieldStep>& path) {
  const Message* message = &root;
  std::string text;
  for (const FieldStep& step : path) {
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
      message = nullptr;  // Nothing stands there: the path of what is missing.
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

/// Turns what protobuf's parser says into problems. An unknown field comes as a warning, so that
/// parsing goes on and finds the rest.
class Collector final : public google::protobuf::io::ErrorCollector {
 public:
  Collector(const std::string& file, const TextPositions& positions)
      : file_(file), positions_(positions) {}

  void AddError(int line,
                google::protobuf::io::ColumnNumber column,
                const std::string& message) override {
    // Message type "demarche.v1.Lever" has no field named "levles".
    const std::vector<std::string> quoted = quoted_parts(message);
    if (quoted.size() == 2 && message.find("has no field named") != std::string::npos) {
      // The parser has read the name already and stands behind it.
      problems.push_back({file_,
                          positions_.position_before(line, column, quoted[1]),
                          "",
                          no_field(quoted[0], quoted[1])});
    } else {
      problems.push_back({file_, positions_.position(line, column), "", message});
    }
  }
  void AddWarning(int line,
                  google::protobuf::io::ColumnNumber column,
                  const std::string& message) override {
    AddError(line, column, message);
  }

  std::vector<Problem> problems;

 private:
  static std::vector<std::string> quoted_parts(const std::string& text) {
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

  static std::string no_field(const std::string& type_name, const std::string& unknown) {
    const auto* type = v1::Scenario::descriptor()->file()->pool()->FindMessageTypeByName(type_name);
    std::vector<std::string> fields;
    for (int f = 0; type != nullptr && f < type->field_count(); ++f) {
      fields.push_back(type->field(f)->name());
    }
    const auto closest = closest_name(unknown, fields);
    std::string text =
        fmt::format("{} has no field '{}'; ", type == nullptr ? "this" : type->name(), unknown);
    return closest.empty() ? text + fmt::format("its fields are {}", fmt::join(fields, ", "))
                           : text + fmt::format("did you mean '{}'?", closest);
  }

  const std::string& file_;
  const TextPositions& positions_;
};

std::vector<ModelProblem> all_problems(const v1::Scenario& scenario) {
  std::vector<ModelProblem> problems = check_elements(scenario);
  std::vector<ModelProblem> others = check_model(scenario);
  problems.insert(problems.end(),
                  std::make_move_iterator(others.begin()),
                  std::make_move_iterator(others.end()));
  return problems;
}

Problem without_position(const std::string& file,
                         const v1::Scenario& scenario,
                         ModelProblem problem) {
  return {file, {}, describe(scenario, problem.field), std::move(problem.message)};
}

void sort_and_limit(std::vector<Problem>& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::pair(a.position.line, a.position.column) <
           std::pair(b.position.line, b.position.column);
  });
  if (problems.size() > kMaxProblems) {
    const std::size_t more = problems.size() - kMaxProblems;
    problems.resize(kMaxProblems);
    problems.push_back({problems.front().file, {}, "", fmt::format("and {} more problems", more)});
  }
}

LoadedScenario finish(v1::Scenario scenario, const std::string& file) {
  LoadedScenario loaded;
  for (ModelProblem& problem : all_problems(scenario)) {
    loaded.problems.push_back(without_position(file, scenario, std::move(problem)));
  }
  sort_and_limit(loaded.problems);
  if (loaded.problems.empty()) {
    loaded.scenario = std::move(scenario);
  }
  return loaded;
}

/// The byte at which the text stops being UTF-8, or npos.
std::size_t invalid_utf8(const std::string& text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80   ? 1
                               : byte < 0xc2 ? 0
                               : byte < 0xe0 ? 2
                               : byte < 0xf0 ? 3
                               : byte < 0xf5 ? 4
                                             : 0;
    if (length == 0 || i + length > text.size()) {
      return i;
    }
    const auto second = length > 1 ? static_cast<unsigned char>(text[i + 1]) : 0;
    const bool is_overlong = (byte == 0xe0 && second < 0xa0) || (byte == 0xf0 && second < 0x90);
    const bool is_out_of_range = (byte == 0xed && second > 0x9f) || (byte == 0xf4 && second > 0x8f);
    if (is_overlong || is_out_of_range) {
      return i;
    }
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80) {
        return i;
      }
    }
    i += length;
  }
  return std::string::npos;
}

std::string read_file(const std::filesystem::path& path) {
  return read_whole_file(path, kMaxFileSize, "a scenario");
}

}  // namespace

std::vector<Problem> check_scenario(const v1::Scenario& scenario) {
  return finish(scenario, "").problems;
}

LoadedScenario parse_scenario(const std::string& text, const std::string& file) {
  LoadedScenario loaded;
  const TextPositions positions(text);
  if (const std::size_t bad = invalid_utf8(text); bad != std::string::npos) {
    const auto line = static_cast<int>(
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n'));
    loaded.problems.push_back(
        {file, positions.position(line, 0), "", "this line is not UTF-8 text"});
    return loaded;
  }
  Collector collector(file, positions);
  TextFormat::ParseInfoTree tree;
  TextFormat::Parser parser;
  parser.RecordErrorsTo(&collector);
  parser.WriteLocationsTo(&tree);
  parser.AllowUnknownField(true);
  parser.SetRecursionLimit(kMaxNesting);
  v1::Scenario scenario;
  const bool is_read = parser.ParseFromString(text, &scenario);
  loaded.problems = std::move(collector.problems);
  if (is_read) {
    for (ModelProblem& problem : all_problems(scenario)) {
      Problem place = without_position(file, scenario, problem);
      place.position = positions.position(tree, scenario, problem.field, problem.offset);
      loaded.problems.push_back(std::move(place));
    }
  } else if (loaded.problems.empty()) {
    loaded.problems.push_back({file, {}, "", "this is not a scenario in text format"});
  }
  sort_and_limit(loaded.problems);
  if (loaded.problems.empty()) {
    loaded.scenario = std::move(scenario);
  }
  return loaded;
}

LoadedScenario load_scenario(const std::filesystem::path& given) {
  const std::filesystem::path path =
      std::filesystem::is_directory(given) ? given / "scenario.txtpb" : given;
  const std::string contents = read_file(path);
  const std::string file = path.string();
  v1::Scenario scenario;
  if (path.extension() == ".json") {
    const auto status = google::protobuf::util::JsonStringToMessage(contents, &scenario);
    if (!status.ok()) {
      return {std::nullopt, {{file, {}, "", std::string(status.message())}}};
    }
    return finish(std::move(scenario), file);
  }
  if (path.extension() == ".pb") {
    if (!scenario.ParseFromString(contents)) {
      return {std::nullopt, {{file, {}, "", "this is not a scenario in binary format"}}};
    }
    return finish(std::move(scenario), file);
  }
  return parse_scenario(contents, file);
}

}  // namespace demarche
