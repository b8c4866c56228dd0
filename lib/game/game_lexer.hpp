// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace demarche {

enum class GameTokenKind { open, close, string, word, end, unclosed };

/// A piece of a game file.
struct GameToken {
  GameTokenKind kind = GameTokenKind::end;
  std::string text;  ///< Of a string, without quotes and escapes.
  std::size_t offset = 0;

  /// For messages.
  [[nodiscard]] std::string describe() const;
};

/// Takes a game file apart; commas are blanks. A string without its closing quote is `unclosed`.
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
