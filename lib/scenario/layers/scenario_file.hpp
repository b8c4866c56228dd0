// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "demarche/scenario/problem.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/check/outline.hpp"
#include "scenario/check/text_positions.hpp"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// The file that a folder stands for.
inline constexpr auto kFileOfFolder = "scenario.txtpb";

/// What a scenario file says, before anything is looked up elsewhere.
class ScenarioFile {
 public:
  enum class Format { text, json, binary };

  /// Reads the contents of a file, which messages call `name`.
  ScenarioFile(std::string contents, std::string name, Format format);

  /// Reads a file, in the format of its ending or, where it has none as a pipe has none, that its
  /// contents look like. A folder stands for the scenario.txtpb in it.
  /// @throws IoError if the file cannot be read or is larger than 16 MiB.
  [[nodiscard]] static ScenarioFile read(const std::filesystem::path& path);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const v1::Scenario& scenario() const { return scenario_; }
  /// What is wrong with the text.
  [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }
  /// Whether all of it was understood. If not, problems with its elements would be consequences.
  [[nodiscard]] bool is_understood() const { return is_understood_; }
  /// The folder that other files are looked for in; for a scenario from a pipe the current one.
  [[nodiscard]] std::filesystem::path folder() const;

  /// The place of a field, or of the nearest element around it. If the field is text, `offset` is a
  /// byte of its value.
  [[nodiscard]] Position position(const FieldPath& field, std::size_t offset) const;

  /// The fields of the message at `root` and below that are given the value of a field that is not
  /// given: 0, false or an empty text. Where the message changes another, they change nothing.
  [[nodiscard]] std::vector<FieldProblem> empty_values(const FieldPath& root) const;

 private:
  void refuse(Position position, std::string message);
  void read_text(bool is_json);

  std::string name_;
  std::string text_;
  Outline outline_;
  TextPositions positions_{""};
  v1::Scenario scenario_;
  std::vector<Problem> problems_;
  bool is_understood_ = true;
  bool is_binary_ = false;
};

}  // namespace demarche
