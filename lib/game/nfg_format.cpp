// SPDX-License-Identifier: MIT
#include "demarche/game/nfg_format.hpp"

#include <fmt/format.h>

#include <iterator>
#include <limits>
#include <map>
#include <utility>

#include "core/whole_file.hpp"
#include "demarche/core/error.hpp"
#include "game/exact_numbers.hpp"
#include "game/game_text_file.hpp"
#include "game/game_text_reader.hpp"

namespace demarche {
namespace {

using Kind = GameTokenKind;

class NfgReader {
 public:
  explicit NfgReader(GameTextReader& in) : in_(in) {}

  NormalFormGame read() {
    std::string title = in_.header("NFG", "1");
    std::vector<std::string> players = in_.names("the players' names");
    const std::size_t strategies_at = in_.peek().offset;
    std::vector<std::vector<std::string>> strategies = read_strategies();
    if (players.empty()) {
      in_.stop(strategies_at, "a game needs at least one player");
    }
    if (strategies.size() != players.size()) {
      in_.stop(strategies_at,
               fmt::format("found the strategies of {} players, but {} players",
                           strategies.size(),
                           players.size()));
    }
    NormalFormGame game = make_game(strategies, strategies_at);
    game.title = std::move(title);
    game.player_names = std::move(players);
    game.strategy_names = std::move(strategies);
    if (in_.is_next(Kind::string)) {
      in_.take();  // A comment.
    }
    if (in_.is_next(Kind::open)) {
      read_outcomes(game);
    } else {
      read_payoffs(game);
    }
    in_.expect_end();
    return game;
  }

 private:
  /// Reads the players' strategies: for each player either their number or a list of their names.
  std::vector<std::vector<std::string>> read_strategies() {
    in_.expect(Kind::open, "'{' before the players' strategies");
    std::vector<std::vector<std::string>> all;
    double total = 0.0;
    while (in_.is_next(Kind::open) || in_.is_next(Kind::word)) {
      const std::size_t at = in_.peek().offset;
      if (in_.is_next(Kind::open)) {
        all.push_back(in_.names("a player's strategies"));
        if (all.back().empty()) {
          in_.fail(at, "every player needs at least one strategy");
        }
        continue;
      }
      const int count =
          in_.integer(1, std::numeric_limits<int>::max(), "a number of strategies, at least 1");
      total += count;
      // Each strategy needs at least one payoff, and so one byte.
      if (total > static_cast<double>(in_.num_bytes())) {
        in_.stop(at, fmt::format("{} strategies have more payoffs than the file holds", count));
      }
      auto& own = all.emplace_back();
      for (int s = 1; s <= count; ++s) {
        own.push_back(std::to_string(s));
      }
    }
    in_.expect(Kind::close, "a number of strategies, '{', or '}' after the players' strategies");
    if (in_.has_problems()) {
      throw StopReading();
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
    // Each profile needs at least one number, and each number two bytes with the blank after it.
    // Checking this before the game is made keeps a short file from asking for gigabytes.
    if (2.0 * profiles > static_cast<double>(in_.num_bytes()) + 2.0) {
      in_.stop(at,
               fmt::format("the game has {:.6g} profiles, more than the file can hold numbers",
                           profiles));
    }
    try {
      return NormalFormGame(counts);
    } catch (const InvalidArgument& error) {
      in_.stop(at, error.what());
    }
  }

  void read_payoffs(NormalFormGame& game) {
    PayoffTable table(game);
    std::size_t done = 0;
    for_each_profile(game, [&](std::size_t profile) {
      for (std::size_t i = 0; i < game.num_players(); ++i) {
        table.put(
            i, profile, in_.number_of(done++, game.num_players() * game.num_profiles(), "payoffs"));
      }
    });
    table.finish();
  }

  void read_outcomes(NormalFormGame& game) {
    in_.expect(Kind::open, "'{' before the outcomes");
    std::vector<std::vector<Fraction>> outcomes = {std::vector<Fraction>(game.num_players())};
    while (in_.is_next(Kind::open)) {
      in_.take();
      in_.expect(Kind::string, "the outcome's name in quotes");
      auto& payoffs = outcomes.emplace_back();
      for (std::size_t i = 0; i < game.num_players(); ++i) {
        payoffs.push_back(in_.number_of(i, game.num_players(), "payoffs of an outcome"));
      }
      in_.expect(Kind::close, "'}' after the outcome's payoffs");
    }
    in_.expect(Kind::close, "an outcome, or '}' after the outcomes");
    const int most = static_cast<int>(outcomes.size()) - 1;
    const std::string what = fmt::format("an outcome from 0 to {}", most);
    PayoffTable table(game);
    std::size_t done = 0;
    for_each_profile(game, [&](std::size_t profile) {
      if (!in_.is_next(Kind::word)) {
        in_.stop(in_.peek().offset,
                 fmt::format("expected {} outcome numbers, found {} and then {}",
                             game.num_profiles(),
                             done,
                             in_.peek().describe()));
      }
      ++done;
      const auto outcome = static_cast<std::size_t>(in_.integer(0, most, what));
      for (std::size_t i = 0; i < game.num_players(); ++i) {
        table.put(i, profile, outcomes[outcome][i]);
      }
    });
    table.finish();
  }

  GameTextReader& in_;
};

/// Writes payoffs exactly if the game knows them so.
class PayoffWriter {
 public:
  explicit PayoffWriter(const NormalFormGame& game) : game_(game) {
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      exact_.push_back(game.exact_payoffs(i));
    }
  }

  /// Appends what the players get at a profile, with blanks between.
  void append(std::string& text, std::size_t profile) const {
    for (std::size_t i = 0; i < game_.num_players(); ++i) {
      text += i == 0 ? "" : " ";
      if (exact_[i].empty()) {
        fmt::format_to(std::back_inserter(text), "{}", game_.payoffs(i)[profile]);
      } else {
        text += number_text(exact_[i][profile]);
      }
    }
  }

 private:
  const NormalFormGame& game_;
  std::vector<std::span<const Fraction>> exact_;
};

void append_outcomes(std::string& text, const NormalFormGame& game) {
  std::map<std::string, int>
      numbers;  // By the text of the payoffs: equal payoffs have equal texts.
  std::string indices;
  const PayoffWriter writer(game);
  text += "{\n";
  for_each_profile(game, [&](std::size_t profile) {
    std::string payoffs;
    writer.append(payoffs, profile);
    const auto [outcome, is_new] =
        numbers.try_emplace(std::move(payoffs), static_cast<int>(numbers.size()) + 1);
    if (is_new) {
      text += fmt::format("{{ \"{}\" {} }}\n", outcome->second, outcome->first);
    }
    fmt::format_to(std::back_inserter(indices), "{}\n", outcome->second);
  });
  text += "}\n" + indices;
}

}  // namespace

ParsedGameFile<NormalFormGame> parse_nfg(std::string_view text) {
  return parse_game_text<NormalFormGame, NfgReader>(text);
}

NormalFormGame read_nfg(const std::filesystem::path& path) {
  return read_game_file<NormalFormGame>(path, parse_nfg);
}

std::string format_nfg(const NormalFormGame& game, NfgVersion version) {
  game.check_finite();
  std::string text = fmt::format("NFG 1 R {}\n{{", in_quotes(game.title));
  for (const std::string& name : game.player_names) {
    text += " " + in_quotes(name);
  }
  text += " }\n{";
  for (const auto& names : game.strategy_names) {
    text += " {";
    for (const std::string& name : names) {
      text += " " + in_quotes(name);
    }
    text += " }";
  }
  text += " }\n\"\"\n\n";
  if (version == NfgVersion::outcomes) {
    append_outcomes(text, game);
    return text;
  }
  const PayoffWriter writer(game);
  for_each_profile(game, [&](std::size_t profile) {
    writer.append(text, profile);
    text += '\n';
  });
  return text;
}

void write_nfg(const NormalFormGame& game, const std::filesystem::path& path, NfgVersion version) {
  write_whole_file(path, format_nfg(game, version));
}

}  // namespace demarche
