// SPDX-License-Identifier: MIT
#include "demarche/game/normal_form_game.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>

#include "core/rational.hpp"
#include "demarche/core/error.hpp"
#include "game/exact_numbers.hpp"
#include "game/mean_payoff.hpp"
#include "game/range_scale.hpp"

namespace demarche {
namespace {

/// A strategy with a probability other than 0: its index and its probability.
struct Played {
  std::size_t index = 0;
  double weight = 0.0;
};

void find_played(const std::vector<double>& weights, std::vector<Played>& played) {
  played.clear();
  for (std::size_t k = 0; k < weights.size(); ++k) {
    if (weights[k] != 0.0) {
      played.push_back({k, weights[k]});
    }
  }
}

/// Leaves a payoff as it is.
struct Unchanged {
  double operator()(double payoff) const { return payoff; }
};

/// Maps a payoff to [0, 1] by the player's range, and to 0 if all its payoffs are the same.
struct ToUnit {
  ScaledRange range;
  double operator()(double payoff) const { return range.to_unit(payoff); }
};

/// For each i below `size`: target[i] = sum over `played` of weight * map(slices[index * size +
/// i]). Slices of strategies that are not played are not read. `target` and `slices` may overlap if
/// `target` does not start after `slices`.
template <class Map>
void mix(const std::vector<Played>& played,
         const double* slices,
         std::size_t size,
         const Map& map,
         double* target) {
  if (size == 1) {
    double sum = 0.0;
    for (const auto& [index, weight] : played) {
      sum += weight * map(slices[index]);
    }
    *target = sum;
    return;
  }
  if (played.empty()) {
    std::fill_n(target, size, 0.0);
    return;
  }
  const double* slice = slices + played.front().index * size;
  for (std::size_t i = 0; i < size; ++i) {
    target[i] = played.front().weight * map(slice[i]);
  }
  for (std::size_t k = 1; k < played.size(); ++k) {
    slice = slices + played[k].index * size;
    for (std::size_t i = 0; i < size; ++i) {
      target[i] += played[k].weight * map(slice[i]);
    }
  }
}

/// Maps exact payoffs to [0, 1] and rounds them then.
void scale_exactly(std::span<const Fraction> payoffs, std::span<double> scaled) {
  const auto [low, high] = std::minmax_element(payoffs.begin(), payoffs.end());
  const Rational least = to_rational(*low);
  const Rational spread = to_rational(*high) - least;
  std::transform(payoffs.begin(), payoffs.end(), scaled.begin(), [&](const Fraction& payoff) {
    return spread.is_zero() ? 0.0 : nearest_double((to_rational(payoff) - least) / spread);
  });
}

/// Expected payoffs of `player`'s strategies: contracts every axis of its payoff tensor but its own
/// with the other players' strategies, the last axis first. `map` is applied to each payoff read.
template <class Map>
std::vector<double> contract(const NormalFormGame& game,
                             std::size_t player,
                             const MixedProfile& profile,
                             const Map& map) {
  const std::span<const double> payoffs = game.payoffs(player);
  std::vector<double> tensor;
  if (game.num_players() == 1) {
    std::transform(payoffs.begin(), payoffs.end(), std::back_inserter(tensor), map);
  }
  std::vector<Played> played;
  std::size_t inner = 1;
  std::size_t remaining = payoffs.size();  // Elements of the tensor so far.
  for (std::size_t axis = game.num_players(); axis-- > 0;) {
    const auto size = static_cast<std::size_t>(game.num_strategies()[axis]);
    if (axis == player) {
      inner = size;
      continue;
    }
    find_played(profile[axis], played);
    const std::size_t outer = remaining / (size * inner);
    // The first contraction reads the game's payoffs. The later ones read and write the same
    // tensor, which is safe since each writes before all that it has yet to read.
    const bool is_first = tensor.empty();
    if (is_first) {
      tensor.resize(outer * inner);
    }
    for (std::size_t o = 0; o < outer; ++o) {
      double* const target = tensor.data() + o * inner;
      if (is_first) {
        mix(played, payoffs.data() + o * size * inner, inner, map, target);
      } else {
        mix(played, tensor.data() + o * size * inner, inner, Unchanged(), target);
      }
    }
    remaining = outer * inner;
  }
  tensor.resize(remaining);
  return tensor;
}

}  // namespace

NormalFormGame::NormalFormGame(std::vector<int> num_strategies)
    : num_strategies_(std::move(num_strategies)) {
  if (num_strategies_.empty()) {
    throw InvalidArgument("a game needs at least one player");
  }
  auto total = static_cast<double>(num_strategies_.size());
  for (const int count : num_strategies_) {
    if (count < 1) {
      throw InvalidArgument(fmt::format("every player needs at least one strategy, got {}", count));
    }
    total *= count;
  }
  if (total > static_cast<double>(kMaxPayoffs)) {
    throw InvalidArgument(
        fmt::format("a game may have at most 2^27 payoffs, this needs {:.3g}", total));
  }
  strides_.resize(num_strategies_.size());
  for (std::size_t i = num_strategies_.size(); i-- > 0;) {
    strides_[i] = num_profiles_;
    num_profiles_ *= static_cast<std::size_t>(num_strategies_[i]);
  }
  payoffs_.assign(num_players() * num_profiles_, 0.0);
  for (std::size_t i = 0; i < num_players(); ++i) {
    player_names.push_back(std::to_string(i + 1));
    auto& names = strategy_names.emplace_back();
    for (int s = 0; s < num_strategies_[i]; ++s) {
      names.push_back(std::to_string(s + 1));
    }
  }
}

void NormalFormGame::set_exact_payoffs(std::vector<Fraction> payoffs) {
  if (payoffs.size() != payoffs_.size() || payoffs.size() > kMaxExactPayoffs) {
    throw InvalidArgument(fmt::format(
        "exact payoffs must be {}, and at most 2^22; got {}", payoffs_.size(), payoffs.size()));
  }
  std::transform(payoffs.begin(), payoffs.end(), payoffs_.begin(), [](const Fraction& payoff) {
    return payoff.to_double();
  });
  exact_ = std::make_shared<const std::vector<Fraction>>(std::move(payoffs));
}

bool NormalFormGame::is_exact() const {
  return exact_ && are_nearest(payoffs_, *exact_);
}

std::span<const Fraction> NormalFormGame::exact_payoffs(std::size_t player) const {
  if (!is_exact()) {
    return {};
  }
  return {exact_->data() + player * num_profiles_, num_profiles_};
}

std::size_t NormalFormGame::profile_index(std::span<const int> profile) const noexcept {
  assert(profile.size() == num_players());
  std::size_t index = 0;
  for (std::size_t i = 0; i < strides_.size(); ++i) {
    assert(profile[i] >= 0 && profile[i] < num_strategies_[i]);
    index += static_cast<std::size_t>(profile[i]) * strides_[i];
  }
  return index;
}

std::vector<int> NormalFormGame::profile(std::size_t index) const {
  std::vector<int> strategies;
  for (std::size_t i = 0; i < num_players(); ++i) {
    strategies.push_back(
        static_cast<int>(index / strides_[i] % static_cast<std::size_t>(num_strategies_[i])));
  }
  return strategies;
}

MixedProfile NormalFormGame::pure_profile(std::span<const int> profile) const {
  MixedProfile mixed;
  for (std::size_t i = 0; i < num_players(); ++i) {
    mixed.emplace_back(static_cast<std::size_t>(num_strategies_[i]),
                       0.0)[static_cast<std::size_t>(profile[i])] = 1.0;
  }
  return mixed;
}

MixedProfile NormalFormGame::uniform_profile() const {
  MixedProfile mixed;
  for (const int count : num_strategies_) {
    mixed.emplace_back(static_cast<std::size_t>(count), 1.0 / count);
  }
  return mixed;
}

void NormalFormGame::check_finite() const {
  for (std::size_t i = 0; i < num_players(); ++i) {
    for (std::size_t p = 0; p < num_profiles_; ++p) {
      if (std::isfinite(payoffs(i)[p])) {
        continue;
      }
      std::string names;
      const auto strategies = profile(p);
      for (std::size_t k = 0; k < num_players(); ++k) {
        names += (k == 0 ? "" : ", ") + strategy_names[k][static_cast<std::size_t>(strategies[k])];
      }
      throw InvalidArgument(fmt::format("payoffs must be finite: player {} gets {} at ({})",
                                        player_names[i],
                                        payoffs(i)[p],
                                        names));
    }
  }
}

std::vector<double> NormalFormGame::strategy_payoffs(std::size_t player,
                                                     const MixedProfile& profile) const {
  return contract(*this, player, profile, Unchanged());
}

double NormalFormGame::expected_payoff(std::size_t player, const MixedProfile& profile) const {
  return mean_payoff(strategy_payoffs(player, profile), profile[player]);
}

double NormalFormGame::max_regret(const MixedProfile& profile) const {
  double worst = 0.0;
  for (std::size_t i = 0; i < num_players(); ++i) {
    worst = std::max(worst, largest_gain(strategy_payoffs(i, profile), profile[i]));
  }
  return worst;
}

double NormalFormGame::relative_regret(const MixedProfile& profile) const {
  double worst = 0.0;
  for (std::size_t i = 0; i < num_players(); ++i) {
    const ScaledRange range = scaled_range(payoffs(i));
    if (exact_ && range.is_far_from_zero() && is_exact()) {
      return unit_scaled().max_regret(profile);
    }
    // Payoffs are scaled before the sums. With a large constant in the payoffs, differences of the
    // sums would be nothing but rounding.
    const auto values = contract(*this, i, profile, ToUnit{range});
    worst = std::max(worst, largest_gain(values, profile[i]));
  }
  return worst;
}

NormalFormGame NormalFormGame::unit_scaled() const {
  NormalFormGame scaled(*this);
  scaled.exact_.reset();
  const bool is_known_exactly = is_exact();
  for (std::size_t i = 0; i < num_players(); ++i) {
    const ScaledRange range = scaled_range(payoffs(i));
    if (is_known_exactly && range.is_far_from_zero()) {
      scale_exactly(exact_payoffs(i), scaled.payoffs(i));
      continue;
    }
    std::transform(payoffs(i).begin(), payoffs(i).end(), scaled.payoffs(i).begin(), ToUnit{range});
  }
  return scaled;
}

}  // namespace demarche
