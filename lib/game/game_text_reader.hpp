// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/utf8.hpp"
#include "demarche/core/fraction.hpp"
#include "demarche/game/parsed_game_file.hpp"
#include "game/game_lexer.hpp"

namespace demarche {

/// Thrown where the rest of a file cannot be understood, after the problem has been noted.
struct StopReading {};

/// The base of all readers of game files: it keeps one token of look-ahead, reads numbers and
/// collects the problems found.
class GameTextReader {
 public:
  explicit GameTextReader(std::string_view text) : text_(text), lexer_(text) {}

  /// Reads the first token. Must be called once, before all else. Like every function below that
  /// takes a token, it throws StopReading if the text cannot be understood.
  void start() { next(); }

  [[nodiscard]] const GameToken& peek() const noexcept { return token_; }
  [[nodiscard]] bool is_next(GameTokenKind kind) const noexcept { return token_.kind == kind; }
  [[nodiscard]] std::size_t num_bytes() const noexcept { return text_.size(); }
  [[nodiscard]] bool has_problems() const noexcept { return !problems_.empty(); }

  GameToken take();
  /// Takes the next token. If it is of another kind, stops with a problem that says `what` was
  /// expected.
  GameToken expect(GameTokenKind kind, std::string_view what);
  void expect_end();

  /// Reads a header such as "NFG 1 R" and the title after it, which is returned. The first two
  /// words must be `magic` and `version`.
  std::string header(std::string_view magic, std::string_view version);
  /// Reads a list of quoted names between braces; `what` says in messages whose names they are.
  std::vector<std::string> names(std::string_view what);

  /// Reads an integer, a decimal or a fraction, whose nearest double must be finite. Any other
  /// token is noted as a problem and gives 0.
  Fraction number();
  /// Reads a number of a list of `needed` ones, of which `done` have been read before. Stops if the
  /// next token is no word, since the list is then too short.
  Fraction number_of(std::size_t done, std::size_t needed, std::string_view what);
  /// Reads an integer from `least` to `most`. Another word is noted as a problem that names `what`,
  /// and gives `least`.
  int integer(int least, int most, std::string_view what);

  /// Notes a problem, so that reading can go on. After a hundred problems reading stops. The
  /// message is noted without control characters, whatever it quotes.
  void fail(std::size_t offset, const std::string& message);
  /// Notes a problem and stops reading.
  [[noreturn]] void stop(std::size_t offset, const std::string& message);

  /// The problems noted, in the order of the text.
  [[nodiscard]] std::vector<GameFileProblem> problems() const;

 private:
  void next();

  std::string_view text_;
  GameLexer lexer_;
  GameToken token_;
  std::vector<std::pair<std::size_t, std::string>> problems_;
};

/// Reads a whole text. `Reader` is constructed from a GameTextReader& and has `Game read()`.
template <class Game, class Reader>
ParsedGameFile<Game> parse_game_text(std::string_view text) {
  ParsedGameFile<Game> parsed;
  if (is_utf16(text)) {
    parsed.problems.resize(1);
    parsed.problems.front().message = "the file is UTF-16; save it as UTF-8";
    return parsed;
  }
  GameTextReader in(without_byte_order_mark(text));
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
