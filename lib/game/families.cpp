// SPDX-License-Identifier: MIT
#include "demarche/game/families.hpp"

#include <fmt/format.h>

#include "core/unknown_name.hpp"
#include "demarche/core/error.hpp"
#include "game/family_games.hpp"

namespace demarche {

// NOLINTNEXTLINE(readability-function-size): a table, a few lines for each family.
const std::vector<GameFamily>& game_families() {
  static const std::vector<GameFamily> all = {
      {"uniform", "independent payoffs in [0, 1)", {"strategies"}, true, check_sizes, uniform_game},
      {"integer",
       "integer payoffs from 0 to most: many ties",
       {"strategies", "most"},
       true,
       check_integer,
       integer_game},
      {"covariant",
       "normal payoffs with correlation rho between players",
       {"strategies", "rho"},
       true,
       check_covariant,
       covariant_game},
      {"zero-sum",
       "two players, what one wins the other loses",
       {"strategies"},
       true,
       check_two_players,
       zero_sum_game},
      {"duplicated",
       "uniform, half of the strategies are copies",
       {"strategies"},
       true,
       check_sizes,
       duplicated_game},
      {"coordination",
       "best for all to choose the same",
       {"strategies"},
       true,
       check_equal_sizes,
       coordination_game},
      {"dispersion",
       "the fewer choose the same, the better for them",
       {"strategies"},
       true,
       check_equal_sizes,
       dispersion_game},
      {"polymatrix",
       "sums of two-player games, one per pair",
       {"strategies"},
       true,
       check_sizes,
       polymatrix_game},
      {"congestion",
       "sets of facilities, each paying less the more use it",
       {"strategies", "facilities", "symmetric"},
       true,
       check_congestion,
       congestion_game},
      {"sgc",
       "4k-1 strategies a side, one equilibrium mixing 2k-1 of them",
       {"size"},
       false,
       check_sgc,
       sgc_game},
      {"travellers-dilemma",
       "the lowest claim is paid, with a reward for its maker",
       {"strategies", "lowest", "reward"},
       false,
       check_travellers_dilemma,
       travellers_dilemma},
      {"blotto",
       "two players, battlefields won by the larger force",
       {"soldiers", "battlefields"},
       false,
       check_blotto,
       blotto_game},
  };
  return all;
}

const GameFamily& find_game_family(std::string_view name) {
  std::vector<std::string> names;
  for (const GameFamily& family : game_families()) {
    if (family.name == name) {
      return family;
    }
    names.emplace_back(family.name);
  }
  throw_unknown("family of games", name, names, "known are");
}

NormalFormGame generate_game(std::string_view family,
                             const FamilyOptions& options,
                             std::uint64_t seed) {
  const GameFamily& entry = find_game_family(family);
  std::vector<std::string> problems;
  entry.check(options, problems);
  if (!problems.empty()) {
    std::string lines;
    for (const std::string& problem : problems) {
      lines += fmt::format("{}{}: {}", lines.empty() ? "" : "\n", family, problem);
    }
    throw InvalidArgument(lines);
  }
  NormalFormGame game = entry.generate(options, seed);
  std::string sizes;
  for (const int count : game.num_strategies()) {
    sizes += fmt::format("{}{}", sizes.empty() ? "" : "x", count);
  }
  game.title = fmt::format("{} {}", family, sizes);
  if (entry.is_random) {
    game.title += fmt::format(", seed {}", seed);
  }
  return game;
}

}  // namespace demarche
