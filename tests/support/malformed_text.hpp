// SPDX-License-Identifier: MIT
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "demarche/game/parsed_game_file.hpp"
#include "support/game_texts.hpp"

namespace demarche::testing {

/// A text with a problem, and the message and place that the problem must be reported with.
struct MalformedText {
  const char* text;
  int line;
  int column;
  const char* message;
};

/// The case as CTest shows it.
inline void PrintTo(const MalformedText& test, std::ostream* out) {
  *out << test.message;
}

/// Expects that there are problems and that the first one is that of `test`.
inline void expect_first_problem(const std::vector<GameFileProblem>& problems,
                                 const MalformedText& test) {
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.front().line, test.line);
  EXPECT_EQ(problems.front().column, test.column);
  EXPECT_THAT(problems.front().message, ::testing::HasSubstr(test.message));
}

/// Expects that the problems are in order and lie in the text.
inline void expect_places_in(std::string_view text, const std::vector<GameFileProblem>& problems) {
  std::vector<std::size_t> lengths(1, 0);
  for (const char c : text) {
    ++lengths.back();
    if (c == '\n') {
      lengths.push_back(0);
    }
  }
  std::tuple last(1, 1);
  for (const GameFileProblem& problem : problems) {
    const std::tuple place(problem.line, problem.column);
    EXPECT_LE(last, place);
    last = place;
    ASSERT_LE(static_cast<std::size_t>(problem.line), lengths.size()) << text;
    EXPECT_GE(problem.column, 1);
    EXPECT_LE(static_cast<std::size_t>(problem.column),
              lengths[static_cast<std::size_t>(problem.line) - 1] + 1)
        << text;
  }
}

/// Parses many damaged copies of the texts. Expects of each a game or problems, never both, and
/// that problems lie in the text. Returns the number of copies refused.
template <class Parse>
int num_refused_of_damaged(const std::vector<std::string>& texts,
                           std::string_view inserted,
                           int num_copies,
                           const Parse& parse) {
  boost::random::mt19937_64 engine(5);
  int num_refused = 0;
  for (int copy = 0; copy < num_copies; ++copy) {
    const std::string text =
        damaged(texts[static_cast<std::size_t>(copy) % texts.size()], inserted, engine);
    const auto parsed = parse(text);
    EXPECT_EQ(parsed.game.has_value(), parsed.problems.empty()) << text;
    expect_places_in(text, parsed.problems);
    num_refused += parsed.game ? 0 : 1;
  }
  return num_refused;
}

}  // namespace demarche::testing
