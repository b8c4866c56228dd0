// SPDX-License-Identifier: MIT
#include "solve/trees/unit_piece.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

constexpr double kUnit = std::numeric_limits<double>::epsilon();

/// The sums of `term` over the nodes on the path from the root to each node, the root left out.
template <class Term>
std::vector<double> sums_along(const TreePiece& piece, const Term& term) {
  std::vector<double> sums(piece.nodes.size(), 0.0);
  for (std::size_t v = 1; v < sums.size(); ++v) {
    sums[v] = sums[piece.nodes[v].parent] + term(v);
  }
  return sums;
}

/// What these paths pay a player.
std::vector<double> payoffs_along(const TreePiece& piece, std::size_t player) {
  return sums_along(piece, [&](std::size_t v) { return piece.payoff(v, player); });
}

/// The sums of magnitudes along the same paths. The rounding of payoffs_along() grows with them.
std::vector<double> magnitudes_along(const TreePiece& piece, std::size_t player) {
  return sums_along(piece, [&](std::size_t v) { return std::abs(piece.payoff(v, player)); });
}

std::vector<double> at_ends(const TreePiece& piece, const std::vector<double>& sums) {
  std::vector<double> ends;
  for (std::size_t v = 0; v < sums.size(); ++v) {
    if (piece.nodes[v].children.empty()) {
      ends.push_back(sums[v]);
    }
  }
  return ends;
}

/// What the paths pay a player in fractions where doubles would lose digits; nothing where doubles
/// do, or where the fractions are not known or too long.
std::vector<Rational> fractions_along(const ExactPiece& exact,
                                      std::size_t player,
                                      const ScaledRange& range) {
  return exact.is_known() && range.is_far_from_zero() ? exact.sums_along(player)
                                                      : std::vector<Rational>{};
}

/// Puts exact payoffs, less the least of them and over `unit`, to the leaves.
void put_exact(const std::vector<Rational>& sums,
               const ExactPiece::Range& range,
               std::size_t player,
               double unit,
               TreePiece& piece) {
  for (std::size_t v = 0; v < sums.size() && range.high > range.low; ++v) {
    if (piece.nodes[v].children.empty()) {
      const std::size_t place = v * piece.num_players + player;
      piece.payoffs[place] = nearest_double(Rational(sums[v] - range.low)) / unit;
      piece.errors[place] = 2.0 * kUnit * piece.payoffs[place];
    }
  }
}

/// Puts doubles, less the least of them and times `factor` over their spread, to the leaves.
void put_doubles(const TreePiece& piece,
                 std::size_t player,
                 const ScaledRange& range,
                 double factor,
                 TreePiece& unit) {
  const std::vector<double> sums = payoffs_along(piece, player);
  const std::vector<double> magnitudes = magnitudes_along(piece, player);
  for (std::size_t v = 0; v < sums.size(); ++v) {
    if (piece.nodes[v].children.empty()) {
      const std::size_t place = v * piece.num_players + player;
      unit.payoffs[place] = factor * range.to_unit(sums[v]);
      unit.errors[place] =
          factor * (piece.errors[place] + kUnit * magnitudes[v]) / range.unscaled_spread();
    }
  }
}

}  // namespace

std::vector<ScaledRange> payoff_ranges(const TreePiece& piece) {
  std::vector<ScaledRange> ranges;
  for (std::size_t i = 0; i < piece.num_players; ++i) {
    const std::vector<double> ends = at_ends(piece, payoffs_along(piece, i));
    const auto [low, high] = std::minmax_element(ends.begin(), ends.end());
    const double at_root = piece.payoff(0, i);
    if (!std::isfinite(*high - *low) || !std::isfinite(at_root + *low) ||
        !std::isfinite(at_root + *high)) {
      throw InvalidArgument(
          "the payoffs along a path of the tree, or their spread, are not finite");
    }
    ranges.push_back(scaled_range(ends));
  }
  return ranges;
}

std::vector<double> payoff_spreads(const ExactPiece& exact,
                                   const std::vector<ScaledRange>& ranges) {
  std::vector<double> spreads;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const std::vector<Rational> sums = fractions_along(exact, i, ranges[i]);
    if (sums.empty()) {
      spreads.push_back(ranges[i].unscaled_spread());
    } else {
      const ExactPiece::Range range = exact.range_at_ends(sums);
      spreads.push_back(nearest_double(Rational(range.high - range.low)));
    }
  }
  return spreads;
}

TreePiece unit_piece(const TreePiece& piece,
                     const ExactPiece& exact,
                     const std::vector<ScaledRange>& ranges,
                     const std::vector<double>& units) {
  assert(ranges.size() == piece.num_players && units.size() == piece.num_players);
  TreePiece unit = piece;
  std::fill(unit.payoffs.begin(), unit.payoffs.end(), 0.0);
  std::fill(unit.errors.begin(), unit.errors.end(), 0.0);
  for (std::size_t i = 0; i < piece.num_players; ++i) {
    if (!(units[i] > 0.0)) {
      continue;
    }
    const std::vector<Rational> sums = fractions_along(exact, i, ranges[i]);
    if (!sums.empty()) {
      put_exact(sums, exact.range_at_ends(sums), i, units[i], unit);
    } else if (ranges[i].spread() > 0.0) {
      put_doubles(piece, i, ranges[i], ranges[i].unscaled_spread() / units[i], unit);
    }
  }
  return unit;
}

}  // namespace demarche
