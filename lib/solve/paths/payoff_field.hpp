// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// The payoffs of all strategies against a mixed profile, with derivatives. One vector holds the
/// strategies of all players, player after player.
class PayoffField {
 public:
  virtual ~PayoffField() = default;
  /// Writes `payoffs` [strategies] and `slopes` [strategies, strategies], whose entry (s, t) is the
  /// derivative of the payoff of s by the probability of t.
  /// @pre `strategies` has num_strategies() entries.
  virtual void evaluate(const Vector& strategies, Vector& payoffs, Matrix& slopes) const = 0;

  /// Player i's strategies are first()[i] ... first()[i + 1] - 1.
  [[nodiscard]] const std::vector<Index>& first() const noexcept { return first_; }
  [[nodiscard]] Index num_strategies() const noexcept { return first_.back(); }
  [[nodiscard]] std::size_t num_players() const noexcept { return first_.size() - 1; }

 protected:
  explicit PayoffField(std::vector<Index> first) : first_(std::move(first)) {}

 private:
  std::vector<Index> first_;
};

/// The field of a game. Keeps a reference.
class GameField final : public PayoffField {
 public:
  explicit GameField(const NormalFormGame& game);
  void evaluate(const Vector& strategies, Vector& payoffs, Matrix& slopes) const override;

 private:
  [[nodiscard]] Matrix pair_payoffs(std::size_t player,
                                    std::size_t other,
                                    const Vector& strategies) const;
  /// pair_payoffs() for two or three players, written to its place in `slopes` without allocation.
  void fill_pair(std::size_t player,
                 std::size_t other,
                 const Vector& strategies,
                 Matrix& slopes) const;

  const NormalFormGame& game_;
};

/// payoffs = constants + slopes * strategies: a polymatrix game.
class LinearField final : public PayoffField {
 public:
  /// The tangent of `field` at `strategies`.
  LinearField(const PayoffField& field, const Vector& strategies);
  void evaluate(const Vector& strategies, Vector& payoffs, Matrix& slopes) const override;

 private:
  Vector constants_;
  Matrix slopes_;
};

/// A profile's strategies as one vector, player after player.
[[nodiscard]] Vector joined(const MixedProfile& profile);
/// The inverse of joined().
[[nodiscard]] MixedProfile split(const PayoffField& field, const Vector& strategies);

/// The equilibrium near a profile, by Newton's method on the indifference of the strategies in a
/// support. Supports are tried in turn: the strategies above a threshold, which falls from 0.1 to
/// 1e-8. Returns nothing unless the relative regret is at most `tolerance` and no probability
/// differs from that of `near` by more than `max_distance`, or if the work is interrupted.
/// @pre Payoffs of `unit` lie in [0, 1].
[[nodiscard]] std::optional<MixedProfile> refine(const NormalFormGame& unit,
                                                 const MixedProfile& near,
                                                 double tolerance,
                                                 double max_distance = 1.0);
/// Finds the equilibrium likewise on given supports, at any distance.
/// @pre `supports` has the ascending strategies of each player, one at least.
[[nodiscard]] std::optional<MixedProfile> refine_on(const NormalFormGame& unit,
                                                    const MixedProfile& near,
                                                    const std::vector<std::vector<int>>& supports,
                                                    double tolerance);

}  // namespace demarche
