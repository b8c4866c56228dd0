// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace demarche {

/// One probability vector per player.
using MixedProfile = std::vector<std::vector<double>>;

/// A finite game in strategic form: one payoff per player and pure profile.
///
/// Payoffs are stored player by player, each a row-major tensor over the profiles (the last
/// player's strategy fastest).
class NormalFormGame {
 public:
  /// The most payoffs that a game may have: one gibibyte of them.
  static constexpr std::size_t kMaxPayoffs = std::size_t{1} << 27;

  /// All payoffs zero, players named "1", "2", ... and strategies likewise.
  /// @throws InvalidArgument unless there is at least one player, each with at least one strategy,
  /// and the payoffs number at most kMaxPayoffs.
  explicit NormalFormGame(std::vector<int> num_strategies);

  /// At least 1.
  [[nodiscard]] std::size_t num_players() const noexcept { return num_strategies_.size(); }
  /// Per player, at least 1.
  [[nodiscard]] const std::vector<int>& num_strategies() const noexcept { return num_strategies_; }
  /// The product of num_strategies().
  [[nodiscard]] std::size_t num_profiles() const noexcept { return num_profiles_; }
  /// Distance in the tensor between neighbours along `player`'s axis.
  [[nodiscard]] std::size_t stride(std::size_t player) const noexcept { return strides_[player]; }

  /// `player`'s payoff at each profile, by profile_index().
  [[nodiscard]] std::span<double> payoffs(std::size_t player) noexcept {
    return {payoffs_.data() + player * num_profiles_, num_profiles_};
  }
  /// The same, to read.
  [[nodiscard]] std::span<const double> payoffs(std::size_t player) const noexcept {
    return {payoffs_.data() + player * num_profiles_, num_profiles_};
  }
  /// Where the payoffs of a profile stand, one strategy per player, counted from 0.
  [[nodiscard]] std::size_t profile_index(std::span<const int> profile) const noexcept;
  /// The profile at an index: the inverse of profile_index().
  [[nodiscard]] std::vector<int> profile(std::size_t index) const;
  /// Everybody plays its strategy of `profile` for sure.
  [[nodiscard]] MixedProfile pure_profile(std::span<const int> profile) const;
  /// Everybody plays all its strategies alike.
  [[nodiscard]] MixedProfile uniform_profile() const;

  std::string title;                                     ///< What the game is called.
  std::vector<std::string> player_names;                 ///< One per player.
  std::vector<std::vector<std::string>> strategy_names;  ///< Per player, one per strategy.

  /// @throws InvalidArgument naming player and profile if a payoff is NaN or infinite.
  void check_finite() const;

  /// Expected payoff of each of `player`'s strategies while the others play `profile`.
  [[nodiscard]] std::vector<double> strategy_payoffs(std::size_t player,
                                                     const MixedProfile& profile) const;
  /// What `player` gets on average while all play `profile`.
  [[nodiscard]] double expected_payoff(std::size_t player, const MixedProfile& profile) const;
  /// The most that one player gains by deviating, in payoff units.
  [[nodiscard]] double max_regret(const MixedProfile& profile) const;
  /// As max_regret(), each player's gain divided by the spread (max - min) of its payoffs (0 if
  /// flat).
  [[nodiscard]] double relative_regret(const MixedProfile& profile) const;
  /// The same game with every player's payoffs mapped to [0, 1] (0 if flat). Equilibria stay what
  /// they are, and max_regret() of it is relative_regret().
  [[nodiscard]] NormalFormGame unit_scaled() const;

 private:
  std::vector<int> num_strategies_;
  std::vector<std::size_t> strides_;
  std::size_t num_profiles_ = 1;
  std::vector<double> payoffs_;
};

}  // namespace demarche
