// SPDX-License-Identifier: MIT
#include "report/table_cells.hpp"

#include <algorithm>

#include "report/text.hpp"

namespace demarche {

std::string markdown_cell(std::string_view text) {
  std::string result;
  for (const char c : text.substr(std::min(text.find_first_not_of(' '), text.size()))) {
    const bool is_line_end = c == '\n' || c == '\r';
    result += c == '|' ? "\\|" : std::string(1, is_line_end ? ' ' : c);
  }
  return result;
}

std::string right_aligned(std::string_view text, std::size_t width) {
  return std::string(width - std::min(width, text_width(text)), ' ') + std::string(text);
}

std::string table_line(std::string row) {
  row.erase(row.find_last_not_of(' ') + 1);
  return row + "\n";
}

}  // namespace demarche
