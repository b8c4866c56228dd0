// SPDX-License-Identifier: MIT
#include "solve/trees/exact_piece.hpp"

#include <algorithm>
#include <cassert>

#include "demarche/core/interruption.hpp"

namespace demarche {
namespace {

constexpr std::size_t kMostBits = 4096;
/// A sum of the longest fractions takes some 10 microseconds.
constexpr int kSumsBetweenQuestions = 64;

bool is_short(const Rational& value) {
  const auto& number = value.backend().data();
  return mpz_sizeinbase(mpq_denref(number), 2) <= kMostBits &&
         mpz_sizeinbase(mpq_numref(number), 2) <= kMostBits;
}

/// Adds up fractions until one is too long or the caller asks to stop.
class BoundedSums {
 public:
  /// Returns whether sums may go on.
  bool add(const Rational& term, Rational& sum) {
    sum += term;
    if (++num_sums_ % kSumsBetweenQuestions == 0 && is_interrupted()) {
      return false;
    }
    return is_short(sum);
  }

 private:
  int num_sums_ = 0;
};

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

Rational ExactPiece::chance(std::size_t node) const {
  if (piece_.nodes[node].move != TreePiece::kNone) {
    return 1;
  }
  const TreePiece::Node& parent = piece_.nodes[piece_.nodes[node].parent];
  const auto place = std::lower_bound(parent.children.begin(), parent.children.end(), node);
  const auto& set = game_.nodes[parent.in_game].information_set;
  return to_rational(
      game_.information_sets[*set]
          .exact_probabilities[static_cast<std::size_t>(place - parent.children.begin())]);
}

std::vector<Rational> ExactPiece::sums_along(std::size_t player) const {
  assert(is_known_);
  std::vector<Rational> sums(piece_.nodes.size());
  BoundedSums bounded;
  for (std::size_t v = 1; v < sums.size(); ++v) {
    sums[v] = sums[piece_.nodes[v].parent];
    if (!bounded.add(payoff(v, player), sums[v])) {
      return {};
    }
  }
  return sums;
}

ExactPiece::Range ExactPiece::range_at_ends(const std::vector<Rational>& sums) const {
  assert(sums.size() == piece_.nodes.size());
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
  BoundedSums bounded;
  for (std::size_t v = piece_.nodes.size(); v-- > 0;) {
    for (std::size_t i = 0; i < n; ++i) {
      worth[v * n + i] = payoff(v, i);
    }
    for (const std::size_t child : piece_.nodes[v].children) {
      const std::size_t move = piece_.nodes[child].move;
      if (move != TreePiece::kNone && moves[move] == 0.0) {
        continue;
      }
      const Rational probability = chance(child);
      for (std::size_t i = 0; i < n; ++i) {
        if (!bounded.add(probability * worth[child * n + i], worth[v * n + i])) {
          return {};
        }
      }
    }
  }
  return worth;
}

std::vector<Rational> ExactPiece::root_payoffs_with(std::size_t child,
                                                    const std::vector<Rational>& worth) const {
  const std::size_t n = piece_.num_players;
  Rational reach = 1;
  for (std::size_t v = piece_.nodes[child].parent; v != 0; v = piece_.nodes[v].parent) {
    reach *= chance(v);
    if (!is_short(reach)) {
      return {};
    }
  }
  std::vector<Rational> payoffs(worth.begin(), worth.begin() + static_cast<std::ptrdiff_t>(n));
  for (std::size_t i = 0; i < n; ++i) {
    payoffs[i] += reach * worth[child * n + i];
  }
  return std::all_of(payoffs.begin(), payoffs.end(), is_short) ? payoffs : std::vector<Rational>{};
}

}  // namespace demarche
