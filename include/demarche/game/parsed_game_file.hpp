// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace demarche {

/// A problem with a game file. Lines and columns count from 1, columns in bytes. A problem at the
/// end of the file is placed after the last byte.
struct GameFileProblem {
  int line = 1;         ///< From 1.
  int column = 1;       ///< From 1, in bytes.
  std::string message;  ///< What was found and what would fit.
};

/// The game of a text, or every problem found in it: at most 100, and then a last one that says
/// that there are more.
template <class Game>
struct ParsedGameFile {
  std::optional<Game> game;               ///< None if there are problems.
  std::vector<GameFileProblem> problems;  ///< In the order of the text.
};

}  // namespace demarche
