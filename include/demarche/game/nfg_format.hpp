// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// One thing wrong with a game file. Lines and columns count from 1, columns in bytes.
struct NfgProblem {
  int line = 1;
  int column = 1;
  std::string message;
};

/// A game, or every problem found in its text.
struct ParsedNfg {
  std::optional<NormalFormGame> game;
  std::vector<NfgProblem> problems;
};

/// Reads Gambit's strategic-form format, with payoffs or with outcomes, and with strategies named
/// or counted @cite GambitFormats. Numbers may be integers, decimals or fractions like 1/3.
[[nodiscard]] ParsedNfg parse_nfg(std::string_view text);

/// @throws IoError if the file cannot be read or is larger than 1 GiB; InvalidArgument with every
/// problem as "file:line:column: message", one a line.
[[nodiscard]] NormalFormGame read_nfg(const std::filesystem::path& path);

/// The game in the format's payoff version. Numbers have the digits that it takes to read them back
/// exactly.
[[nodiscard]] std::string format_nfg(const NormalFormGame& game);

/// @throws IoError if the file cannot be written.
void write_nfg(const NormalFormGame& game, const std::filesystem::path& path);

}  // namespace demarche
