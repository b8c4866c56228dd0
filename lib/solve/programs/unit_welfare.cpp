// SPDX-License-Identifier: MIT
#include "solve/programs/unit_welfare.hpp"

#include <algorithm>

#include "game/range_scale.hpp"

namespace demarche {
namespace {

/// The range of payoffs after they were multiplied by `scale`.
struct PayoffRange {
  double scale = 1.0;       ///< The same for all players, and so small that sums do not overflow.
  std::vector<double> low;  ///< [player], its lowest payoff.
  double lowest = 0.0;      ///< Of all players.
  double highest = 0.0;
};

PayoffRange range_of(const NormalFormGame& game) {
  PayoffRange range;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    const double scale = scaled_range(game.payoffs(i)).scale;
    range.scale = i == 0 || scale < range.scale ? scale : range.scale;
  }
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    const auto payoffs = game.payoffs(i);
    const auto [low, high] = std::minmax_element(payoffs.begin(), payoffs.end());
    range.low.push_back(range.scale * *low);
    range.lowest = i == 0 ? range.low[i] : std::min(range.lowest, range.low[i]);
    range.highest = i == 0 ? range.scale * *high : std::max(range.highest, range.scale * *high);
  }
  return range;
}

}  // namespace

std::vector<double> unit_welfare(const NormalFormGame& game) {
  const PayoffRange range = range_of(game);
  std::vector<double> welfare(game.num_profiles(), 0.0);
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    for (std::size_t p = 0; p < welfare.size(); ++p) {
      // The player's lowest payoff is subtracted first: next to a large constant that all of its
      // payoffs share, differences would be lost in rounding.
      welfare[p] += range.scale * game.payoffs(i)[p] - range.low[i];
    }
  }
  const auto [lowest, highest] = std::minmax_element(welfare.begin(), welfare.end());
  const double low = *lowest;
  const double spread = *highest - low;
  for (double& value : welfare) {
    value = spread > 0.0 ? (value - low) / spread : 0.0;
  }
  return welfare;
}

std::vector<std::vector<double>> jointly_scaled(const NormalFormGame& game) {
  const PayoffRange range = range_of(game);
  const double spread = range.highest - range.lowest;
  std::vector<std::vector<double>> scaled;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    auto& own = scaled.emplace_back(game.num_profiles(), 0.0);
    for (std::size_t p = 0; spread > 0.0 && p < own.size(); ++p) {
      own[p] = (range.scale * game.payoffs(i)[p] - range.lowest) / spread;
    }
  }
  return scaled;
}

}  // namespace demarche
