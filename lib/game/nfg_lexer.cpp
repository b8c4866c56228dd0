// SPDX-License-Identifier: MIT
#include "game/nfg_lexer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace demarche {
namespace {

constexpr std::string_view kBlanks = " \t\n\r\f\v,";
constexpr std::string_view kWordEnds = " \t\n\r\f\v,{}\"";
constexpr std::size_t kMostShown = 40;

}  // namespace

std::string NfgToken::describe() const {
  switch (kind) {
    case NfgTokenKind::open:
      return "'{'";
    case NfgTokenKind::close:
      return "'}'";
    case NfgTokenKind::string:
    case NfgTokenKind::unclosed:
      return fmt::format("the text \"{}\"", text.substr(0, kMostShown));
    case NfgTokenKind::word:
      return fmt::format("'{}'", text.substr(0, kMostShown));
    case NfgTokenKind::end:
      break;
  }
  return "the end of the file";
}

NfgToken NfgLexer::next() {
  at_ = std::min(text_.find_first_not_of(kBlanks, at_), text_.size());
  NfgToken token{NfgTokenKind::end, "", at_};
  if (at_ >= text_.size()) {
    return token;
  }
  const char c = text_[at_];
  if (c == '{' || c == '}') {
    token.kind = c == '{' ? NfgTokenKind::open : NfgTokenKind::close;
    ++at_;
  } else if (c == '"') {
    read_string(token);
  } else {
    const std::size_t end = std::min(text_.find_first_of(kWordEnds, at_), text_.size());
    token.kind = NfgTokenKind::word;
    token.text = text_.substr(at_, end - at_);
    at_ = end;
  }
  return token;
}

void NfgLexer::read_string(NfgToken& token) {
  token.kind = NfgTokenKind::string;
  for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
    if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
      ++at_;
    }
    token.text += text_[at_];
  }
  if (at_ >= text_.size()) {
    token.kind = NfgTokenKind::unclosed;
    return;
  }
  ++at_;
}

}  // namespace demarche
