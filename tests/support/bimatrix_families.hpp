// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

#include "demarche/game/normal_form_game.hpp"

namespace demarche::testing {

/// Kinds of two-player games that pivoting methods may stumble over.
enum class BimatrixFamily {
  uniform,
  integer,    ///< Payoffs from 0 to 2: ties everywhere.
  covariant,  ///< The players' payoffs correlate, from -0.9 to 0.9 as the seed says.
  zero_sum,
  duplicated,   ///< A third of the strategies are copies of others.
  rank_one,     ///< The players' payoffs sum to a product of a row's and a column's number.
  tiny,         ///< Uniform times 1e-10, and the other player's times 1e10.
  shifted,      ///< Uniform plus 1e8.
  mixed_scale,  ///< Log-uniform magnitudes from 1e-10 to 1e10, either sign.
  flat,         ///< One player does not care; the other has ties.
};
inline constexpr int kNumBimatrixFamilies = 10;

[[nodiscard]] std::string_view to_string(BimatrixFamily family);

/// A game of m x n strategies; the same for the same seed.
[[nodiscard]] NormalFormGame family_game(BimatrixFamily family, int m, int n, std::uint64_t seed);

}  // namespace demarche::testing
