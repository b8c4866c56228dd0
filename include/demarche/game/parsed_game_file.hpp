// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace demarche {

/// One thing wrong with a game file. Lines and columns count from 1, columns in bytes; the end of
/// the file is the place after its last byte.
struct GameFileProblem {
  int line = 1;         ///< From 1.
  int column = 1;       ///< From 1, in bytes.
  std::string message;  ///< What was found and what would fit.
};

/// A game, or every problem found in its text (at most 100 and a word that there are more).
template <class Game>
struct ParsedGameFile {
  std::optional<Game> game;               ///< None if there are problems.
  std::vector<GameFileProblem> problems;  ///< In the order of the text.
};

}  // namespace demarche
