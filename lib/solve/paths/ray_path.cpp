// SPDX-License-Identifier: MIT
#include "solve/paths/ray_path.hpp"

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_01.hpp>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace demarche {
namespace {

constexpr double kFirstStep = 0.05;
constexpr double kSmallestStep = 1e-10;
constexpr int kCorrections = 12;
constexpr double kConverged = 1e-13;
/// The last correction of a step along the path. Newton's method squares the error, so what remains
/// after so short a correction is rounding.
constexpr double kLastCorrection = 1e-8;
/// A margin() below -kViolated lies beyond the part of the path that belongs to the support.
constexpr double kViolated = 1e-11;
/// A step was too long, and might have jumped to another part of the path, if the cosine between
/// its tangents is below the first bound or a correction is longer than the second one.
constexpr double kLeastCosine = 0.95;
constexpr double kLongestCorrection = 0.05;
/// The least rate at which a margin changes along a straight path: smaller ones are rounding.
constexpr double kLeastChange = 1e-12;

}  // namespace

RayPath::RayPath(const PayoffField& field, Vector ray)
    : field_(field),
      ray_(std::move(ray)),
      num_strategies_(field.num_strategies()),
      num_players_(static_cast<Index>(field.num_players())),
      support_(static_cast<std::size_t>(num_strategies_), false) {
  for (std::size_t i = 0; i < field_.num_players(); ++i) {
    player_of_.insert(player_of_.end(),
                      static_cast<std::size_t>(field_.first()[i + 1] - field_.first()[i]),
                      static_cast<Index>(i));
  }
}

Vector RayPath::random_ray(const PayoffField& field, std::uint64_t seed) {
  boost::random::mt19937_64 engine(seed);
  boost::random::uniform_01<double> uniform;
  Vector ray(field.num_strategies());
  for (Index s = 0; s < ray.size(); ++s) {
    ray[s] = uniform(engine);
  }
  return ray;
}

void RayPath::start() {
  assert(ray_.size() == num_strategies_);
  point_.setZero(num_strategies_ + num_players_ + 1);
  std::vector<Index> best;
  for (std::size_t i = 0; i < field_.num_players(); ++i) {
    Index most = field_.first()[i];
    for (Index s = field_.first()[i]; s < field_.first()[i + 1]; ++s) {
      most = ray_[s] > ray_[most] ? s : most;
    }
    best.push_back(most);
    support_[static_cast<std::size_t>(most)] = true;
    point_[most] = 1.0;
  }
  field_.evaluate(point_.head(num_strategies_), payoffs_, payoff_slopes_);
  double size = 0.0;
  for (Index s = 0; s < num_strategies_; ++s) {
    const Index top = best[static_cast<std::size_t>(player_of_[static_cast<std::size_t>(s)])];
    if (s != top) {
      size = std::max(size, (payoffs_[s] - payoffs_[top]) / (ray_[top] - ray_[s]));
    }
  }
  size += 1.0;
  point_[num_strategies_ + num_players_] = size;
  for (Index i = 0; i < num_players_; ++i) {
    const Index top = best[static_cast<std::size_t>(i)];
    point_[num_strategies_ + i] = payoffs_[top] + size * ray_[top];
  }
  // The path starts towards smaller bonuses.
  tangent_ = -Vector::Unit(point_.size(), point_.size() - 1);
  evaluate(point_);
  border(tangent_);
  tangent_ = direction();
}

/// The equations say that probabilities outside the support are 0, that strategies of the support
/// pay their player's payoff, and that each player's probabilities sum to 1.
void RayPath::evaluate(const Vector& point) {
  strategies_ = point.head(num_strategies_);
  const Vector& x = strategies_;
  field_.evaluate(x, payoffs_, payoff_slopes_);
  const Index last = num_strategies_ + num_players_;
  RowMajorMatrix& slopes = system_.rows;
  error_.setZero(last + 1);
  slopes.setZero(last + 1, last + 1);
  for (Index s = 0; s < num_strategies_; ++s) {
    const Index own_payoff = num_strategies_ + player_of_[static_cast<std::size_t>(s)];
    if (support_[static_cast<std::size_t>(s)]) {
      error_[s] = payoffs_[s] + point[last] * ray_[s] - point[own_payoff];
      slopes.row(s).head(num_strategies_) = payoff_slopes_.row(s);
      slopes(s, own_payoff) = -1.0;
      slopes(s, last) = ray_[s];
    } else {
      error_[s] = x[s];
      slopes(s, s) = 1.0;
    }
    error_[own_payoff] += x[s];
    slopes(own_payoff, s) = 1.0;
  }
  error_.segment(num_strategies_, num_players_).array() -= 1.0;
}

void RayPath::border(const Vector& last_row) {
  system_.rows.row(point_.size() - 1) = last_row.transpose();
  system_.factorise();
}

Vector RayPath::direction() {
  Vector along = Vector::Unit(point_.size(), point_.size() - 1);
  system_.solve(along);
  return along.normalized();
}

bool RayPath::correct(Vector& point, const Vector& tangent) {
  const Vector predicted = point;
  double last_length = std::numeric_limits<double>::infinity();
  for (int k = 0; k < kCorrections; ++k) {
    evaluate(point);
    error_[point.size() - 1] = tangent.dot(point - predicted);
    border(tangent);
    system_.solve(error_);
    const Vector& change = error_;
    const double length = change.norm();
    if (!(length < kLongestCorrection) || (k > 1 && length > last_length && length > 1e-10)) {
      return false;
    }
    point -= change;
    if (length < kLastCorrection * (1.0 + point.norm())) {
      return true;
    }
    last_length = length;
  }
  return last_length < 1e-10 * (1.0 + point.norm());
}

/// A number that must not become negative: the probability of a strategy in the support, or how
/// much less than the player's payoff a strategy outside it pays.
double RayPath::margin(const Vector& point, Index strategy) const {
  const auto s = static_cast<std::size_t>(strategy);
  return support_[s] ? point[strategy]
                     : point[num_strategies_ + player_of_[s]] - payoffs_[strategy] -
                           point[point.size() - 1] * ray_[strategy];
}

Vector RayPath::margin_gradient(Index strategy) const {
  const auto s = static_cast<std::size_t>(strategy);
  if (support_[s]) {
    return Vector::Unit(point_.size(), strategy);
  }
  Vector gradient = Vector::Zero(point_.size());
  gradient.head(num_strategies_) = -payoff_slopes_.row(strategy).transpose();
  gradient[num_strategies_ + player_of_[s]] = 1.0;
  gradient[point_.size() - 1] = -ray_[strategy];
  return gradient;
}

RayPath::Event RayPath::worst_violation(const Vector& point) const {
  Event worst;
  double least = -kViolated;
  for (Index s = 0; s < num_strategies_; ++s) {
    const double value = margin(point, s);
    if (value < least) {
      least = value;
      worst = {s, support_[static_cast<std::size_t>(s)]};
    }
  }
  return worst;
}

/// Newton's method for the point of the curve where the strategy's margin is 0.
bool RayPath::move_to_event(Vector& point, Index strategy) {
  for (int k = 0; k < kCorrections; ++k) {
    evaluate(point);
    error_[point.size() - 1] = margin(point, strategy);
    border(margin_gradient(strategy));
    system_.solve(error_);
    const Vector& change = error_;
    const double length = change.norm();
    if (!(length < 10.0)) {
      return false;
    }
    point -= change;
    if (length < kConverged * (1.0 + point.norm())) {
      evaluate(point);
      return true;
    }
  }
  return false;
}

/// Newton's method for the point of the curve where the bonus is 0. False if there is none with
/// this support.
bool RayPath::move_to_end(Vector& point) {
  const Vector zero_bonus = Vector::Unit(point.size(), point.size() - 1);
  for (int k = 0; k < kCorrections; ++k) {
    evaluate(point);
    error_[point.size() - 1] = point[point.size() - 1];
    border(zero_bonus);
    system_.solve(error_);
    const Vector& change = error_;
    if (!change.allFinite()) {
      return false;
    }
    point -= change;
    if (change.norm() < kConverged * (1.0 + point.norm())) {
      evaluate(point);
      return worst_violation(point).strategy < 0;
    }
  }
  return false;
}

/// Takes the strategy out of the support, or into it. The curve continues in the direction in which
/// the strategy's margin grows again.
bool RayPath::switch_support(Event event) {
  const auto s = static_cast<std::size_t>(event.strategy);
  support_[s] = !support_[s];
  if (event.leaves) {
    point_[event.strategy] = 0.0;
  }
  evaluate(point_);
  const Vector gradient = margin_gradient(event.strategy);
  border(gradient);
  tangent_ = direction();
  return tangent_.allFinite() && gradient.dot(tangent_) > 0.0;
}

/// One step to the next point of the curve or the next change of support. False once the path has
/// ended; `answer` then has its status.
bool RayPath::advance(double& step, Answer& answer) {
  const Index bonus = point_.size() - 1;
  if (point_[bonus] > 2.0 * first_bonus_) {
    // The bonus of a generic path stays below its first one: a step has jumped to another path.
    answer.status = SolveStatus::numerical_failure;
    return false;
  }
  const double most_moved = tangent_.head(num_strategies_).lpNorm<Eigen::Infinity>();
  step = std::min(step, max_move_ / std::max(most_moved, 0.1 * max_move_));
  Vector next = point_ + step * tangent_;
  const bool is_corrected = correct(next, tangent_);
  // The last correction was so small that the tangent at its end has the same factors.
  const Vector turned = is_corrected ? direction() : Vector();
  if (!is_corrected || !(turned.dot(tangent_) > kLeastCosine)) {
    step *= 0.5;
    answer.status = SolveStatus::numerical_failure;
    return step > kSmallestStep;
  }
  const Event event = worst_violation(next);
  if (event.strategy < 0 && next[bonus] > 0.0) {
    point_ = std::move(next);
    tangent_ = turned;
    step *= 1.7;
    return true;
  }
  // The bonus vanishes or the support changes within the step. What comes first is the end or the
  // change at which no margin is violated.
  Vector end = next;
  if (next[bonus] <= 0.0 && move_to_end(end)) {
    answer.strategies = end.head(num_strategies_);
    answer.status = SolveStatus::converged;
    return false;
  }
  if (event.strategy >= 0) {
    Vector at_change = next;
    if (move_to_event(at_change, event.strategy) && worst_violation(at_change).strategy < 0 &&
        (at_change - point_).dot(tangent_) > -kViolated &&
        (at_change - point_).norm() < 2.0 * step + kViolated && at_change[bonus] >= 0.0) {
      point_ = std::move(at_change);
      return switch_support(event);
    }
  }
  step *= 0.5;
  answer.status = SolveStatus::numerical_failure;
  return step > kSmallestStep;
}

RayPath::Answer RayPath::follow(int max_steps, double max_move, const Deadline& deadline) {
  assert(max_steps >= 1 && max_move > 0.0);
  Answer answer;
  max_move_ = max_move;
  start();
  first_bonus_ = point_[point_.size() - 1];
  double step = kFirstStep;
  while (advance(step, answer)) {
    if (++answer.num_steps >= max_steps || deadline.is_past()) {
      answer.status = SolveStatus::iteration_limit;
      break;
    }
  }
  return answer;
}

std::pair<RayPath::Event, double> RayPath::next_event() const {
  const Index bonus = point_.size() - 1;
  const Vector gains = payoff_slopes_ * tangent_.head(num_strategies_);
  Event first;
  double least = tangent_[bonus] < 0.0 ? -point_[bonus] / tangent_[bonus]
                                       : std::numeric_limits<double>::infinity();
  for (Index s = 0; s < num_strategies_; ++s) {
    const auto place = static_cast<std::size_t>(s);
    const double change = support_[place] ? tangent_[s]
                                          : tangent_[num_strategies_ + player_of_[place]] -
                                                gains[s] - tangent_[bonus] * ray_[s];
    if (change < -kLeastChange) {
      const double distance = std::max(0.0, margin(point_, s)) / -change;
      if (distance < least) {
        least = distance;
        first = {s, support_[place]};
      }
    }
  }
  return {first, least};
}

RayPath::Answer RayPath::follow_pieces(int max_steps, const Deadline& deadline) {
  Answer answer;
  start();
  const Index bonus = point_.size() - 1;
  first_bonus_ = point_[bonus];
  while (++answer.num_steps <= max_steps && !deadline.is_past()) {
    const auto [event, distance] = next_event();
    // The bonus of a generic path stays below its first one, and no piece of it is infinite.
    if (!std::isfinite(distance) || point_[bonus] > 2.0 * first_bonus_) {
      return answer;
    }
    point_ += distance * tangent_;
    if (event.strategy < 0) {
      if (move_to_end(point_)) {
        answer.strategies = point_.head(num_strategies_);
        answer.status = SolveStatus::converged;
      }
      return answer;
    }
    if (!switch_support(event)) {
      return answer;
    }
  }
  answer.status = SolveStatus::iteration_limit;
  return answer;
}

}  // namespace demarche
