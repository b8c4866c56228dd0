// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace demarche {

/// A cell of a CSV file.
struct CsvCell {
  std::string text;  ///< Without quotes and the white space around.
  int line = 1;      ///< Of its first character, counted from 1.
  int column = 1;    ///< Of its first character, counted from 1 in bytes.
};

/// What is wrong with a CSV file, and where.
struct CsvFault {
  int line = 1;
  int column = 1;
  std::string message;
};

/// A CSV file as spreadsheets write it.
struct CsvFile {
  char separator = ',';                    ///< What stands between cells.
  std::vector<std::vector<CsvCell>> rows;  ///< Lines without any text are left out.
  /// Quotes that are not closed or that end in the middle of a cell; or that the text is UTF-16,
  /// and no rows then.
  std::vector<CsvFault> faults;
};

/// Reads comma-separated values (RFC 4180). The separator is the comma, the semicolon or the
/// tabulator, whichever is most frequent in the first line outside quotes; a byte-order mark is
/// left out.
[[nodiscard]] CsvFile read_csv(std::string_view text);

/// A number as a cell of comma-separated values, which read back exactly; empty if it is NaN.
[[nodiscard]] std::string csv_cell(double value);

/// The text as a cell of comma-separated values (RFC 4180): in quotes if it holds a character that
/// separates cells, which need not be the comma.
[[nodiscard]] std::string csv_cell(const std::string& text, char separator = ',');

}  // namespace demarche
