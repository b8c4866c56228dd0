// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/rational.hpp"
#include "demarche/core/fraction.hpp"
#include "demarche/game/extensive_game.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// Whether there is a fraction for each double, and each double is the one nearest to its fraction.
/// If so, the fractions are what the doubles stand for; else a double has been changed.
[[nodiscard]] inline bool are_nearest(std::span<const double> doubles,
                                      std::span<const Fraction> fractions) {
  return std::equal(doubles.begin(),
                    doubles.end(),
                    fractions.begin(),
                    fractions.end(),
                    [](double x, const Fraction& fraction) { return x == fraction.to_double(); });
}

/// The sum of the fractions. Nothing if its denominator is so large that to give each of them the
/// same denominator would take more than 32 MiB, or longer than a file should.
[[nodiscard]] std::optional<Rational> exact_sum(std::span<const Fraction> fractions);

/// Whether the set is a player's, or its probabilities are known exactly and sum to exactly 1.
[[nodiscard]] bool has_exact_probabilities(const InformationSet& set);

/// The fraction as game files have it: as a decimal if the nearest double's shortest decimal is the
/// fraction, else as a quotient. So 1/2 becomes "0.5", and 1/3 stays "1/3".
[[nodiscard]] std::string number_text(const Fraction& fraction);

/// Whether the game is exact, and doubles would lose digits of the differences between a player's
/// payoffs: see ScaledRange::is_far_from_zero(). NormalFormGame::unit_scaled() loses none.
[[nodiscard]] bool has_exact_payoffs_far_from_zero(const NormalFormGame& game);

/// Collects the payoffs of a game that is read from a file, and gives them to the game: exactly if
/// they are at most NormalFormGame::kMaxExactPayoffs.
class PayoffTable {
 public:
  /// Keeps a reference to `game`.
  explicit PayoffTable(NormalFormGame& game);

  /// Must be called for each payoff.
  void put(std::size_t player, std::size_t profile, const Fraction& payoff);
  /// Must be called at the end.
  void finish();

 private:
  NormalFormGame& game_;
  std::vector<Fraction> exact_;  ///< Empty if the game is too large.
};

}  // namespace demarche
