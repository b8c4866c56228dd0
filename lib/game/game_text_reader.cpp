// SPDX-License-Identifier: MIT
#include "game/game_text_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/utf8.hpp"

namespace demarche {
namespace {

constexpr std::size_t kMaxProblems = 100;

using Kind = GameTokenKind;

/// Parses a number that must fill the whole text. A leading plus sign is allowed, though
/// std::from_chars knows none.
template <class Number>
bool parse_whole(std::string_view text, Number& value) {
  if (text.size() > 1 && text.front() == '+' && text[1] != '-') {
    text.remove_prefix(1);
  }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

/// Whether a text is a quotient of two numbers, the second of which is 0.
bool divides_by_zero(std::string_view text) {
  const auto slash = text.find('/');
  return slash != std::string_view::npos && Fraction::parse(text.substr(0, slash)) &&
         Fraction::parse(text.substr(slash + 1)) == Fraction();
}

}  // namespace

void GameTextReader::next() {
  token_ = lexer_.next();
  if (token_.kind == Kind::unclosed) {
    stop(token_.offset, "this text has no closing quote");
  }
}

GameToken GameTextReader::take() {
  GameToken taken = std::move(token_);
  next();
  return taken;
}

GameToken GameTextReader::expect(Kind kind, std::string_view what) {
  if (token_.kind != kind) {
    stop(token_.offset, fmt::format("expected {}, found {}", what, token_.describe()));
  }
  return take();
}

void GameTextReader::expect_end() {
  if (token_.kind != Kind::end) {
    fail(token_.offset, fmt::format("expected the end of the file, found {}", token_.describe()));
  }
}

std::string GameTextReader::header(std::string_view magic, std::string_view version) {
  const auto expect_word = [&](const auto& fits, const std::string& what) {
    if (token_.kind != Kind::word || !fits(token_.text)) {
      stop(token_.offset, fmt::format("expected {}, found {}", what, token_.describe()));
    }
    take();
  };
  expect_word([&](const std::string& word) { return word == magic; }, std::string(magic));
  expect_word([&](const std::string& word) { return word == version; },
              fmt::format("the format's version, {}", version));
  expect_word([](const std::string& word) { return word == "R" || word == "D"; }, "R or D");
  return expect(Kind::string, "the game's title in quotes").text;
}

std::vector<std::string> GameTextReader::names(std::string_view what) {
  expect(Kind::open, fmt::format("'{{' before {}", what));
  std::vector<std::string> all;
  while (token_.kind == Kind::string) {
    all.push_back(take().text);
  }
  expect(Kind::close, fmt::format("a name in quotes, or '}}' after {}", what));
  return all;
}

Fraction GameTextReader::number() {
  const GameToken token = take();
  const auto value =
      token.kind == Kind::word ? Fraction::parse(token.text) : std::optional<Fraction>();
  if (value && std::isfinite(value->to_double())) {
    return *value;
  }
  fail(token.offset,
       divides_by_zero(token.text)
           ? fmt::format("{} divides by 0", token.describe())
           : fmt::format("expected a finite number, found {}", token.describe()));
  return {};
}

Fraction GameTextReader::number_of(std::size_t done, std::size_t needed, std::string_view what) {
  if (token_.kind != Kind::word) {
    stop(
        token_.offset,
        fmt::format("expected {} {}, found {} and then {}", needed, what, done, token_.describe()));
  }
  return number();
}

int GameTextReader::integer(int least, int most, std::string_view what) {
  const GameToken token = take();
  int value = 0;
  if (token.kind == Kind::word && parse_whole(token.text, value) && value >= least &&
      value <= most) {
    return value;
  }
  if (token.kind != Kind::word) {
    stop(token.offset, fmt::format("expected {}, found {}", what, token.describe()));
  }
  fail(token.offset, fmt::format("expected {}, found {}", what, token.describe()));
  return least;
}

void GameTextReader::fail(std::size_t offset, const std::string& message) {
  problems_.emplace_back(offset, printable(message));
  if (problems_.size() >= kMaxProblems) {
    problems_.emplace_back(offset, "too many problems; the rest is not shown");
    throw StopReading();
  }
}

void GameTextReader::stop(std::size_t offset, const std::string& message) {
  fail(offset, message);
  throw StopReading();
}

std::vector<GameFileProblem> GameTextReader::problems() const {
  auto sorted = problems_;
  std::stable_sort(
      sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<GameFileProblem> result;
  int line = 1;
  std::size_t at = 0;
  std::size_t line_start = 0;
  for (auto& [offset, message] : sorted) {
    for (; at < offset && at < text_.size(); ++at) {
      if (text_[at] == '\n') {
        ++line;
        line_start = at + 1;
      }
    }
    result.push_back({line, static_cast<int>(offset - line_start) + 1, std::move(message)});
  }
  return result;
}

}  // namespace demarche
