// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "demarche/core/fraction.hpp"

namespace demarche {

/// One probability vector per player.
using MixedProfile = std::vector<std::vector<double>>;

/// A finite game in strategic form: one payoff per player and pure profile.
///
/// Payoffs are stored player by player, each a row-major tensor over the profiles (the last
/// player's strategy fastest). They are doubles. A game may know them exactly besides, as fractions
/// of which the doubles are the nearest: a game file does that, since doubles hold neither 1/3 nor
/// 0.1. Solvers then decide ties by the fractions.
class NormalFormGame {
 public:
  /// The most payoffs that a game may have: one gibibyte of them.
  static constexpr std::size_t kMaxPayoffs = std::size_t{1} << 27;
  /// The most payoffs that a game knows exactly. Larger games have their doubles alone, since
  /// fractions take at least four times the memory.
  static constexpr std::size_t kMaxExactPayoffs = std::size_t{1} << 22;

  /// All payoffs zero, players named "1", "2", ... and strategies likewise.
  /// @throws InvalidArgument unless there is at least one player, each with at least one strategy,
  /// and the payoffs number at most kMaxPayoffs.
  explicit NormalFormGame(std::vector<int> num_strategies);

  /// The number of players, at least 1.
  [[nodiscard]] std::size_t num_players() const noexcept { return num_strategies_.size(); }
  /// The number of strategies of each player, at least 1.
  [[nodiscard]] const std::vector<int>& num_strategies() const noexcept { return num_strategies_; }
  /// The number of pure profiles: the product of num_strategies().
  [[nodiscard]] std::size_t num_profiles() const noexcept { return num_profiles_; }
  /// How far apart in the tensor two profiles stand that differ only in `player`'s strategy, by
  /// one.
  [[nodiscard]] std::size_t stride(std::size_t player) const noexcept { return strides_[player]; }

  /// `player`'s payoff at each profile, by profile_index().
  [[nodiscard]] std::span<double> payoffs(std::size_t player) noexcept {
    return {payoffs_.data() + player * num_profiles_, num_profiles_};
  }
  /// The same, to read.
  [[nodiscard]] std::span<const double> payoffs(std::size_t player) const noexcept {
    return {payoffs_.data() + player * num_profiles_, num_profiles_};
  }

  /// Sets all payoffs to fractions, player by player, each player's by profile_index(). The doubles
  /// become the nearest ones.
  /// @throws InvalidArgument unless there is one for each payoff, and at most kMaxExactPayoffs.
  void set_exact_payoffs(std::vector<Fraction> payoffs);
  /// Whether all payoffs are known exactly: set_exact_payoffs() gave them, and none has been
  /// changed to another double since. A change of a payoff makes the game one of doubles.
  /// Takes time proportional to the number of payoffs.
  [[nodiscard]] bool is_exact() const;
  /// `player`'s payoff at each profile, exactly. Empty unless is_exact().
  [[nodiscard]] std::span<const Fraction> exact_payoffs(std::size_t player) const;

  /// The place of a profile in the tensors. `profile` has one strategy per player, counted from 0.
  /// @pre Each strategy is in range.
  [[nodiscard]] std::size_t profile_index(std::span<const int> profile) const noexcept;
  /// The profile at an index: the inverse of profile_index().
  [[nodiscard]] std::vector<int> profile(std::size_t index) const;
  /// The mixed profile in which each player has its strategy of `profile` with probability 1.
  [[nodiscard]] MixedProfile pure_profile(std::span<const int> profile) const;
  /// The mixed profile in which each player has all its strategies with equal probability.
  [[nodiscard]] MixedProfile uniform_profile() const;

  std::string title;                                     ///< What the game is called.
  std::vector<std::string> player_names;                 ///< One per player.
  std::vector<std::vector<std::string>> strategy_names;  ///< Per player, one per strategy.

  /// @throws InvalidArgument naming player and profile if a payoff is NaN or infinite.
  void check_finite() const;

  /// The expected payoff of each of `player`'s strategies where the others play `profile`.
  [[nodiscard]] std::vector<double> strategy_payoffs(std::size_t player,
                                                     const MixedProfile& profile) const;
  /// The expected payoff of `player` where all play `profile`.
  [[nodiscard]] double expected_payoff(std::size_t player, const MixedProfile& profile) const;
  /// The largest regret of a player: what it gains by its best deviation alone, in payoff units.
  [[nodiscard]] double max_regret(const MixedProfile& profile) const;
  /// The largest relative regret of a player: its regret over the spread (largest less smallest) of
  /// its payoffs. A player whose payoffs are all the same has none.
  [[nodiscard]] double relative_regret(const MixedProfile& profile) const;
  /// The same game with every player's payoffs mapped linearly to [0, 1], or to 0 if they are all
  /// the same. Its equilibria are those of this game, and its max_regret() is this game's
  /// relative_regret(). The payoffs of the result are doubles alone. Where a player's payoffs are
  /// much larger than their spread, and known exactly, they are scaled before they are rounded.
  [[nodiscard]] NormalFormGame unit_scaled() const;

 private:
  std::vector<int> num_strategies_;
  std::vector<std::size_t> strides_;
  std::size_t num_profiles_ = 1;
  std::vector<double> payoffs_;
  /// In the order of payoffs_; none if only doubles are known. Copies of a game share it.
  std::shared_ptr<const std::vector<Fraction>> exact_;
};

}  // namespace demarche
