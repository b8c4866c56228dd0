// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/csv.hpp"

namespace demarche {

/// The headings of the columns with texts, those in front of the numbers and those behind them.
inline constexpr std::array<std::string_view, 6> kTextsInFront = {
    "id", "name", "unit", "expert", "weight", "family"};
inline constexpr std::array<std::string_view, 3> kTextsBehind = {
    "document", "paragraph", "rationale"};

/// The headings of the columns that may hold numbers of a distribution: the fields of all families,
/// then those of every distribution.
[[nodiscard]] const std::vector<std::string>& number_headings();

/// The heading of the column with the values at a probability above 0 and below 1: "p05" for 0.05,
/// "p02.5" for 0.025.
[[nodiscard]] std::string percentile_heading(double probability);

/// The probability that a heading such as "p05", "p5" or "p97.5" names, to the bit that
/// percentile_heading() was given; nothing for another heading.
[[nodiscard]] std::optional<double> probability_of_heading(std::string_view heading);

/// The heading as this project writes it: in small letters, and a percentile as
/// percentile_heading() does.
[[nodiscard]] std::string usual_heading(const std::string& heading);

/// Whether a column of this heading, as usual_heading() gives it, is read.
[[nodiscard]] bool is_known_heading(const std::string& heading);

/// A row of a sheet below the headings.
struct SheetRow {
  CsvCell start;                                      ///< Its first cell.
  std::map<std::string, CsvCell, std::less<>> cells;  ///< Those that are not empty, by heading.

  /// The cell of this heading, or nullptr if it is empty.
  [[nodiscard]] const CsvCell* find(std::string_view heading) const {
    const auto found = cells.find(heading);
    return found == cells.end() ? nullptr : &found->second;
  }
  /// The text of the cell of this heading, or "" if it is empty.
  [[nodiscard]] std::string text(std::string_view heading) const {
    const CsvCell* found = find(heading);
    return found == nullptr ? "" : found->text;
  }
};

}  // namespace demarche
