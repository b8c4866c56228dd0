// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <utility>

#include "demarche/core/types.hpp"
#include "demarche/solve/solve_status.hpp"
#include "solve/blocks/deadline.hpp"
#include "solve/paths/payoff_field.hpp"
#include "solve/paths/small_system.hpp"

namespace demarche {

/// Follows equilibria of a field whose payoffs get a bonus: a size times a ray, which has one
/// number per strategy. If the size is large, each player's strategy with the largest bonus is
/// dominant. The path of equilibria is followed from there until the size is 0. Between changes of
/// support it is a smooth curve, and pseudo-arclength steps pass its turning points.
class RayPath {
 public:
  /// Keeps a reference to `field`, whose payoffs should lie near [0, 1].
  /// @pre `ray` has one bonus per strategy, and each player's largest one is unique.
  RayPath(const PayoffField& field, Vector ray);

  struct Answer {
    SolveStatus status = SolveStatus::numerical_failure;
    Vector strategies;  ///< The point of the path without bonus; empty unless converged.
    int num_steps = 0;
  };

  /// Follows the path. Steps change no probability by more than `max_move`, which should be so
  /// small that no step passes over two changes of support that undo each other.
  [[nodiscard]] Answer follow(int max_steps, double max_move, const Deadline& deadline);

  /// Follows the path of a linear field: straight pieces between changes of support, each of which
  /// is one step.
  [[nodiscard]] Answer follow_pieces(int max_steps, const Deadline& deadline);

  /// Bonuses uniform on [0, 1), which depend on the seed alone.
  [[nodiscard]] static Vector random_ray(const PayoffField& field, std::uint64_t seed);

 private:
  /// A change of support.
  struct Event {
    Index strategy = -1;  ///< The strategy that changes; -1 if none does.
    bool leaves = false;  ///< Its probability became 0; otherwise it became a best response.
  };

  void start();
  void evaluate(const Vector& point);
  /// Adds the last row to the system of the last evaluate() and factorises it.
  void border(const Vector& last_row);
  /// The unit vector along the curve whose product with the border is positive.
  [[nodiscard]] Vector direction();
  bool correct(Vector& point, const Vector& tangent);
  [[nodiscard]] double margin(const Vector& point, Index strategy) const;
  [[nodiscard]] Event worst_violation(const Vector& point) const;
  [[nodiscard]] Vector margin_gradient(Index strategy) const;
  bool move_to_event(Vector& point, Index strategy);
  bool move_to_end(Vector& point);
  bool advance(double& step, Answer& answer);
  bool switch_support(Event event);
  /// The next change of support on a straight path and the distance to it. If the bonus vanishes
  /// before, there is no change of support and the distance is that to the end.
  [[nodiscard]] std::pair<Event, double> next_event() const;

  const PayoffField& field_;
  Vector ray_;
  Index num_strategies_;
  Index num_players_;
  double max_move_ = 1.0;
  double first_bonus_ = 0.0;
  std::vector<Index> player_of_;
  std::vector<bool> support_;
  // A point has all probabilities (0 outside the support), each player's payoff, and the size of
  // the bonus.
  Vector point_;
  Vector tangent_;
  // Results of the last evaluate(); the last equation of the system is set by border().
  Vector error_;
  SmallSystem system_;
  Vector strategies_;
  Vector payoffs_;
  Matrix payoff_slopes_;
};

}  // namespace demarche
