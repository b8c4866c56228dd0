// SPDX-License-Identifier: MIT
#include "demarche/game/game_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "core/small_letters.hpp"
#include "core/utf8.hpp"
#include "demarche/core/error.hpp"
#include "demarche/game/efg_format.hpp"
#include "demarche/game/gam_format.hpp"
#include "demarche/game/reduced_strategic_form.hpp"
#include "game/game_text_file.hpp"

namespace demarche {
namespace {

/// The file's extension in small letters, with its full stop.
std::string extension(const std::filesystem::path& path) {
  return small_letters(path.extension().string());
}

[[noreturn]] void refuse_extension(const std::filesystem::path& path, const char* known) {
  const std::string found = path.extension().string();
  throw InvalidArgument(fmt::format(
      "{}: {}; {}",
      path.string(),
      found.empty() ? "the name has no extension" : fmt::format("unknown extension '{}'", found),
      known));
}

/// The game, or the problems of the file.
template <class Game>
Game accepted(ParsedGameFile<Game> parsed, const std::filesystem::path& path) {
  if (!parsed.game) {
    throw_problems(path, parsed.problems);
  }
  return std::move(*parsed.game);
}

NormalFormGame strategic_form(const ExtensiveGame& game, const std::filesystem::path& path) {
  try {
    return reduced_strategic_form(game);
  } catch (const InvalidArgument& error) {
    throw InvalidArgument(fmt::format("{}: {}", path.string(), error.what()));
  }
}

/// Reads a pipe, or another file without an extension, in the format that its first word tells.
GameOrTree read_without_extension(const std::filesystem::path& path) {
  const std::string contents = read_game_text(path);
  std::string_view text = without_byte_order_mark(contents);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (text.starts_with("NFG") || is_utf16(contents)) {
    return accepted(parse_nfg(contents), path);
  }
  if (text.starts_with("EFG")) {
    return accepted(parse_efg(contents), path);
  }
  if (text.empty() || text.front() < '0' || text.front() > '9') {
    refuse_extension(path, "games are read from .nfg, .efg and .gam files");
  }
  return accepted(parse_gam(contents), path);
}

}  // namespace

GameOrTree read_game_or_tree(const std::filesystem::path& path) {
  if (path.extension().empty()) {
    return read_without_extension(path);
  }
  const std::string format = extension(path);
  if (format == ".nfg") {
    return read_nfg(path);
  }
  if (format == ".gam") {
    return read_gam(path);
  }
  if (format != ".efg") {
    refuse_extension(path, "games are read from .nfg, .efg and .gam files");
  }
  return read_efg(path);
}

NormalFormGame read_game(const std::filesystem::path& path) {
  GameOrTree game = read_game_or_tree(path);
  if (const auto* tree = std::get_if<ExtensiveGame>(&game)) {
    return strategic_form(*tree, path);
  }
  return std::get<NormalFormGame>(std::move(game));
}

void write_game(const NormalFormGame& game,
                const std::filesystem::path& path,
                WriteGameOptions options) {
  const std::string format = extension(path);
  if (format == ".nfg") {
    write_nfg(game, path, options.nfg_version);
  } else if (format != ".gam") {
    refuse_extension(path, "games are written to .nfg and .gam files");
  } else if (options.nfg_version == NfgVersion::outcomes) {
    throw InvalidArgument(
        fmt::format("{}: a .gam file has no outcomes; write a .nfg file", path.string()));
  } else {
    write_gam(game, path);
  }
}

}  // namespace demarche
