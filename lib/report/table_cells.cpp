// SPDX-License-Identifier: MIT
#include "report/table_cells.hpp"

#include <algorithm>

namespace demarche {

std::string markdown_cell(std::string_view text) {
  std::string result;
  for (const char c : text.substr(std::min(text.find_first_not_of(' '), text.size()))) {
    const bool is_line_end = c == '\n' || c == '\r';
    result += c == '|' ? "\\|" : std::string(1, is_line_end ? ' ' : c);
  }
  return result;
}

}  // namespace demarche
