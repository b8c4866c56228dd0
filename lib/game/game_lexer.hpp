// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace demarche {

enum class GameTokenKind { open, close, string, word, end, unclosed };

/// A token of a game file: a brace, a quoted string or a word, such as a number.
struct GameToken {
  GameTokenKind kind = GameTokenKind::end;
  std::string text;        ///< A word as it stands, or a string without its quotes and escapes.
  std::size_t offset = 0;  ///< Of the first byte in the file.

  /// The token as messages name it, such as "the end of the file".
  [[nodiscard]] std::string describe() const;
};

/// Splits a game file into tokens. Commas count as blanks. A string without its closing quote gives
/// a token of kind `unclosed`.
class GameLexer {
 public:
  explicit GameLexer(std::string_view text) : text_(text) {}

  GameToken next();

 private:
  void read_string(GameToken& token);

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace demarche
