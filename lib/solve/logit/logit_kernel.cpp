// SPDX-License-Identifier: MIT
#include "solve/logit/logit_kernel.hpp"

#include <cassert>
#include <cmath>

#include "core/lane_bits.hpp"
#include "demarche/core/interruption.hpp"
#include "solve/logit/branch_limits.hpp"
#include "solve/logit/logit_lanes.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/logit/logit_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "solve/logit/logit_equation-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

/// With so many numbers, a pass takes so long that a question after each costs nothing that counts.
constexpr std::size_t kManyNumbers = 1000;

// The method is pseudo-arclength continuation with Newton's method as the corrector
// @cite Turocy2005. The position on a branch is measured in logit exponents: at position p an
// agent's precision is p * precision / target, where the target is the largest product of an
// agent's precision and the spread of its payoffs. So probabilities change by order 1 at most per
// unit of position, whatever the units of payoffs.

/// Follows one branch per lane of a vector. A lane that finishes takes the next game of the block,
/// so that short branches do not wait for long ones.
class BranchFollower {
 public:
  BranchFollower(const LogitProgram& program,
                 const ConceptOptions& options,
                 const GameBlock& block,
                 const LaneSet& lanes,
                 LogitWorkspace& workspace,
                 BlockSolution& solution)
      : options_(options),
        block_(block),
        games_(lanes),
        w_(workspace),
        solution_(solution),
        equation_(program, workspace),
        width_(equation_.width()),
        lanes_(program, options, workspace, width_),
        order_(workspace.order),
        question_(program.num_cells + order_ > kManyNumbers ? 1 : 16) {}

  void run() {
    for (std::size_t game = 0; game < block_.num_lanes; ++game) {
      if (games_[game]) {
        // The status of a game that an interruption ends.
        solution_.certificates[game] = {.status = SolveStatus::iteration_limit};
      }
    }
    std::size_t num_active = 0;
    for (std::size_t lane = 0; lane < width_; ++lane) {
      num_active += load_next(lane) ? 1 : 0;
    }
    for (unsigned pass = 1; num_active > 0 && (pass % question_ != 0 || !is_interrupted());
         ++pass) {
      equation_.evaluate();
      // The largest |H| is kept for the final test, since the elimination overwrites H.
      for (std::size_t lane = 0; lane < width_; ++lane) {
        state_[lane].residual = largest(lane, order_);
      }
      equation_.solve();
      for (std::size_t lane = 0; lane < width_; ++lane) {
        if (state_[lane].game < block_.num_lanes && advance(lane) && !load_next(lane)) {
          --num_active;
        }
      }
    }
  }

 private:
  /// Where one lane is on its branch.
  struct State {
    std::size_t game = kBlockLanes;  ///< The game's lane in the block, or kBlockLanes for none.
    double target = 1.0;             ///< The position at which the full precision is reached.
    std::size_t strictness = 0;      ///< Index into kStepLimits.
    bool is_final = false;          ///< The step under trial ends at the target, where it is fixed.
    int corrections = 0;            ///< Newton corrections since the last prediction.
    int iterations = 0;             ///< Linear solves for this game.
    double step = kFirstStep;       ///< The arc length of the next step.
    double taken = 0.0;             ///< The arc length of the step under trial; 0 at the start.
    double first_correction = 0.0;  ///< The first correction since the last prediction.
    double residual = 0.0;          ///< The largest |H| at the last evaluation.
    bool is_reversed = false;       ///< The branch has passed an odd number of crossings.
    bool is_singular = false;       ///< The branch has passed a crossing.
  };

  double& at(AlignedArray& array, std::size_t row, std::size_t lane) {
    return array[row * width_ + lane];
  }

  /// The largest absolute value in a lane of one column of the system.
  double largest(std::size_t lane, std::size_t column) {
    double value = 0.0;
    for (std::size_t i = 0; i < order_; ++i) {
      const double element = std::abs(equation_.system(i, column)[lane]);
      value = element <= value ? value : element;  // Unlike std::max() this keeps a NaN.
    }
    return value;
  }

  /// The largest component of a lane's Newton correction. That of the position counts relative to
  /// 1 + position.
  double largest_correction(std::size_t lane) {
    const double position = std::abs(equation_.system(order_ - 1, order_)[lane]) /
                            (1.0 + std::abs(at(w_.point, order_ - 1, lane)));
    double value = position;
    for (std::size_t i = 0; i + 1 < order_; ++i) {
      const double element = std::abs(equation_.system(i, order_)[lane]);
      value = element <= value ? value : element;
    }
    return value;
  }

  /// Puts the next game whose numbers are finite into the lane. Returns false if there is none.
  bool load_next(std::size_t lane) {
    while (next_game_ < block_.num_lanes) {
      const std::size_t game = next_game_++;
      if (!games_[game]) {
        continue;
      }
      state_[lane] = State{.game = game};
      if (const auto target = lanes_.load(block_, game, lane)) {
        state_[lane].target = *target;
        start(lane);
        return true;
      }
      solution_.certificates[game].status = SolveStatus::not_finite;
    }
    state_[lane].game = kBlockLanes;
    neutralise(lane);
    return false;
  }

  /// Gives an idle lane a game without payoffs, so that its arithmetic stays finite.
  void neutralise(std::size_t lane) {
    lanes_.clear(lane);
    state_[lane].target = 1.0;
    start(lane);
  }

  /// Puts the lane at the start of its branch: uniform play at position 0, with the tangent along
  /// the position's axis.
  void start(std::size_t lane) {
    lanes_.write_uniform(lane);
    for (std::size_t i = 0; i < order_; ++i) {
      at(w_.accepted, i, lane) = at(w_.point, i, lane);
      at(w_.bend, i, lane) = 0.0;
      at(w_.tangent, i, lane) = 0.0;
    }
    at(w_.tangent, order_ - 1, lane) = 1.0;
    set_border(lane, false);
  }

  /// The last row of the system is the tangent, so that corrections are perpendicular to it. In the
  /// final step it is the position's axis, so that the position stays at the target.
  void set_border(std::size_t lane, bool is_final) {
    for (std::size_t i = 0; i < order_; ++i) {
      at(w_.border, i, lane) = is_final ? 0.0 : at(w_.tangent, i, lane);
    }
    if (is_final) {
      at(w_.border, order_ - 1, lane) = 1.0;
    }
  }

  /// Decides on one lane after a linear solve: finish, accept the point and predict the next,
  /// correct it again, or reject the step. Returns true if the game is finished.
  bool advance(std::size_t lane) {
    State& state = state_[lane];
    ++state.iterations;
    if (state.is_final &&
        (state.residual <= kFinalResidual ||
         (state.corrections >= kMaxFinalCorrections / 2 && state.residual <= options_.tolerance))) {
      if (!keeps_direction(lane, 1.0)) {
        return reject(lane);
      }
      finish(lane, SolveStatus::converged);
      return true;
    }
    if (state.iterations >= options_.max_iterations) {
      finish(lane, SolveStatus::iteration_limit);
      return true;
    }
    const double correction = largest_correction(lane);
    if (state.corrections == 0) {
      state.first_correction = correction;
    }
    const bool is_sane = correction <= kLargestCorrection;  // This is false for NaN.
    const bool is_last =
        ++state.corrections >= (state.is_final ? kMaxFinalCorrections : kMaxCorrections);
    if (is_sane && !state.is_final &&
        correction <= kStepLimits[state.strictness].accepted_correction && turns_gently(lane) &&
        keeps_direction(lane, length_)) {
      accept(lane);
      predict(lane);
    } else if (is_sane && !is_last) {
      correct(lane);
    } else {
      return reject(lane);
    }
    return false;
  }

  /// Tries again with half the step or, if that is too short, from the start with stricter limits.
  /// Returns true, having finished the game, if there are no stricter ones.
  bool reject(std::size_t lane) {
    State& state = state_[lane];
    state.step = 0.5 * std::min(state.step, state.taken > 0.0 ? state.taken : state.step);
    if (state.step > kStepLimits[state.strictness].smallest_step) {
      predict(lane);
      return false;
    }
    if (state.strictness + 1 == kStepLimits.size()) {
      finish(lane, SolveStatus::numerical_failure);
      return true;
    }
    ++state.strictness;
    state.is_final = false;
    state.corrections = 0;
    state.step = kFirstStep;
    state.taken = 0.0;
    state.is_reversed = false;
    state.is_singular = false;
    start(lane);
    return false;
  }

  /// Whether the tangent has turned by less than the limit. The solution for (0, 1) has the product
  /// 1 with the old unit tangent, so its length is 1 / cos of the angle between them. The first
  /// tangent of a branch is free: the start's is only a guess.
  bool turns_gently(std::size_t lane) {
    double square = 0.0;
    for (std::size_t i = 0; i < order_; ++i) {
      const double element = equation_.system(i, order_ + 1)[lane];
      square += element * element;
    }
    length_ = std::sqrt(square);
    return is_first(lane) ? std::isfinite(length_) : length_ <= kLargestTurn;
  }

  /// Whether the step kept its direction along the branch. Along a regular branch the determinant
  /// of the system bordered by the tangent never changes its sign (it starts as 1), while a step
  /// over a hairpin onto the way back changes it. The sign also changes where another branch
  /// crosses, as in symmetric games. Such a crossing is recognised by a step that hit its
  /// prediction without turning, which a step over a hairpin cannot do; the branch then goes
  /// straight on. `turn` is 1 / cos of the tangent's turn. In the final step the border is the
  /// position's axis. The branch goes up along it, so the sign is that of the border by the
  /// tangent.
  bool keeps_direction(std::size_t lane, double turn) {
    State& state = state_[lane];
    bool is_reversed = false;
    for (std::size_t i = 0; i < order_; ++i) {
      is_reversed = is_reversed != (at(w_.inverse_pivots, i, lane) < 0.0);
    }
    if (is_reversed == state.is_reversed) {
      return true;
    }
    const bool is_straight = state.first_correction <= kCrossingCorrection && turn <= kCrossingTurn;
    state.is_reversed = is_straight ? is_reversed : state.is_reversed;
    state.is_singular = state.is_singular || is_straight;
    return is_straight;
  }

  /// Whether the lane is at the start of its branch.
  [[nodiscard]] bool is_first(std::size_t lane) const { return state_[lane].taken == 0.0; }

  void correct(std::size_t lane) {
    for (std::size_t i = 0; i < order_; ++i) {
      at(w_.point, i, lane) -= equation_.system(i, order_)[lane];
    }
  }

  /// Accepts the corrected point with its tangent and bend, and chooses the length of the next
  /// step. The prediction is of second order, so its error grows as the cube of the length.
  void accept(std::size_t lane) {
    State& state = state_[lane];
    correct(lane);
    double distance = 0.0;
    for (std::size_t i = 0; i < order_; ++i) {
      const double moved = at(w_.point, i, lane) - at(w_.accepted, i, lane);
      distance += moved * moved;
    }
    distance = std::sqrt(distance);
    for (std::size_t i = 0; i < order_; ++i) {
      const double direction = equation_.system(i, order_ + 1)[lane] / length_;
      at(w_.bend, i, lane) = is_first(lane) || distance == 0.0
                                 ? 0.0
                                 : (direction - at(w_.tangent, i, lane)) / distance;
      at(w_.tangent, i, lane) = direction;
      at(w_.accepted, i, lane) = at(w_.point, i, lane);
    }
    if (!is_first(lane)) {
      const double ratio = std::cbrt(kStepLimits[state.strictness].wanted_correction /
                                     std::max(state.first_correction, 1e-9));
      state.step = state.taken * std::clamp(ratio, 0.4, 3.0);
    }
  }

  /// Predicts the next point by accepted + h tangent + h^2 / 2 bend, where h is the step. A step
  /// that would pass the full precision going up ends there.
  void predict(std::size_t lane) {
    State& state = state_[lane];
    const std::size_t last = order_ - 1;
    const double position = at(w_.accepted, last, lane);
    const double slope = at(w_.tangent, last, lane);
    const auto moved = [&](std::size_t i, double step) {
      return at(w_.accepted, i, lane) +
             step * (at(w_.tangent, i, lane) + 0.5 * step * at(w_.bend, i, lane));
    };
    double step = state.step;
    state.is_final = moved(last, step) >= state.target && slope > 0.0;
    if (state.is_final) {
      step = std::min(step, (state.target - position) / slope);
    }
    for (std::size_t i = 0; i < order_; ++i) {
      at(w_.point, i, lane) = moved(i, step);
    }
    if (state.is_final) {
      at(w_.point, last, lane) = state.target;
    }
    state.taken = step;
    state.corrections = 0;
    set_border(lane, state.is_final);
  }

  /// Writes the certificate of the lane's game and, if it converged, the strategies evaluated at
  /// the final point.
  void finish(std::size_t lane, SolveStatus status) {
    const std::size_t game = state_[lane].game;
    const Certificates::Reference certificate = solution_.certificates[game];
    certificate.status = status;
    certificate.iterations = state_[lane].iterations;
    certificate.residual = state_[lane].residual;
    if (status != SolveStatus::converged) {
      return;
    }
    certificate.num_equilibria = 1;
    certificate.is_complete = false;
    certificate.is_degenerate = state_[lane].is_singular;
    certificate.max_regret = lanes_.regret(lane);
    solution_.weights[0][game] = 1.0;
    lanes_.write_strategies(lane, solution_.probabilities[0].data() + game);
  }

  const ConceptOptions& options_;
  const GameBlock& block_;
  const LaneSet& games_;
  LogitWorkspace& w_;
  BlockSolution& solution_;
  LogitEquation equation_;
  std::size_t width_;
  LogitLanes lanes_;
  std::size_t order_;
  unsigned question_;  ///< The number of passes between questions whether to stop.
  std::size_t next_game_ = 0;
  std::array<State, kMaxVectorLanes> state_;
  double length_ = 1.0;  ///< The length of the tangent that turns_gently() looked at last.
};

void follow_branches(const LogitProgram& program,
                     const ConceptOptions& options,
                     const GameBlock& block,
                     const LaneSet& lanes,
                     LogitWorkspace& workspace,
                     BlockSolution& solution) {
  assert(block.num_lanes <= kBlockLanes && solution.num_components > 0);
  BranchFollower(program, options, block, lanes, workspace, solution).run();
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
HWY_EXPORT(follow_branches);

void solve_logit_block(const LogitProgram& program,
                       const ConceptOptions& options,
                       const GameBlock& block,
                       const LaneSet& lanes,
                       LogitWorkspace& workspace,
                       BlockSolution& solution) {
  HWY_DYNAMIC_DISPATCH(follow_branches)(program, options, block, lanes, workspace, solution);
}

}  // namespace demarche

#endif  // HWY_ONCE
