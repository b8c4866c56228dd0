// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace demarche {

/// The text as a cell of a Markdown table, in which a bar would end the cell and the end of a line
/// the table: a blank stands for the latter.
[[nodiscard]] std::string markdown_cell(std::string_view text);

/// The text behind blanks that fill `width` columns; as it is if it is wider.
[[nodiscard]] std::string right_aligned(std::string_view text, std::size_t width);

/// A row of a table as a line: without the blanks at its end, and with a line end.
[[nodiscard]] std::string table_line(std::string row);

}  // namespace demarche
