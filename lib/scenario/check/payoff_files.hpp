// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "demarche/scenario/problem.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"

namespace demarche {

/// The rows of payoff tables that were read from CSV files.
struct PayoffFiles {
  /// What is wrong in the files.
  std::vector<Problem> problems;
  /// Tables whose file is wrong as a whole: it cannot be read, or there is something else beside
  /// it.
  std::vector<FieldProblem> unreadable;
  /// Tables some of whose rows could not be read, which is no reason to report that they are
  /// missing.
  std::set<TableNumber> incomplete;
  /// The places of the rows' values.
  struct RowPlaces {
    std::string file;
    std::vector<Position> values;
  };
  std::map<TableNumber, RowPlaces> places;

  /// The place of the row that a field belongs to; nothing for other fields.
  [[nodiscard]] std::optional<PlaceInFile> place(const FieldPath& field) const;
};

/// Reads the files that payoff tables name, which lie in `folder` or below, and puts their rows in
/// the place of the names. A file that several tables name is read once. Reading ends with a
/// problem once all tables together have more cells than a scenario may have.
[[nodiscard]] PayoffFiles read_payoff_files(v1::Scenario& scenario,
                                            const std::filesystem::path& folder);

}  // namespace demarche
