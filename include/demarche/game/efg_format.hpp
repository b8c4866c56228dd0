// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "demarche/game/extensive_game.hpp"
#include "demarche/game/parsed_game_file.hpp"

namespace demarche {

/// Reads Gambit's extensive-form format, "EFG 2" @cite GambitFormats, with chance, imperfect
/// information, and outcomes anywhere in the tree. Information sets, chance moves and outcomes are
/// described where they occur first; a later description must say the same. Commas count as blanks.
///
/// The game keeps its numbers exactly (ExtensiveGame::is_exact()). The probabilities of chance may
/// be rounded to six decimals. If that explains why their sum differs from 1, they are divided by
/// the sum. A tree may have at most 2^22 nodes.
[[nodiscard]] ParsedGameFile<ExtensiveGame> parse_efg(std::string_view text);

/// @throws IoError if the file cannot be read or is larger than 1 GiB; InvalidArgument with every
/// problem as "file:line:column: message", one a line.
[[nodiscard]] ExtensiveGame read_efg(const std::filesystem::path& path);

/// Returns the game as text in the format. Payoffs can be read back exactly: those known exactly
/// are decimals or fractions, other ones have as many digits as it takes. So are the probabilities
/// of chance that are known exactly and sum to 1; other ones become fractions that sum to 1
/// exactly, each within 1e-16 of its value. Information sets and outcomes that occur at no node are
/// left out; the others are numbered in the order of the tree.
/// @throws InvalidArgument if the game fails its check().
[[nodiscard]] std::string format_efg(const ExtensiveGame& game);

/// @throws IoError if the file cannot be written; InvalidArgument as format_efg().
void write_efg(const ExtensiveGame& game, const std::filesystem::path& path);

}  // namespace demarche
