// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// The options of families of games. A family takes those that its entry in game_families() names.
struct FamilyOptions {
  std::vector<int> num_strategies = {3, 3};  ///< "strategies": per player; each at least 1.
  double correlation = 0.0;   ///< "rho", of any two players' payoffs: in [-1 / (players - 1), 1].
  int most = 3;               ///< "most": the largest payoff, integers from 0 on; at least 1.
  int num_facilities = 4;     ///< "facilities": in [1, 20].
  bool is_symmetric = false;  ///< "symmetric": all players choose from the same sets.
  int size = 2;               ///< "size": k of sgc; in [1, 2000].
  double lowest_claim = 2.0;  ///< "lowest": in [-1e9, 1e9]; claims rise from it by 1.
  double reward = 2.0;        ///< "reward": of the lowest claim; above 1, at most 1e9.
  int num_soldiers = 4;       ///< "soldiers": of each player; in [1, 10000].
  int num_battlefields = 3;   ///< "battlefields": in [1, 100].
};

/// A family of games on which solvers can be tried.
struct GameFamily {
  std::string_view name;     ///< As generate_game() takes it.
  std::string_view summary;  ///< One line.
  /// The names of the options that it takes, as in the comments of FamilyOptions.
  std::vector<std::string_view> options;
  bool is_random = true;  ///< Whether the seed matters.
  /// Adds what is wrong with the options to `problems`, one sentence each.
  void (*check)(const FamilyOptions& options, std::vector<std::string>& problems);
  /// Makes a game. @pre `check` found no problem with the options.
  NormalFormGame (*generate)(const FamilyOptions& options, std::uint64_t seed);
};

/// All families, in the order of their listing:
///
/// - uniform: payoffs independent, uniform on [0, 1).
/// - integer: payoffs independent integers from 0 to `most`, so there are many ties.
/// - covariant: payoffs standard normal, those of one profile correlated @cite RinottScarsini2000.
/// - zero-sum: two players, uniform on [-1, 1).
/// - duplicated: uniform, but the last half of each player's strategies repeats the first half, so
///   the game is degenerate.
/// - coordination: uniform on [1, 2) where all choose the same, on [0, 1) elsewhere
///   @cite NudelmanWortmanShohamLeytonBrown2004.
/// - dispersion: a payoff that only falls with the number of players who chose the same
///   @cite GrenagerPowersShoham2002.
/// - polymatrix: sums of uniform two-player games, one per pair @cite Yanovskaya1968.
/// - congestion: strategies are sets of facilities, each of which pays all its users an amount that
///   falls with their number @cite Rosenthal1973.
/// - sgc: 4k - 1 strategies a side and a single equilibrium, which mixes 2k - 1 of them. Searches
///   that start with small supports, or with large ones, find it late
///   @cite SandholmGilpinConitzer2005.
/// - travellers-dilemma: each player gets the lowest claim, plus `reward` if it made that claim,
///   minus `reward` if not. If all claim the same, they get that @cite Basu1994.
/// - blotto: two players place soldiers on battlefields, and the payoff is the number of
///   battlefields won minus those lost @cite GrossWagner1950.
[[nodiscard]] const std::vector<GameFamily>& game_families();

/// @throws InvalidArgument with the closest known name, or all names, if there is none called
/// `name`.
[[nodiscard]] const GameFamily& find_game_family(std::string_view name);

/// A game of a family. The same arguments give the same game everywhere; options that the family
/// does not take are ignored.
/// @throws InvalidArgument if there is no such family; or naming all options out of their range,
/// one a line, among them sizes that need more payoffs than a NormalFormGame may hold.
[[nodiscard]] NormalFormGame generate_game(std::string_view family,
                                           const FamilyOptions& options = {},
                                           std::uint64_t seed = 0);

}  // namespace demarche
