// SPDX-License-Identifier: MIT
#include "demarche/game/game_file.hpp"

#include <fmt/format.h>

#include <string>

#include "demarche/core/error.hpp"
#include "demarche/game/efg_format.hpp"
#include "demarche/game/gam_format.hpp"
#include "demarche/game/reduced_strategic_form.hpp"

namespace demarche {
namespace {

/// The file's extension in small letters, with its full stop.
std::string extension(const std::filesystem::path& path) {
  std::string text = path.extension().string();
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') {
      c = static_cast<char>(c - 'A' + 'a');
    }
  }
  return text;
}

[[noreturn]] void refuse_extension(const std::filesystem::path& path, const char* known) {
  const std::string found = path.extension().string();
  throw InvalidArgument(fmt::format(
      "{}: {}; {}",
      path.string(),
      found.empty() ? "the name has no extension" : fmt::format("unknown extension '{}'", found),
      known));
}

}  // namespace

NormalFormGame read_game(const std::filesystem::path& path) {
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
  const ExtensiveGame game = read_efg(path);
  try {
    return reduced_strategic_form(game);
  } catch (const InvalidArgument& error) {
    throw InvalidArgument(fmt::format("{}: {}", path.string(), error.what()));
  }
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
