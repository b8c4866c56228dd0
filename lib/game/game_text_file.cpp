// SPDX-License-Identifier: MIT
#include "game/game_text_file.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "core/utf8.hpp"
#include "core/whole_file.hpp"
#include "demarche/core/error.hpp"

namespace demarche {
namespace {

constexpr std::uintmax_t kMaxFileSize = std::uintmax_t{1} << 30;

}  // namespace

std::string read_game_text(const std::filesystem::path& path) {
  return read_whole_file(path, kMaxFileSize, "a game file");
}

void throw_problems(const std::filesystem::path& path,
                    const std::vector<GameFileProblem>& problems) {
  std::string lines;
  for (const GameFileProblem& problem : problems) {
    lines += fmt::format("{}{}:{}:{}: {}",
                         lines.empty() ? "" : "\n",
                         path.string(),
                         problem.line,
                         problem.column,
                         problem.message);
  }
  throw InvalidArgument(printable(lines, "\n"));
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
    }
    result += c;
  }
  return result + "\"";
}

}  // namespace demarche
