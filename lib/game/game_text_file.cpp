// SPDX-License-Identifier: MIT
#include "game/game_text_file.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

constexpr std::uintmax_t kMaxFileSize = std::uintmax_t{1} << 30;

}  // namespace

std::string read_game_text(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) {
    throw IoError(fmt::format("{}: {}", path.string(), error.message()));
  }
  if (size > kMaxFileSize) {
    throw IoError(
        fmt::format("{}: {} bytes; a game file has at most {}", path.string(), size, kMaxFileSize));
  }
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream contents;
  if (size > 0) {  // Nothing put into a stream is a failure to it.
    contents << stream.rdbuf();
  }
  if (!stream || !contents) {
    throw IoError(fmt::format("{}: cannot be read", path.string()));
  }
  return std::move(contents).str();
}

void write_game_text(const std::filesystem::path& path, std::string_view text) {
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (!stream) {
    throw IoError(fmt::format("{}: cannot be written", path.string()));
  }
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
  throw InvalidArgument(lines);
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
