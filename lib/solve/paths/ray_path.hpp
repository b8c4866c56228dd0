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

/// The equilibria of a field whose payoffs get a bonus: `size` times a ray. With a large bonus each
/// player plays its strategy of the largest bonus; the path of equilibria from there is followed
/// until the bonus is 0. Between changes of supports it is a smooth curve, of which
/// pseudo-arclength steps pass turning points.
class RayPath {
 public:
  /// `field` has payoffs near [0, 1]; `ray` a bonus per strategy, with one largest per player.
  RayPath(const PayoffField& field, Vector ray);

  struct Answer {
    SolveStatus status = SolveStatus::numerical_failure;
    Vector strategies;  ///< Where the bonus vanishes; empty unless converged.
    int num_steps = 0;
  };

  /// Steps change no probability by more than `max_move`: small enough that none passes over two
  /// changes of support that undo each other.
  [[nodiscard]] Answer follow(int max_steps, double max_move, const Deadline& deadline);

  /// The same where the field is linear: the path is then made of straight pieces between changes
  /// of support, and a step takes one of them whole.
  [[nodiscard]] Answer follow_pieces(int max_steps, const Deadline& deadline);

  /// Bonuses uniform on [0, 1), the same for the same seed.
  [[nodiscard]] static Vector random_ray(const PayoffField& field, std::uint64_t seed);

 private:
  struct Event {
    Index strategy = -1;
    bool leaves = false;  ///< Its probability vanished; else it became a best response.
  };

  void start();
  void evaluate(const Vector& point);
  /// Completes the system of the last evaluate() by a row and factorises it.
  void border(const Vector& last_row);
  /// The unit vector along the curve that grows in the border's direction.
  [[nodiscard]] Vector direction();
  bool correct(Vector& point, const Vector& tangent);
  [[nodiscard]] double margin(const Vector& point, Index strategy) const;
  [[nodiscard]] Event worst_violation(const Vector& point) const;
  [[nodiscard]] Vector margin_gradient(Index strategy) const;
  bool land(Vector& point, Index strategy);
  bool land_at_zero(Vector& point);
  bool advance(double& step, Answer& answer);
  bool switch_support(Event event);
  /// The first change of support ahead on a straight path, and how far it is; none if the bonus
  /// vanishes before.
  [[nodiscard]] std::pair<Event, double> next_event() const;

  const PayoffField& field_;
  Vector ray_;
  Index num_strategies_;
  Index num_players_;
  double max_move_ = 1.0;
  double first_bonus_ = 0.0;
  std::vector<Index> player_of_;
  std::vector<bool> support_;
  // Unknowns: probabilities (0 outside the support), each player's payoff, the bonus's size.
  Vector point_;
  Vector tangent_;
  // At the last evaluate(), with room for a border:
  Vector error_;
  SmallSystem system_;
  Vector strategies_;
  Vector payoffs_;
  Matrix payoff_slopes_;
};

}  // namespace demarche
