// SPDX-License-Identifier: MIT
#include "support/game_families.hpp"

#include "support/games.hpp"

namespace demarche::testing {
namespace {

using Sizes = std::vector<int>;

NormalFormGame zero_sum(const Sizes& sizes, std::uint64_t seed) {
  auto game = random_game(sizes, seed);
  for (std::size_t p = 0; p < game.num_profiles(); ++p) {
    game.payoffs(1)[p] = -game.payoffs(0)[p];
  }
  return game;
}

NormalFormGame with_copies(const Sizes& sizes, std::uint64_t seed, std::size_t num_players) {
  auto game = random_game(sizes, seed);
  const auto columns = static_cast<std::size_t>(sizes[1]);
  for (std::size_t player = 0; player < num_players; ++player) {
    for (std::size_t j = 0; j < columns; ++j) {
      game.payoffs(player)[game.num_profiles() - columns + j] = game.payoffs(player)[j];
    }
  }
  return game;
}

/// Few integers, each a little off: ties in all but the last bits.
NormalFormGame nearly_tied(const Sizes& sizes, std::uint64_t seed) {
  auto game = random_integer_game(sizes, 2, seed);
  const auto noise = random_integer_game(sizes, 3, seed + 1);
  for (std::size_t i = 0; i < 2; ++i) {
    for (std::size_t p = 0; p < game.num_profiles(); ++p) {
      game.payoffs(i)[p] += 0x1p-50 * noise.payoffs(i)[p];
    }
  }
  return game;
}

NormalFormGame rescaled_both(const Sizes& sizes, std::uint64_t seed, double scale, double offset) {
  return rescaled(rescaled(random_game(sizes, seed), 0, scale, offset), 1, 1.0 / scale, -offset);
}

}  // namespace

const std::vector<GameFamily>& game_families() {
  static const std::vector<GameFamily> families = {
      {"uniform", [](const Sizes& sizes, std::uint64_t seed) { return random_game(sizes, seed); }},
      {"few_integers",
       [](const Sizes& sizes, std::uint64_t seed) { return random_integer_game(sizes, 2, seed); }},
      {"many_integers",
       [](const Sizes& sizes, std::uint64_t seed) { return random_integer_game(sizes, 50, seed); }},
      {"nearly_tied", nearly_tied},
      {"zero_sum", zero_sum},
      {"copied_strategy",
       [](const Sizes& sizes, std::uint64_t seed) { return with_copies(sizes, seed, 2); }},
      {"copied_payoffs",
       [](const Sizes& sizes, std::uint64_t seed) { return with_copies(sizes, seed, 1); }},
      {"large_and_tiny",
       [](const Sizes& sizes, std::uint64_t seed) { return rescaled_both(sizes, seed, 1e10, 0); }},
      {"far_from_zero",
       [](const Sizes& sizes, std::uint64_t seed) { return rescaled_both(sizes, seed, 1, 1e6); }}};
  return families;
}

}  // namespace demarche::testing
