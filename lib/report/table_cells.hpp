// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace demarche {

/// A number as a cell of comma-separated values, which read back exactly; empty if it is NaN.
[[nodiscard]] std::string csv_cell(double value);

/// The text as a cell of comma-separated values (RFC 4180): in quotes if it holds a character that
/// separates cells, which need not be the comma.
[[nodiscard]] std::string csv_cell(const std::string& text, char separator = ',');

/// The text as a cell of a Markdown table, in which a bar would end the cell and the end of a line
/// the table: a blank stands for the latter.
[[nodiscard]] std::string markdown_cell(std::string_view text);

}  // namespace demarche
