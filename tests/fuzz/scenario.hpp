// SPDX-License-Identifier: MIT
#pragma once

#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "demarche/scenario/load.hpp"
#include "demarche/scenario/save.hpp"
#include "fuzz/fuzz.hpp"

namespace demarche::fuzz {

/// Requires a model or errors, and problems in the text, with a reason and without control
/// characters.
inline void require_sound(const CompiledScenario& loaded, std::string_view text) {
  const auto num_lines = std::count(text.begin(), text.end(), '\n') + 1;
  bool has_errors = false;
  for (const Problem& problem : loaded.problems) {
    const std::string message = problem.to_string();
    has_errors = has_errors || problem.severity == Severity::error;
    require(problem.position.line <= num_lines &&
                problem.position.column <= static_cast<std::ptrdiff_t>(text.size()) + 1,
            "a problem lies in the text",
            message);
    require(
        message.find("cannot be read as") == std::string::npos, "a problem has a reason", message);
    require(
        std::none_of(
            message.begin(), message.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }),
        "a message has no control characters",
        message);
  }
  require(loaded.model.has_value() != has_errors, "there is a model, or errors");
}

/// Requires a scenario that is read to be read again equal from every format that it can be
/// written in.
inline void require_read_again(const CompiledScenario& loaded) {
  if (!loaded.model) {
    return;
  }
  v1::Scenario scenario = loaded.model->scenario;
  scenario.DiscardUnknownFields();
  static const InputFile kText("again.txtpb");
  static const InputFile kJson("again.json");
  static const InputFile kBinary("again.pb");
  for (const InputFile* file : {&kText, &kJson, &kBinary}) {
    write_scenario(scenario, file->path());
    const CompiledScenario again = load_scenario(file->path());
    require(again.model.has_value(),
            "what is written can be read",
            again.problems.empty() ? "" : again.problems.front().to_string());
    require(google::protobuf::util::MessageDifferencer::Equals(again.model->scenario, scenario),
            "what is written is read back equal",
            file->path().extension().string());
  }
}

/// Reads an input from a file of this kind and requires all that holds for it.
inline void require_read(const InputFile& file, std::string_view text) {
  require_silent_protobuf();
  const CompiledScenario loaded = load_scenario(file.write(text));
  require_sound(loaded, text);
  require_read_again(loaded);
}

}  // namespace demarche::fuzz
