// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "demarche/scenario/problem.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// A place in another file than the scenario's.
struct PlaceInFile {
  std::string file;
  Position position;
};

/// The rows of payoff tables that were read from CSV files.
struct PayoffFiles {
  /// What is wrong in the files.
  std::vector<Problem> problems;
  /// Files that cannot be read.
  std::vector<FieldProblem> unreadable;
  /// Where the value of a row stands: by the numbers of actor, table and row.
  std::map<std::vector<int>, PlaceInFile> places;

  /// The place of the row that a field belongs to; nothing for other fields.
  [[nodiscard]] std::optional<PlaceInFile> place(const FieldPath& field) const;
};

/// Reads the files that payoff tables name, which lie in `folder` or below, and puts their rows in
/// the place of the names.
[[nodiscard]] PayoffFiles read_payoff_files(v1::Scenario& scenario,
                                            const std::filesystem::path& folder);

}  // namespace demarche
