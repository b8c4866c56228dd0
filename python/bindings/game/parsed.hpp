// SPDX-License-Identifier: MIT
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

#include "demarche/core/error.hpp"
#include "demarche/game/parsed_game_file.hpp"

namespace demarche::python {

/// The game that was parsed.
/// @throws InvalidArgument with every problem as "line:column: message", one a line.
template <class Game>
[[nodiscard]] Game accepted(ParsedGameFile<Game> parsed) {
  if (!parsed.game) {
    std::string message;
    for (const GameFileProblem& problem : parsed.problems) {
      message += fmt::format("{}{}:{}: {}",
                             message.empty() ? "" : "\n",
                             problem.line,
                             problem.column,
                             problem.message);
    }
    throw InvalidArgument(message);
  }
  return std::move(*parsed.game);
}

}  // namespace demarche::python
