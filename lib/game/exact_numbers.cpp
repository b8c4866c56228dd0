// SPDX-License-Identifier: MIT
#include "game/exact_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "game/range_scale.hpp"

namespace demarche {

std::optional<Rational> exact_sum(std::span<const Fraction> fractions) {
  constexpr std::size_t kMostBits = std::size_t{1} << 15;
  constexpr std::size_t kMostBitsTogether = std::size_t{1} << 28;
  const std::size_t most_bits =
      std::min(kMostBits, kMostBitsTogether / std::max<std::size_t>(fractions.size(), 1));
  Rational sum;
  for (const Fraction& fraction : fractions) {
    sum += to_rational(fraction);
    if (msb(boost::multiprecision::denominator(sum)) > most_bits) {
      return std::nullopt;
    }
  }
  return sum;
}

bool has_exact_probabilities(const InformationSet& set) {
  return set.player || (are_nearest(set.probabilities, set.exact_probabilities) &&
                        exact_sum(set.exact_probabilities) == Rational(1));
}

std::string number_text(const Fraction& fraction) {
  std::string decimal = fmt::format("{}", fraction.to_double());
  return Fraction::parse(decimal) == fraction ? decimal : fraction.to_string();
}

bool has_exact_payoffs_far_from_zero(const NormalFormGame& game) {
  if (!game.is_exact()) {
    return false;
  }
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    if (scaled_range(game.payoffs(i)).is_far_from_zero()) {
      return true;
    }
  }
  return false;
}

PayoffTable::PayoffTable(NormalFormGame& game) : game_(game) {
  const std::size_t count = game.num_players() * game.num_profiles();
  if (count <= NormalFormGame::kMaxExactPayoffs) {
    exact_.resize(count);
  }
}

void PayoffTable::put(std::size_t player, std::size_t profile, const Fraction& payoff) {
  if (exact_.empty()) {
    game_.payoffs(player)[profile] = payoff.to_double();
  } else {
    exact_[player * game_.num_profiles() + profile] = payoff;
  }
}

void PayoffTable::finish() {
  if (!exact_.empty()) {
    game_.set_exact_payoffs(std::move(exact_));
  }
}

}  // namespace demarche
