// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/game/parsed_game_file.hpp"

namespace demarche {

/// The two versions of Gambit's strategic format. A file has either a payoff for each player and
/// profile, or a list of outcomes and the number of an outcome for each profile.
enum class NfgVersion { payoffs, outcomes };

/// Reads Gambit's strategic-form format, with payoffs or with outcomes, and with strategies named
/// or counted @cite GambitFormats. Numbers may be integers, decimals or fractions like 1/3, and the
/// game keeps them exactly (NormalFormGame::is_exact()). Commas count as blanks, and the comment is
/// skipped.
[[nodiscard]] ParsedGameFile<NormalFormGame> parse_nfg(std::string_view text);

/// @throws IoError if the file cannot be read or is larger than 1 GiB; InvalidArgument with every
/// problem as "file:line:column: message", one a line.
[[nodiscard]] NormalFormGame read_nfg(const std::filesystem::path& path);

/// Returns the game as text in the format. Numbers can be read back exactly: those of an exact game
/// are decimals or fractions, other ones have as many digits as it takes. The outcome version lists
/// every different vector of payoffs once, in the order of its first profile.
/// @throws InvalidArgument if a payoff is not finite, since the format cannot express it.
[[nodiscard]] std::string format_nfg(const NormalFormGame& game,
                                     NfgVersion version = NfgVersion::payoffs);

/// @throws IoError if the file cannot be written; InvalidArgument as format_nfg().
void write_nfg(const NormalFormGame& game,
               const std::filesystem::path& path,
               NfgVersion version = NfgVersion::payoffs);

}  // namespace demarche
