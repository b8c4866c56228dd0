// SPDX-License-Identifier: MIT
#include "demarche/game/nfg_format.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <sstream>
#include <utility>

#include "demarche/core/error.hpp"
#include "game/nfg_lexer.hpp"

namespace demarche {
namespace {

constexpr std::size_t kMaxProblems = 100;
constexpr std::uintmax_t kMaxFileSize = std::uintmax_t{1} << 30;

using Kind = NfgTokenKind;
using Token = NfgToken;

/// Gives up: what follows could not be understood.
struct Stop {};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text), lexer_(text) { next(); }

  ParsedNfg run() {
    ParsedNfg parsed;
    try {
      NormalFormGame game = read_game();
      if (problems_.empty()) {
        parsed.game = std::move(game);
      }
    } catch (const Stop&) {
    }
    std::stable_sort(problems_.begin(), problems_.end(), [](const auto& a, const auto& b) {
      return a.first < b.first;
    });
    int line = 1;
    std::size_t at = 0;
    std::size_t line_start = 0;
    for (auto& [offset, message] : problems_) {
      for (; at < offset && at < text_.size(); ++at) {
        if (text_[at] == '\n') {
          ++line;
          line_start = at + 1;
        }
      }
      parsed.problems.push_back(
          {line, static_cast<int>(offset - line_start) + 1, std::move(message)});
    }
    return parsed;
  }

 private:
  void fail(std::size_t offset, std::string message) {
    problems_.emplace_back(offset, std::move(message));
    if (problems_.size() >= kMaxProblems) {
      problems_.emplace_back(offset, "too many problems; the rest is not shown");
      throw Stop();
    }
  }

  [[noreturn]] void stop(std::size_t offset, std::string message) {
    fail(offset, std::move(message));
    throw Stop();
  }

  void next() {
    token_ = lexer_.next();
    if (token_.kind == Kind::unclosed) {
      stop(token_.offset, "this text has no closing quote");
    }
  }

  Token take() {
    Token taken = std::move(token_);
    next();
    return taken;
  }

  Token expect(Kind kind, const char* what) {
    if (token_.kind != kind) {
      stop(token_.offset, fmt::format("expected {}, found {}", what, token_.describe()));
    }
    return take();
  }

  NormalFormGame read_game() {
    header();
    std::string title = expect(Kind::string, "the game's title in quotes").text;
    std::vector<std::string> players = names("the players' names");
    const std::size_t strategies_at = token_.offset;
    std::vector<std::vector<std::string>> strategies = read_strategies();
    if (players.empty()) {
      stop(strategies_at, "a game needs at least one player");
    }
    if (strategies.size() != players.size()) {
      stop(strategies_at,
           fmt::format("found the strategies of {} players, but {} players",
                       strategies.size(),
                       players.size()));
    }
    NormalFormGame game = make_game(strategies, strategies_at);
    game.title = std::move(title);
    game.player_names = std::move(players);
    game.strategy_names = std::move(strategies);
    if (token_.kind == Kind::string) {
      take();  // A comment.
    }
    if (token_.kind == Kind::open) {
      read_outcomes(game);
    } else {
      read_payoffs(game);
    }
    if (token_.kind != Kind::end) {
      fail(token_.offset, fmt::format("expected the end of the file, found {}", token_.describe()));
    }
    return game;
  }

  void header() {
    const Token magic = take();
    if (magic.kind != Kind::word || magic.text != "NFG") {
      stop(magic.offset, fmt::format("expected NFG, found {}", magic.describe()));
    }
    const Token version = take();
    if (version.kind != Kind::word || version.text != "1") {
      stop(version.offset,
           fmt::format("expected the format's version, 1, found {}", version.describe()));
    }
    const Token precision = take();
    if (precision.kind != Kind::word || (precision.text != "R" && precision.text != "D")) {
      stop(precision.offset, fmt::format("expected R or D, found {}", precision.describe()));
    }
  }

  std::vector<std::string> names(const char* what) {
    expect(Kind::open, fmt::format("'{{' before {}", what).c_str());
    std::vector<std::string> all;
    while (token_.kind == Kind::string) {
      all.push_back(take().text);
    }
    expect(Kind::close, fmt::format("a name in quotes, or '}}' after {}", what).c_str());
    return all;
  }

  /// Counts, or names in a list for each player.
  std::vector<std::vector<std::string>> read_strategies() {
    expect(Kind::open, "'{' before the players' strategies");
    std::vector<std::vector<std::string>> all;
    double total = 0.0;
    while (token_.kind == Kind::open || token_.kind == Kind::word) {
      if (token_.kind == Kind::open) {
        const std::size_t at = token_.offset;
        all.push_back(names("a player's strategies"));
        if (all.back().empty()) {
          fail(at, "every player needs at least one strategy");
        }
        continue;
      }
      const Token token = take();
      int count = 0;
      const auto [end, error] =
          std::from_chars(token.text.data(), token.text.data() + token.text.size(), count);
      if (error != std::errc() || end != token.text.data() + token.text.size() || count < 1) {
        stop(token.offset,
             fmt::format("expected a number of strategies, at least 1, found '{}'", token.text));
      }
      total += count;
      if (total > static_cast<double>(text_.size())) {  // Each strategy takes a payoff at least.
        stop(token.offset,
             fmt::format("{} strategies have more payoffs than the file holds", count));
      }
      auto& own = all.emplace_back();
      for (int s = 1; s <= count; ++s) {
        own.push_back(std::to_string(s));
      }
    }
    expect(Kind::close, "a number of strategies, '{', or '}' after the players' strategies");
    if (!problems_.empty()) {
      throw Stop();
    }
    return all;
  }

  NormalFormGame make_game(const std::vector<std::vector<std::string>>& strategies,
                           std::size_t at) {
    std::vector<int> counts;
    double profiles = 1.0;
    for (const auto& own : strategies) {
      counts.push_back(static_cast<int>(own.size()));
      profiles *= static_cast<double>(own.size());
    }
    // A number takes two bytes at least, and each profile at least one number.
    if (2.0 * profiles > static_cast<double>(text_.size()) + 2.0) {
      stop(at,
           fmt::format("the game has {:.6g} profiles, more than the file can hold numbers",
                       profiles));
    }
    try {
      return NormalFormGame(counts);
    } catch (const InvalidArgument& error) {
      stop(at, error.what());
    }
  }

  static bool parse_decimal(std::string_view text, double& value) {
    if (!text.empty() && text.front() == '+') {
      text.remove_prefix(1);
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(value);
  }

  /// A payoff; 0 (and a problem) if the token is no number.
  double number() {
    const Token token = take();
    double value = 0.0;
    const auto slash = token.text.find('/');
    double denominator = 1.0;
    const std::string_view text = token.text;
    const bool is_read =
        token.kind == Kind::word && parse_decimal(text.substr(0, slash), value) &&
        (slash == std::string::npos || parse_decimal(text.substr(slash + 1), denominator));
    if (!is_read) {
      fail(token.offset, fmt::format("expected a finite number, found {}", token.describe()));
      return 0.0;
    }
    if (denominator == 0.0) {
      fail(token.offset, fmt::format("'{}' divides by 0", token.text));
      return 0.0;
    }
    return value / denominator;
  }

  /// Calls `visit` with the index of each profile in the file's order: the first player's strategy
  /// fastest.
  template <class Visit>
  void for_each_profile(const NormalFormGame& game, const Visit& visit) {
    std::vector<int> profile(game.num_players(), 0);
    while (true) {
      visit(game.profile_index(profile));
      std::size_t i = 0;
      while (i < profile.size() && ++profile[i] == game.num_strategies()[i]) {
        profile[i++] = 0;
      }
      if (i == profile.size()) {
        return;
      }
    }
  }

  void require_number(std::size_t done, std::size_t needed, const char* what) {
    if (token_.kind != Kind::word) {
      stop(token_.offset,
           fmt::format(
               "expected {} {}, found {} and then {}", needed, what, done, token_.describe()));
    }
  }

  void read_payoffs(NormalFormGame& game) {
    std::size_t done = 0;
    for_each_profile(game, [&](std::size_t profile) {
      for (std::size_t i = 0; i < game.num_players(); ++i) {
        require_number(done++, game.num_players() * game.num_profiles(), "payoffs");
        game.payoffs(i)[profile] = number();
      }
    });
  }

  void read_outcomes(NormalFormGame& game) {
    expect(Kind::open, "'{' before the outcomes");
    std::vector<std::vector<double>> outcomes = {std::vector<double>(game.num_players(), 0.0)};
    while (token_.kind == Kind::open) {
      take();
      expect(Kind::string, "the outcome's name in quotes");
      auto& payoffs = outcomes.emplace_back();
      for (std::size_t i = 0; i < game.num_players(); ++i) {
        require_number(i, game.num_players(), "payoffs of an outcome");
        payoffs.push_back(number());
      }
      expect(Kind::close, "'}' after the outcome's payoffs");
    }
    expect(Kind::close, "an outcome, or '}' after the outcomes");
    std::size_t done = 0;
    for_each_profile(game, [&](std::size_t profile) {
      require_number(done++, game.num_profiles(), "outcome numbers");
      const Token token = take();
      std::size_t outcome = 0;
      const auto [end, error] =
          std::from_chars(token.text.data(), token.text.data() + token.text.size(), outcome);
      if (error != std::errc() || end != token.text.data() + token.text.size() ||
          outcome >= outcomes.size()) {
        fail(token.offset,
             fmt::format(
                 "expected an outcome from 0 to {}, found '{}'", outcomes.size() - 1, token.text));
        return;
      }
      for (std::size_t i = 0; i < game.num_players(); ++i) {
        game.payoffs(i)[profile] = outcomes[outcome][i];
      }
    });
  }

  std::string_view text_;
  NfgLexer lexer_;
  Token token_;
  std::vector<std::pair<std::size_t, std::string>> problems_;
};

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
    }
    result += c;
  }
  return result + "\"";
}

}  // namespace

ParsedNfg parse_nfg(std::string_view text) {
  try {
    return Reader(text).run();
  } catch (const Stop&) {  // The first token has no end.
    return {std::nullopt, {{1, 1, "a text has no closing quote"}}};
  }
}

NormalFormGame read_nfg(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) {
    throw IoError(fmt::format("{}: {}", path.string(), error.message()));
  }
  if (size > kMaxFileSize) {
    throw IoError(
        fmt::format("{}: {} bytes; a game file has at most {}", path.string(), size, kMaxFileSize));
  }
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream contents;
  contents << stream.rdbuf();
  if (!stream) {
    throw IoError(fmt::format("{}: cannot be read", path.string()));
  }
  ParsedNfg parsed = parse_nfg(contents.str());
  if (parsed.game) {
    return std::move(*parsed.game);
  }
  std::string lines;
  for (const NfgProblem& problem : parsed.problems) {
    lines += fmt::format("{}{}:{}:{}: {}",
                         lines.empty() ? "" : "\n",
                         path.string(),
                         problem.line,
                         problem.column,
                         problem.message);
  }
  throw InvalidArgument(lines);
}

std::string format_nfg(const NormalFormGame& game) {
  std::string text = fmt::format("NFG 1 R {}\n{{", quoted(game.title));
  for (const std::string& name : game.player_names) {
    text += " " + quoted(name);
  }
  text += " }\n{";
  for (const auto& names : game.strategy_names) {
    text += " {";
    for (const std::string& name : names) {
      text += " " + quoted(name);
    }
    text += " }";
  }
  text += " }\n\"\"\n\n";
  std::vector<int> profile(game.num_players(), 0);
  for (bool is_last = false; !is_last;) {
    const std::size_t index = game.profile_index(profile);
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      text += fmt::format("{}{}", i == 0 ? "" : " ", game.payoffs(i)[index]);
    }
    text += '\n';
    std::size_t i = 0;
    while (i < profile.size() && ++profile[i] == game.num_strategies()[i]) {
      profile[i++] = 0;
    }
    is_last = i == profile.size();
  }
  return text;
}

void write_nfg(const NormalFormGame& game, const std::filesystem::path& path) {
  std::ofstream stream(path, std::ios::binary | std::ios::trunc);
  stream << format_nfg(game);
  stream.close();
  if (!stream) {
    throw IoError(fmt::format("{}: cannot be written", path.string()));
  }
}

}  // namespace demarche
