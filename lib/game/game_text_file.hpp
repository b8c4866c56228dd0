// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/game/parsed_game_file.hpp"

namespace demarche {

/// @throws IoError if the file cannot be read or is larger than 1 GiB.
[[nodiscard]] std::string read_game_text(const std::filesystem::path& path);

/// @throws InvalidArgument with every problem as "file:line:column: message", one a line.
[[noreturn]] void throw_problems(const std::filesystem::path& path,
                                 const std::vector<GameFileProblem>& problems);

/// The game that `parse` finds in the file's text, or the exceptions above.
template <class Game>
Game read_game_file(const std::filesystem::path& path,
                    ParsedGameFile<Game> (*parse)(std::string_view)) {
  ParsedGameFile<Game> parsed = parse(read_game_text(path));
  if (!parsed.game) {
    throw_problems(path, parsed.problems);
  }
  return std::move(*parsed.game);
}

/// The text in quotes, with backslashes before quotes and backslashes.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// Calls `visit` with the index of each profile, the first player's strategy fastest: the order of
/// the strategic formats.
template <class Visit>
void for_each_profile(const NormalFormGame& game, const Visit& visit) {
  std::vector<int> profile(game.num_players(), 0);
  while (true) {
    visit(game.profile_index(profile));
    std::size_t i = 0;
    while (i < profile.size() && ++profile[i] == game.num_strategies()[i]) {
      profile[i++] = 0;
    }
    if (i == profile.size()) {
      return;
    }
  }
}

}  // namespace demarche
