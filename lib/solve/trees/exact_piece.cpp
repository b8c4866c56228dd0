// SPDX-License-Identifier: MIT
#include "solve/trees/exact_piece.hpp"

#include <algorithm>
#include <cassert>

namespace demarche {
namespace {

/// Fractions grow with the chance moves that they average over. Longer ones are not kept: sums of
/// doubles with their errors take their place.
constexpr std::size_t kMostBits = 4096;

bool is_short(const Rational& value) {
  return msb(Integer(denominator(value))) < kMostBits &&
         (value == 0 || msb(Integer(abs(numerator(value)))) < kMostBits);
}

}  // namespace

ExactPiece::ExactPiece(const ExtensiveGame& game,
                       bool is_exact,
                       const NodeValues& values,
                       const TreePiece& piece)
    : game_(game), values_(values), piece_(piece) {
  is_known_ = is_exact && std::all_of(piece.nodes.begin() + 1, piece.nodes.end(), [&](auto& node) {
                const auto& value = values[node.in_game];
                return !value || !value->exact.empty();
              });
}

Rational ExactPiece::payoff(std::size_t node, std::size_t player) const {
  const std::size_t in_game = piece_.nodes[node].in_game;
  if (node > 0 && values_[in_game]) {
    return values_[in_game]->exact[player];
  }
  const auto& outcome = game_.nodes[in_game].outcome;
  return outcome ? to_rational(game_.outcomes[*outcome].exact_payoffs[player]) : Rational(0);
}

std::vector<Rational> ExactPiece::sums_along(std::size_t player) const {
  assert(is_known_);
  std::vector<Rational> sums(piece_.nodes.size());
  for (std::size_t v = 1; v < sums.size(); ++v) {
    sums[v] = sums[piece_.nodes[v].parent] + payoff(v, player);
  }
  return sums;
}

ExactPiece::Range ExactPiece::range_along(std::size_t player) const {
  const std::vector<Rational> sums = sums_along(player);
  const Rational* low = nullptr;
  const Rational* high = nullptr;
  for (std::size_t v = 0; v < sums.size(); ++v) {
    if (piece_.nodes[v].children.empty()) {
      low = low == nullptr || sums[v] < *low ? &sums[v] : low;
      high = high == nullptr || sums[v] > *high ? &sums[v] : high;
    }
  }
  return {*low, *high};
}

std::vector<Rational> ExactPiece::continuation_payoffs(const std::vector<double>& moves) const {
  assert(is_known_);
  const std::size_t n = piece_.num_players;
  std::vector<Rational> worth(piece_.nodes.size() * n);
  for (std::size_t v = piece_.nodes.size(); v-- > 0;) {
    const TreePiece::Node& node = piece_.nodes[v];
    for (std::size_t i = 0; i < n; ++i) {
      worth[v * n + i] = payoff(v, i);
    }
    const auto& set = game_.nodes[node.in_game].information_set;
    for (std::size_t a = 0; a < node.children.size(); ++a) {
      const std::size_t child = node.children[a];
      const std::size_t move = piece_.nodes[child].move;
      if (move != TreePiece::kNone && moves[move] == 0.0) {
        continue;
      }
      const Rational probability =
          move == TreePiece::kNone
              ? to_rational(game_.information_sets[*set].exact_probabilities[a])
              : Rational(1);
      for (std::size_t i = 0; i < n; ++i) {
        worth[v * n + i] += probability * worth[child * n + i];
      }
    }
  }
  return worth;
}

std::vector<Rational> kept_at_root(std::vector<Rational> worth, std::size_t num_players) {
  worth.resize(num_players);
  return std::all_of(worth.begin(), worth.end(), is_short) ? worth : std::vector<Rational>{};
}

}  // namespace demarche
