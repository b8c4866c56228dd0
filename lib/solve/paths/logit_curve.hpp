// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/game/normal_form_game.hpp"
#include "solve/paths/curve_system.hpp"
#include "solve/paths/payoff_field.hpp"

namespace demarche {

/// The curve of logit quantal response equilibria. Unknowns are every strategy's log probability
/// less that of its player's first one (so there is none for the first), and last the precision.
/// Per unknown, one equation says that it is the precision times the payoff difference.
class LogitCurve {
 public:
  /// `unit` has payoffs in [0, 1]. Keeps a reference.
  explicit LogitCurve(const NormalFormGame& unit);

  [[nodiscard]] Index size() const { return num_unknowns_ + 1; }

  /// Uniform play at precision 0.
  [[nodiscard]] Vector start() const { return Vector::Zero(size()); }

  /// All players' logit choices at a point, one after another.
  const Vector& strategies(const Vector& point);
  [[nodiscard]] MixedProfile profile(const Vector& point);

  /// The equations at a point, into all rows of `system` but the last.
  void evaluate(const Vector& point, CurveSystem& system);

  /// The most that a player gains by deviating, at a point of the curve next to the last one
  /// evaluated: there, payoff differences are log probabilities by the precision.
  [[nodiscard]] double regret(const Vector& point) const;

  /// The pure profile that the curve goes to if it stays in its neighbourhood and the precision
  /// grows, where that is proved from the last point evaluated, at the precision given: from there
  /// on, logit responses are a contraction of the neighbourhood into itself, so that it has one
  /// equilibrium per precision.
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
  /// Of two or three players: per unknown the strategy's payoffs less those of the first, a row-
  /// major tensor over the others' strategies; players one after another.
  std::vector<std::vector<double>> tables_;
  std::vector<double> slopes_;  ///< Of one difference, by one other player's probabilities.
  Vector payoffs_;
  Matrix payoff_slopes_;
};

}  // namespace demarche
