// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/game/parsed_game_file.hpp"

namespace demarche {

/// Reads GameTracer's format @cite BlumSheltonKoller2006, which QuantEcon reads, too: the number of
/// players, the number of each one's strategies, then all payoffs of player 1, all of player 2 and
/// so on, the first player's strategy fastest. The format has no names. Numbers are read
/// as by parse_nfg(), and kept exactly.
[[nodiscard]] ParsedGameFile<NormalFormGame> parse_gam(std::string_view text);

/// @throws IoError if the file cannot be read or is larger than 1 GiB; InvalidArgument with every
/// problem as "file:line:column: message", one a line.
[[nodiscard]] NormalFormGame read_gam(const std::filesystem::path& path);

/// Returns the game as text in the format, without its names. Numbers are the doubles, with as many
/// digits as it takes to read them back exactly. Fractions such as 1/3 are rounded: other programs
/// that read the format know decimals alone.
/// @throws InvalidArgument if a payoff is not finite, since the format cannot express it.
[[nodiscard]] std::string format_gam(const NormalFormGame& game);

/// @throws IoError if the file cannot be written; InvalidArgument as format_gam().
void write_gam(const NormalFormGame& game, const std::filesystem::path& path);

}  // namespace demarche
