// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <variant>

#include "demarche/game/extensive_game.hpp"
#include "demarche/game/nfg_format.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// A game as its file holds it.
using GameOrTree = std::variant<NormalFormGame, ExtensiveGame>;

/// Reads a game as read_game() does, but a tree as a tree.
/// @throws IoError and InvalidArgument as read_game().
[[nodiscard]] GameOrTree read_game_or_tree(const std::filesystem::path& path);

/// Reads a game from a file, in the format that its extension names, in small or capital letters:
/// .nfg (parse_nfg()), .gam (parse_gam()), or .efg (parse_efg(), as its reduced_strategic_form()).
/// @throws IoError if the file cannot be read or is larger than 1 GiB; InvalidArgument if the
/// extension is another, or with every problem in the file as "file:line:column: message", one a
/// line, or if a reduced strategic form is too large.
[[nodiscard]] NormalFormGame read_game(const std::filesystem::path& path);

/// Settings of write_game().
struct WriteGameOptions {
  NfgVersion nfg_version = NfgVersion::payoffs;  ///< The version that a .nfg file is written in.
};

/// Writes the game in the format that the extension names: .nfg or .gam.
/// @throws IoError if the file cannot be written; InvalidArgument if the extension is another, if
/// outcomes are asked of a .gam file, or if a payoff is not finite.
void write_game(const NormalFormGame& game,
                const std::filesystem::path& path,
                WriteGameOptions options = {});

}  // namespace demarche
