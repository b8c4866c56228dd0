// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"

namespace demarche {

/// What every strategy pays against a mixed profile, with derivatives. Players' strategies stand
/// one after another in one vector of all strategies.
class PayoffField {
 public:
  virtual ~PayoffField() = default;
  /// `payoffs` [strategies]; `slopes` [strategies, strategies], d payoff / d probability.
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
  /// The same for two or three players, into its place in `slopes`.
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

[[nodiscard]] Vector joined(const MixedProfile& profile);
[[nodiscard]] MixedProfile split(const PayoffField& field, const Vector& strategies);

/// The equilibrium near a profile, by Newton's method on the indifference of the strategies played:
/// those with more than a threshold, from 0.1 down to 1e-8. Nothing unless its relative regret is
/// at most `tolerance` and no probability differs by more than `max_distance`. `unit` has payoffs
/// in [0, 1].
[[nodiscard]] std::optional<MixedProfile> refine(const NormalFormGame& unit,
                                                 const MixedProfile& near,
                                                 double tolerance,
                                                 double max_distance = 1.0);
/// The same on given supports: ascending strategies per player.
[[nodiscard]] std::optional<MixedProfile> refine_on(const NormalFormGame& unit,
                                                    const MixedProfile& near,
                                                    const std::vector<std::vector<int>>& supports,
                                                    double tolerance);

}  // namespace demarche
