// SPDX-License-Identifier: MIT
#include "demarche/game/gam_format.hpp"

#include <fmt/format.h>

#include <iterator>
#include <limits>

#include "core/whole_file.hpp"
#include "demarche/core/error.hpp"
#include "game/exact_numbers.hpp"
#include "game/game_text_file.hpp"
#include "game/game_text_reader.hpp"

namespace demarche {
namespace {

class GamReader {
 public:
  explicit GamReader(GameTextReader& in) : in_(in) {}

  NormalFormGame read() {
    constexpr int kMostInt = std::numeric_limits<int>::max();
    const std::size_t at = in_.peek().offset;
    const int num_players = in_.integer(1, kMostInt, "the number of players, at least 1");
    std::vector<int> counts;
    double num_payoffs = num_players;
    for (int i = 0; i < num_players; ++i) {
      counts.push_back(in_.integer(
          1, kMostInt, fmt::format("player {}'s number of strategies, at least 1", i + 1)));
      num_payoffs *= counts.back();
    }
    if (in_.has_problems()) {
      throw StopReading();
    }
    // Each number takes at least two bytes with the blank after it; the last one needs no blank.
    // Checking this before the game is made keeps a short file from asking for gigabytes.
    if (2.0 * num_payoffs > static_cast<double>(in_.num_bytes()) + 1.0) {
      in_.stop(at,
               fmt::format("the game has {:.6g} payoffs, more than the file can hold numbers",
                           num_payoffs));
    }
    NormalFormGame game = make_game(counts, at);
    PayoffTable table(game);
    std::size_t done = 0;
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      for_each_profile(game, [&](std::size_t profile) {
        table.put(
            i, profile, in_.number_of(done++, game.num_players() * game.num_profiles(), "payoffs"));
      });
    }
    table.finish();
    in_.expect_end();
    return game;
  }

 private:
  NormalFormGame make_game(const std::vector<int>& counts, std::size_t at) {
    try {
      return NormalFormGame(counts);
    } catch (const InvalidArgument& error) {
      in_.stop(at, error.what());
    }
  }

  GameTextReader& in_;
};

}  // namespace

ParsedGameFile<NormalFormGame> parse_gam(std::string_view text) {
  return parse_game_text<NormalFormGame, GamReader>(text);
}

NormalFormGame read_gam(const std::filesystem::path& path) {
  return read_game_file<NormalFormGame>(path, parse_gam);
}

std::string format_gam(const NormalFormGame& game) {
  game.check_finite();
  std::string text =
      fmt::format("{}\n\n{}\n\n", game.num_players(), fmt::join(game.num_strategies(), " "));
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    bool is_first = true;
    for_each_profile(game, [&](std::size_t profile) {
      fmt::format_to(
          std::back_inserter(text), "{}{}", is_first ? "" : " ", game.payoffs(i)[profile]);
      is_first = false;
    });
    text += '\n';
  }
  return text;
}

void write_gam(const NormalFormGame& game, const std::filesystem::path& path) {
  write_whole_file(path, format_gam(game));
}

}  // namespace demarche
