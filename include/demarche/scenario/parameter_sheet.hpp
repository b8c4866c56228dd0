// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/scenario/compile.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// What a sheet of parameters is made for.
struct ParameterSheetSettings {
  /// Ids of experts who are to be asked: the sheet has a row for each parameter and each of them,
  /// with what the expert has said already and blank cells else. Empty: the parameters as they are.
  std::vector<std::string> experts = {};
};

/// The cells of a sheet, row by row; the first row has the headings.
using SheetCells = std::vector<std::vector<std::string>>;

/// The most bytes of a file with a sheet: 16 MiB.
inline constexpr std::uintmax_t kMaxSheetFile = std::uintmax_t{16} << 20;

/// The parameters of a scenario as a table for spreadsheets. A parameter has a row; one with
/// experts has a row without numbers for its own texts, then a row for each expert. Columns: id,
/// name, unit, expert, weight, family; low, p05, p50, p95, high and those other numbers of families
/// that some parameter has; document, paragraph and rationale. docs/parameter_sheets.md tells what
/// stands in them. The parameter that tells which expert is right is left out where it follows
/// from the experts.
/// @throws InvalidArgument if an expert's id is none, or is there twice.
[[nodiscard]] SheetCells parameter_sheet(const v1::Scenario& scenario,
                                         const ParameterSheetSettings& settings = {});

/// A sheet as comma-separated values (UTF-8, RFC 4180).
[[nodiscard]] std::string sheet_csv(const SheetCells& cells);

/// Applies a sheet as parameter_sheet() makes it to a scenario, and compiles that. Columns may have
/// any order, and any but `id` may be missing; those of other names are the user's own. A row with
/// numbers replaces the distribution of its parameter or expert, and a new expert is added behind
/// the others; an empty cell of a text changes nothing. A parameter without a row stays as it is.
///
/// Problems are those of the sheet, each with its row and its cell, counted from 1, as line and
/// column, and the errors that the scenario then has. Warnings are those of rows without numbers
/// (rule "blank"), of headings that are close to one that is read, and of stated quantiles that
/// their family cannot have ("misfit"). The sheet of a scenario gives an equal scenario.
[[nodiscard]] CompiledScenario apply_parameter_sheet(const v1::Scenario& scenario,
                                                     const SheetCells& cells,
                                                     const std::string& file);

/// The same for the text of a CSV file, as spreadsheets write it: the separator is a comma, a
/// semicolon or a tabulator, and there may be a byte-order mark. Positions are lines and columns of
/// the text.
[[nodiscard]] CompiledScenario apply_parameter_csv(const v1::Scenario& scenario,
                                                   std::string_view text,
                                                   const std::string& file);

/// The same for a CSV file.
/// @throws IoError if it cannot be read or has more than kMaxSheetFile bytes.
[[nodiscard]] CompiledScenario read_parameter_csv(const v1::Scenario& scenario,
                                                  const std::filesystem::path& path);

}  // namespace demarche
