// SPDX-License-Identifier: MIT
#include "game/game_lexer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr std::string_view kBlanks = " \t\n\r\f\v,";
constexpr std::string_view kWordEnds = " \t\n\r\f\v,{}\"";
constexpr std::size_t kMostShown = 40;

}  // namespace

std::string GameToken::describe() const {
  switch (kind) {
    case GameTokenKind::open:
      return "'{'";
    case GameTokenKind::close:
      return "'}'";
    case GameTokenKind::string:
    case GameTokenKind::unclosed:
      return fmt::format("the text \"{}\"", text.substr(0, kMostShown));
    case GameTokenKind::word:
      return fmt::format("'{}'", text.substr(0, kMostShown));
    case GameTokenKind::end:
      break;
  }
  return "the end of the file";
}

GameToken GameLexer::next() {
  at_ = std::min(text_.find_first_not_of(kBlanks, at_), text_.size());
  GameToken token{GameTokenKind::end, "", at_};
  if (at_ >= text_.size()) {
    return token;
  }
  const char c = text_[at_];
  if (c == '{' || c == '}') {
    token.kind = c == '{' ? GameTokenKind::open : GameTokenKind::close;
    ++at_;
  } else if (c == '"') {
    read_string(token);
  } else {
    const std::size_t end = std::min(text_.find_first_of(kWordEnds, at_), text_.size());
    token.kind = GameTokenKind::word;
    token.text = text_.substr(at_, end - at_);
    at_ = end;
  }
  return token;
}

void GameLexer::read_string(GameToken& token) {
  token.kind = GameTokenKind::string;
  for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
    // A backslash escapes only a quote or a backslash. Before anything else it stands for itself,
    // as in files that Gambit writes.
    if (text_[at_] == '\\' && at_ + 1 < text_.size() &&
        (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\')) {
      ++at_;
    }
    token.text += text_[at_];
  }
  if (at_ >= text_.size()) {
    token.kind = GameTokenKind::unclosed;
    return;
  }
  ++at_;
}

}  // namespace demarche
