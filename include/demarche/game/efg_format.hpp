// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "demarche/game/extensive_game.hpp"
#include "demarche/game/parsed_game_file.hpp"

namespace demarche {

/// Reads Gambit's extensive-form format, "EFG 2" @cite GambitFormats: chance, imperfect
/// information, outcomes anywhere in the tree. Information sets, chance moves and outcomes are
/// described where they come first; a later description must say the same. Commas are blanks.
///
/// Chance's probabilities may be rounded to six decimals: a sum that differs from 1 by no more than
/// that explains is taken as 1, and the probabilities are divided by it. At most 2^22 nodes.
[[nodiscard]] ParsedGameFile<ExtensiveGame> parse_efg(std::string_view text);

/// @throws IoError if the file cannot be read or is larger than 1 GiB; InvalidArgument with every
/// problem as "file:line:column: message", one a line.
[[nodiscard]] ExtensiveGame read_efg(const std::filesystem::path& path);

/// The game in the format. Payoffs have the digits that it takes to read them back exactly;
/// chance's probabilities are fractions that sum to 1 exactly, each within 1e-16 of what it was.
/// Information sets and outcomes that no node bears are left out; numbers follow the tree.
/// @throws InvalidArgument if the game fails its check().
[[nodiscard]] std::string format_efg(const ExtensiveGame& game);

/// @throws IoError if the file cannot be written; InvalidArgument as format_efg().
void write_efg(const ExtensiveGame& game, const std::filesystem::path& path);

}  // namespace demarche
