// SPDX-License-Identifier: MIT
#include "solve/trees/unit_piece.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

constexpr double kUnit = std::numeric_limits<double>::epsilon();

/// What the path from the root to each node pays a player, the root itself left out.
std::vector<double> sums_along(const TreePiece& piece, std::size_t player) {
  std::vector<double> sums(piece.nodes.size(), 0.0);
  for (std::size_t v = 1; v < sums.size(); ++v) {
    sums[v] = sums[piece.nodes[v].parent] + piece.payoff(v, player);
  }
  return sums;
}

/// The sums of magnitudes along the same paths. The rounding of sums_along() grows with them.
std::vector<double> magnitudes_along(const TreePiece& piece, std::size_t player) {
  std::vector<double> sums(piece.nodes.size(), 0.0);
  for (std::size_t v = 1; v < sums.size(); ++v) {
    sums[v] = sums[piece.nodes[v].parent] + std::abs(piece.payoff(v, player));
  }
  return sums;
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

/// Whether the player's payoffs are taken from fractions: doubles would lose digits.
bool takes_fractions(const ExactPiece& exact, const ScaledRange& range) {
  return exact.is_known() && range.is_far_from_zero();
}

/// Puts exact payoffs, less the least of them and over `unit`, to the leaves.
void put_exact(const ExactPiece& exact, std::size_t player, double unit, TreePiece& piece) {
  const ExactPiece::Range range = exact.range_along(player);
  const std::vector<Rational> sums = exact.sums_along(player);
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
  const std::vector<double> sums = sums_along(piece, player);
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
    const std::vector<double> ends = at_ends(piece, sums_along(piece, i));
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
    if (takes_fractions(exact, ranges[i])) {
      const ExactPiece::Range range = exact.range_along(i);
      spreads.push_back(nearest_double(Rational(range.high - range.low)));
    } else {
      spreads.push_back(ranges[i].unscaled_spread());
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
    if (takes_fractions(exact, ranges[i])) {
      put_exact(exact, i, units[i], unit);
    } else if (ranges[i].spread() > 0.0) {
      put_doubles(piece, i, ranges[i], ranges[i].unscaled_spread() / units[i], unit);
    }
  }
  return unit;
}

}  // namespace demarche
