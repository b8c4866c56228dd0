// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace demarche {

/// One thing wrong with a game file. Lines and columns count from 1, columns in bytes; the end of
/// the file is the place after its last byte.
struct GameFileProblem {
  int line = 1;
  int column = 1;
  std::string message;
};

/// A game, or every problem found in its text (at most 100 and a word that there are more).
template <class Game>
struct ParsedGameFile {
  std::optional<Game> game;
  std::vector<GameFileProblem> problems;
};

}  // namespace demarche
