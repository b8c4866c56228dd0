// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <string_view>
#include <utility>

#include "demarche/game/normal_form_game.hpp"
#include "demarche/game/parsed_game_file.hpp"
#include "fuzz/fuzz.hpp"

namespace demarche::fuzz {

/// Requires a game or problems, and problems in order and within the text.
template <class Game>
void require_sound(std::string_view text, const ParsedGameFile<Game>& parsed) {
  require(parsed.game.has_value() == parsed.problems.empty(), "there is a game, or problems");
  const auto num_lines = std::count(text.begin(), text.end(), '\n') + 1;
  std::pair last(1, 1);
  for (const GameFileProblem& problem : parsed.problems) {
    const std::pair place(problem.line, problem.column);
    require(last <= place, "problems are in the order of the text", problem.message);
    require(problem.line <= num_lines && problem.column >= 1 &&
                static_cast<std::size_t>(problem.column) <= text.size() + 1,
            "a problem lies in the text",
            problem.message);
    require(std::none_of(problem.message.begin(),
                         problem.message.end(),
                         [](unsigned char c) { return c < 0x20 || c == 0x7f; }),
            "a message has no control characters",
            problem.message);
    last = place;
  }
}

/// Requires two games with the same names and, as doubles and exactly where `exactly`, payoffs.
inline void require_equal(const NormalFormGame& a, const NormalFormGame& b, bool exactly) {
  require(a.num_strategies() == b.num_strategies(), "a game is read back with its strategies");
  const auto are_equal = [](const auto& x, const auto& y) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end());
  };
  for (std::size_t i = 0; i < a.num_players(); ++i) {
    require(are_equal(a.payoffs(i), b.payoffs(i)), "payoffs are read back");
    require(!exactly || are_equal(a.exact_payoffs(i), b.exact_payoffs(i)),
            "payoffs are read back exactly");
  }
}

}  // namespace demarche::fuzz
