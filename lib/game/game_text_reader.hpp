// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "demarche/game/parsed_game_file.hpp"
#include "game/game_lexer.hpp"

namespace demarche {

/// Gives up: what follows could not be understood. Its problem has been noted.
struct StopReading {};

/// What readers of game files share: one token of look-ahead, numbers, and the problems found.
class GameTextReader {
 public:
  explicit GameTextReader(std::string_view text) : text_(text), lexer_(text) {}

  /// Reads the first token; to be called once, before the rest. Throws StopReading, as all below.
  void start() { next(); }

  [[nodiscard]] const GameToken& peek() const noexcept { return token_; }
  [[nodiscard]] bool is_next(GameTokenKind kind) const noexcept { return token_.kind == kind; }
  [[nodiscard]] std::size_t num_bytes() const noexcept { return text_.size(); }
  [[nodiscard]] bool has_problems() const noexcept { return !problems_.empty(); }

  GameToken take();
  /// `what` is told if the next token is of another kind.
  GameToken expect(GameTokenKind kind, std::string_view what);
  void expect_end();

  /// "NFG 1 R" and the like, and the title. `magic` and `version` are what must be there.
  std::string header(std::string_view magic, std::string_view version);
  /// Names in quotes, in braces.
  std::vector<std::string> names(std::string_view what);

  /// An integer, a decimal or a fraction; 0 (and a problem) if the token is none.
  double number();
  /// Like number(), of a list: stops where a token is no word. `done` of `needed` were read before.
  double number_of(std::size_t done, std::size_t needed, std::string_view what);
  /// An integer from `least` to `most`; `least` (and a problem that names `what`) if it is none.
  int integer(int least, int most, std::string_view what);

  /// Notes a problem and goes on; stops after a hundred.
  void fail(std::size_t offset, std::string message);
  [[noreturn]] void stop(std::size_t offset, std::string message);

  /// What was noted, in the text's order.
  [[nodiscard]] std::vector<GameFileProblem> problems() const;

 private:
  void next();

  std::string_view text_;
  GameLexer lexer_;
  GameToken token_;
  std::vector<std::pair<std::size_t, std::string>> problems_;
};

/// Runs a reader, which has `Game read()` and takes a GameTextReader&, over a text.
template <class Game, class Reader>
ParsedGameFile<Game> parse_game_text(std::string_view text) {
  ParsedGameFile<Game> parsed;
  GameTextReader in(text);
  try {
    in.start();
    Game game = Reader(in).read();
    if (!in.has_problems()) {
      parsed.game = std::move(game);
    }
  } catch (const StopReading&) {
  }
  parsed.problems = in.problems();
  return parsed;
}

}  // namespace demarche
