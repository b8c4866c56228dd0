// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/core/types.hpp"
#include "solve/paths/curve_system.hpp"
#include "solve/trees/tree_piece.hpp"

namespace demarche {

/// The curve of agent quantal response equilibria of a piece @cite McKelveyPalfrey1998
/// @cite Turocy2010. At each information set an agent of its player responds, by logit, to what
/// each action pays there in expectation, given that the set is reached.
///
/// The unknowns are, for each set and each of its actions but the first, the logarithm of the
/// action's probability over that of the first action; and last the precision. An equation says
/// that such a logarithm is the precision times the difference of the two actions' payoffs.
class TreeCurve {
 public:
  /// Keeps a reference to `piece`.
  explicit TreeCurve(const TreePiece& piece);

  [[nodiscard]] Index size() const { return num_unknowns_ + 1; }

  /// Uniform play at precision 0.
  [[nodiscard]] Vector start() const { return Vector::Zero(size()); }

  /// Writes the equations at a point to all rows of `system` but the last.
  void evaluate(const Vector& point, CurveSystem& system);

  /// The probability of each move at the last point evaluated.
  [[nodiscard]] const std::vector<double>& moves() const { return moves_; }
  /// The beliefs at each set, in the order of its nodes, at the last point evaluated.
  [[nodiscard]] const std::vector<std::vector<double>>& beliefs() const { return beliefs_; }
  /// The largest distance between a probability and its logit response at the last point evaluated.
  [[nodiscard]] double logit_error() const { return logit_error_; }

 private:
  void read(const Vector& point);
  void measure(const TreePiece::Set& set, const std::vector<double>& payoffs, double precision);
  void start_rows(std::size_t h);
  void add_row(std::size_t h, std::size_t action, double difference);
  void add_ancestors(std::size_t node, double weight);
  void add_descendants(std::size_t node, std::size_t player, double weight);
  void add_move(std::size_t move, double weight);
  [[nodiscard]] double worth(std::size_t node, std::size_t player) const {
    return worth_[node * piece_.num_players + player];
  }

  const TreePiece& piece_;
  Index num_unknowns_ = 0;
  std::vector<Index> first_unknown_;  ///< Of each set.
  std::vector<std::size_t> set_of_move_;
  std::vector<double> moves_;
  std::vector<double> logs_;   ///< Of `moves_`.
  std::vector<double> worth_;  ///< From continuation_payoffs().
  std::vector<std::vector<double>> beliefs_;
  std::vector<double> weights_;    ///< Of nodes, while a row is written.
  std::vector<double> row_;        ///< Derivatives of one payoff difference.
  std::vector<double> first_row_;  ///< What the rows of a set have in common.
  double logit_error_ = 0.0;
};

}  // namespace demarche
