// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace demarche {

/// The text as a cell of a Markdown table, in which a bar would end the cell and the end of a line
/// the table: a blank stands for the latter.
[[nodiscard]] std::string markdown_cell(std::string_view text);

}  // namespace demarche
