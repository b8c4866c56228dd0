// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/csv.hpp"
#include "demarche/scenario/problem.hpp"
#include "demarche/v1/scenario.pb.h"
#include "scenario/language/field_path.hpp"
#include "scenario/sheet/columns.hpp"

namespace demarche {

/// The rule of warnings of rows without numbers.
inline constexpr auto kBlankRow = "blank";

/// A scenario with the rows of a sheet applied.
struct AppliedSheet {
  v1::Scenario scenario;
  std::vector<Problem> problems;  ///< Those of the sheet alone.
  /// The row of each parameter, by its number, and of each of its experts; -1 for its own.
  std::map<std::pair<int, int>, SheetRow> rows;

  /// The place in the sheet of a field of a parameter; nothing for other fields, and for parameters
  /// that the sheet does not have.
  [[nodiscard]] std::optional<Position> place(const FieldPath& field) const;
};

/// Applies a sheet that was read to a scenario.
[[nodiscard]] AppliedSheet apply_sheet(const v1::Scenario& scenario,
                                       const CsvFile& sheet,
                                       const std::string& file);

}  // namespace demarche
