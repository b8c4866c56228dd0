// SPDX-License-Identifier: MIT
#include "demarche/game/normal_form_game.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demarche/core/error.hpp"

namespace demarche {
namespace {

constexpr double kMaxPayoffs = 134'217'728.0;  // 2^27: one gibibyte.

/// Contracts every axis but `player`'s with the others' strategies.
std::vector<double> contract(const NormalFormGame& game,
                             std::size_t player,
                             const MixedProfile& profile) {
  std::vector<double> tensor(game.payoffs(player).begin(), game.payoffs(player).end());
  std::size_t inner = 1;
  for (std::size_t axis = game.num_players(); axis-- > 0;) {
    const auto size = static_cast<std::size_t>(game.num_strategies()[axis]);
    if (axis == player) {
      inner = size;
      continue;
    }
    const std::size_t outer = tensor.size() / (size * inner);
    std::vector<double> smaller(outer * inner, 0.0);
    for (std::size_t o = 0; o < outer; ++o) {
      for (std::size_t k = 0; k < size; ++k) {
        for (std::size_t i = 0; i < inner; ++i) {
          smaller[o * inner + i] += profile[axis][k] * tensor[(o * size + k) * inner + i];
        }
      }
    }
    tensor = std::move(smaller);
  }
  return tensor;
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += a[i] * b[i];
  }
  return sum;
}

}  // namespace

NormalFormGame::NormalFormGame(std::vector<int> num_strategies)
    : num_strategies_(std::move(num_strategies)) {
  if (num_strategies_.empty()) {
    throw InvalidArgument("a game needs at least one player");
  }
  double total = static_cast<double>(num_strategies_.size());
  for (const int count : num_strategies_) {
    if (count < 1) {
      throw InvalidArgument(fmt::format("every player needs at least one strategy, got {}", count));
    }
    total *= count;
  }
  if (total > kMaxPayoffs) {
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

std::size_t NormalFormGame::profile_index(std::span<const int> profile) const noexcept {
  std::size_t index = 0;
  for (std::size_t i = 0; i < strides_.size(); ++i) {
    index += static_cast<std::size_t>(profile[i]) * strides_[i];
  }
  return index;
}

void NormalFormGame::check_finite() const {
  for (std::size_t i = 0; i < num_players(); ++i) {
    for (std::size_t p = 0; p < num_profiles_; ++p) {
      if (std::isfinite(payoffs(i)[p])) {
        continue;
      }
      std::string profile;
      for (std::size_t k = 0; k < num_players(); ++k) {
        const std::size_t s = p / strides_[k] % static_cast<std::size_t>(num_strategies_[k]);
        profile += (k == 0 ? "" : ", ") + strategy_names[k][s];
      }
      throw InvalidArgument(fmt::format("payoffs must be finite: player {} gets {} at ({})",
                                        player_names[i],
                                        payoffs(i)[p],
                                        profile));
    }
  }
}

std::vector<double> NormalFormGame::strategy_payoffs(std::size_t player,
                                                     const MixedProfile& profile) const {
  return contract(*this, player, profile);
}

double NormalFormGame::expected_payoff(std::size_t player, const MixedProfile& profile) const {
  return dot(strategy_payoffs(player, profile), profile[player]);
}

double NormalFormGame::max_regret(const MixedProfile& profile) const {
  double worst = 0.0;
  for (std::size_t i = 0; i < num_players(); ++i) {
    const auto values = strategy_payoffs(i, profile);
    worst =
        std::max(worst, *std::max_element(values.begin(), values.end()) - dot(values, profile[i]));
  }
  return worst;
}

double NormalFormGame::relative_regret(const MixedProfile& profile) const {
  double worst = 0.0;
  for (std::size_t i = 0; i < num_players(); ++i) {
    const auto values = strategy_payoffs(i, profile);
    const double gain = *std::max_element(values.begin(), values.end()) - dot(values, profile[i]);
    const auto [low, high] = std::minmax_element(payoffs(i).begin(), payoffs(i).end());
    if (*high > *low) {
      worst = std::max(worst, gain / (*high - *low));
    }
  }
  return worst;
}

}  // namespace demarche
