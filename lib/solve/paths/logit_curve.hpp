// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "solve/paths/curve_system.hpp"
#include "solve/paths/payoff_field.hpp"

namespace demarche {

/// The curve of logit quantal response equilibria. The unknowns are log probabilities and, last,
/// the precision. A player's log probabilities are relative to its first strategy, which therefore
/// has no unknown. For each of them an equation says that it equals the precision times the payoff
/// difference to the first strategy.
class LogitCurve {
 public:
  /// Keeps a reference to `unit`.
  /// @pre Payoffs of `unit` lie in [0, 1].
  explicit LogitCurve(const NormalFormGame& unit);

  [[nodiscard]] Index size() const { return num_unknowns_ + 1; }

  /// Uniform play at precision 0.
  [[nodiscard]] Vector start() const { return Vector::Zero(size()); }

  /// The mixed strategies at a point, player after player. Valid until the next call.
  const Vector& strategies(const Vector& point);
  [[nodiscard]] MixedProfile profile(const Vector& point);

  /// Writes the equations at a point to all rows of `system` but the last.
  void evaluate(const Vector& point, CurveSystem& system);

  /// The most that a player gains by a deviation at a point of the curve. Payoff differences there
  /// are log probabilities divided by the precision, so no payoff is computed.
  /// @pre evaluate() was called last at this point or next to it.
  [[nodiscard]] double regret(const Vector& point) const;

  /// The pure profile that the curve approaches as the precision grows, if that can be proved at
  /// the last point evaluated: logit responses then map a neighbourhood of the profile into itself
  /// and are a contraction there for every precision from `precision` on, so that the neighbourhood
  /// has exactly one equilibrium per precision. Otherwise nothing.
  [[nodiscard]] std::optional<std::vector<int>> pure_limit(double precision) const;

 private:
  void keep_differences();
  void add_two(std::size_t player, const Vector& point, CurveSystem& system);
  void add_three(std::size_t player, const Vector& point, CurveSystem& system);
  void add_many(const Vector& point, CurveSystem& system);
  void finish_row(Index unknown, double difference, const Vector& point, double* row) const;
  void add_block(std::size_t other, const double* slopes, double difference, double* row) const;
  [[nodiscard]] Index first_unknown(std::size_t player) const {
    return field_.first()[player] - static_cast<Index>(player);
  }
  [[nodiscard]] Index num_strategies(std::size_t player) const {
    return field_.first()[player + 1] - field_.first()[player];
  }

  const NormalFormGame& unit_;
  GameField field_;
  Index num_unknowns_;
  Vector strategies_;
  double precision_ = 0.0;
  /// [player], for games of two or three players: for each of the player's unknowns the payoffs of
  /// its strategy less those of the first one, a row-major tensor over the others' strategies.
  std::vector<std::vector<double>> tables_;
  std::vector<double> slopes_;  ///< Derivatives of one payoff difference by probabilities.
  Vector payoffs_;
  Matrix payoff_slopes_;
};

}  // namespace demarche
