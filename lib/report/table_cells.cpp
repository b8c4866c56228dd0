// SPDX-License-Identifier: MIT
#include "report/table_cells.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace demarche {

std::string csv_cell(double value) {
  return std::isnan(value) ? "" : fmt::format("{}", value);
}

std::string csv_cell(const std::string& text, char separator) {
  if (text.find_first_of("\"\r\n") == std::string::npos &&
      text.find(separator) == std::string::npos) {
    return text;
  }
  std::string result = "\"";
  for (const char c : text) {
    result += c == '"' ? "\"\"" : std::string(1, c);
  }
  return result + "\"";
}

std::string markdown_cell(std::string_view text) {
  std::string result;
  for (const char c : text.substr(std::min(text.find_first_not_of(' '), text.size()))) {
    const bool is_line_end = c == '\n' || c == '\r';
    result += c == '|' ? "\\|" : std::string(1, is_line_end ? ' ' : c);
  }
  return result;
}

}  // namespace demarche
