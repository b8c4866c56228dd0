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

/// @throws InvalidArgument with each problem on a line of its own, as "file:line:column: message".
[[noreturn]] void throw_problems(const std::filesystem::path& path,
                                 const std::vector<GameFileProblem>& problems);

/// Reads the file and returns the game that `parse` finds in its text.
/// @throws IoError as read_game_text() does; InvalidArgument as throw_problems() does.
template <class Game>
Game read_game_file(const std::filesystem::path& path,
                    ParsedGameFile<Game> (*parse)(std::string_view)) {
  ParsedGameFile<Game> parsed = parse(read_game_text(path));
  if (!parsed.game) {
    throw_problems(path, parsed.problems);
  }
  return std::move(*parsed.game);
}

/// The text between quotes; each quote and each backslash in it gets a backslash before it.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// Calls `visit` with the index of each profile in the order of the strategic formats, in which the
/// first player's strategy changes fastest.
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
