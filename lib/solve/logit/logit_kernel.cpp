// SPDX-License-Identifier: MIT
#include "solve/logit/logit_kernel.hpp"

#include <cmath>

#include "core/lane_bits.hpp"
#include "demarche/core/interruption.hpp"
#include "solve/logit/logit_lanes.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "solve/logit/logit_kernel.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "solve/logit/logit_equation-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {

// The position on a branch is measured in logit exponents: at position p an agent's precision is
// p * precision / target, and the target is the precision times the spread of the agent's payoffs
// (the largest of all agents). So unknowns (probabilities) move by order 1 per unit of position at
// most, whatever the units of payoffs.

/// How closely a branch is followed. It need not be hit, only its end is made exact; but where it
/// bends sharply a loose point's tangent misleads, and the branch is then followed again from its
/// start.
struct Care {
  double accepted_correction;  ///< A step is accepted when a Newton correction is this small ...
  double wanted_correction;    ///< ... and its length aims at a first correction of this size.
  double smallest_step;        ///< Below it this care is not enough.
};
constexpr std::array<Care, 3> kCares{{{2e-2, 6e-3, 1e-3}, {1e-3, 3e-4, 1e-6}, {1e-5, 3e-6, 1e-13}}};
/// Beyond it a correction may lead to another branch: the step is rejected.
constexpr double kLargestCorrection = 0.02;
/// 1 / cos of the largest turn of the tangent in one step (6 degrees): sharp bends next to another
/// branch would be cut.
constexpr double kLargestTurn = 1.005;
/// What tells a crossing of branches from a hairpin: the prediction's error, and 1 / cos of the
/// turn.
constexpr double kCrossingCorrection = 1e-8;
constexpr double kCrossingTurn = 1.00001;
constexpr int kMaxCorrections = 3;
constexpr int kMaxFinalCorrections = 12;
constexpr double kFirstStep = 0.3;
/// Where Newton's method stops at the end: rounding keeps larger games from much less.
constexpr double kFinalResidual = 1e-12;

/// Follows one branch per lane; lanes that finish take the next game of the block.
class BranchFollower {
 public:
  BranchFollower(const LogitProgram& program,
                 const ConceptOptions& options,
                 const GameBlock& block,
                 const LaneSet& lanes,
                 LogitWorkspace& workspace,
                 BlockSolution& solution)
      : program_(program),
        options_(options),
        block_(block),
        games_(lanes),
        w_(workspace),
        solution_(solution),
        equation_(program, workspace),
        width_(equation_.width()),
        lanes_(program, options, workspace, width_),
        order_(workspace.order) {}

  void run() {
    for (std::size_t game = 0; game < block_.num_lanes; ++game) {
      if (games_[game]) {
        // Until it ends: an interruption may come first.
        solution_.certificates[game] = {.status = SolveStatus::iteration_limit};
      }
    }
    std::size_t num_active = 0;
    for (std::size_t lane = 0; lane < width_; ++lane) {
      num_active += load_next(lane) ? 1 : 0;
    }
    for (unsigned pass = 1; num_active > 0 && (pass % 16 != 0 || !is_interrupted()); ++pass) {
      equation_.evaluate();
      // The final test needs H, which the elimination overwrites.
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
  struct State {
    std::size_t game = kBlockLanes;  ///< Lane of the block, or none.
    double target = 1.0;             ///< The position where the full precision is reached.
    std::size_t care = 0;            ///< Index into kCares.
    bool is_final = false;           ///< At the target, with the position fixed.
    int corrections = 0;             ///< Since the last prediction.
    int iterations = 0;
    double step = kFirstStep;
    double taken = 0.0;  ///< Arc length of the step under trial.
    double first_correction = 0.0;
    double residual = 0.0;
    bool is_reversed = false;  ///< An odd number of simple bifurcations lies behind.
    bool is_singular = false;  ///< Some do.
  };

  double& at(AlignedArray& array, std::size_t row, std::size_t lane) {
    return array[row * width_ + lane];
  }

  /// Largest absolute value of a lane's right-hand side.
  double largest(std::size_t lane, std::size_t column) {
    double value = 0.0;
    for (std::size_t i = 0; i < order_; ++i) {
      const double element = std::abs(equation_.system(i, column)[lane]);
      value = element <= value ? value : element;  // Keeps a NaN.
    }
    return value;
  }

  /// The same for the Newton correction, the position's relative to 1 + position.
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

  /// Puts the next solvable game into the lane; false if none is left.
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

  /// An idle lane solves a trivial game, so that it raises no floating-point trouble.
  void neutralise(std::size_t lane) {
    lanes_.clear(lane);
    state_[lane].target = 1.0;
    start(lane);
  }

  /// The branch begins at precision 0 with uniform play, going up.
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

  void set_border(std::size_t lane, bool is_final) {
    for (std::size_t i = 0; i < order_; ++i) {
      at(w_.border, i, lane) = is_final ? 0.0 : at(w_.tangent, i, lane);
    }
    if (is_final) {
      at(w_.border, order_ - 1, lane) = 1.0;
    }
  }

  /// Moves one lane on after a linear solve; true if its game is finished.
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
    const bool is_sane = correction <= kLargestCorrection;  // False for NaN.
    const bool is_last =
        ++state.corrections >= (state.is_final ? kMaxFinalCorrections : kMaxCorrections);
    if (is_sane && !state.is_final && correction <= kCares[state.care].accepted_correction &&
        turns_gently(lane) && keeps_direction(lane, length_)) {
      accept(lane);
      predict(lane);
    } else if (is_sane && !is_last) {
      correct(lane);
    } else {
      return reject(lane);
    }
    return false;
  }

  /// Tries half the step, then all again with more care; true if that has been tried too.
  bool reject(std::size_t lane) {
    State& state = state_[lane];
    state.step = 0.5 * std::min(state.step, state.taken > 0.0 ? state.taken : state.step);
    if (state.step > kCares[state.care].smallest_step) {
      predict(lane);
      return false;
    }
    if (state.care + 1 == kCares.size()) {
      finish(lane, SolveStatus::numerical_failure);
      return true;
    }
    ++state.care;
    state.is_final = false;
    state.corrections = 0;
    state.step = kFirstStep;
    state.taken = 0.0;
    state.is_reversed = false;
    state.is_singular = false;
    start(lane);
    return false;
  }

  /// The new tangent's length is 1 / cos of its angle with the old one.
  bool turns_gently(std::size_t lane) {
    double square = 0.0;
    for (std::size_t i = 0; i < order_; ++i) {
      const double element = equation_.system(i, order_ + 1)[lane];
      square += element * element;
    }
    length_ = std::sqrt(square);
    return is_first(lane) ? std::isfinite(length_) : length_ <= kLargestTurn;
  }

  /// Along a regular branch the determinant of the system bordered by the tangent never changes
  /// sign (it starts at 1), while a step over a hairpin to the way back would turn it. It does
  /// change where another branch crosses, as in symmetric games: straight on then is a step without
  /// a turn that hit its prediction, which one over a hairpin cannot. `turn` is 1 / cos of the
  /// tangent's. (At the end the border is the precision's axis, along which the branch goes up: the
  /// sign is the same.)
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

  [[nodiscard]] bool is_first(std::size_t lane) const { return state_[lane].taken == 0.0; }

  void correct(std::size_t lane) {
    for (std::size_t i = 0; i < order_; ++i) {
      at(w_.point, i, lane) -= equation_.system(i, order_)[lane];
    }
  }

  /// Takes the corrected point, its tangent and bend, and chooses the next step's length.
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
      const double ratio =
          std::cbrt(kCares[state.care].wanted_correction / std::max(state.first_correction, 1e-9));
      state.step = state.taken * std::clamp(ratio, 0.4, 3.0);
    }
  }

  /// A second-order step along the path; one that would pass the full precision ends there.
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

  /// Writes the lane's strategies (as evaluated at the final point) and its certificate.
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

  const LogitProgram& program_;
  const ConceptOptions& options_;
  const GameBlock& block_;
  const LaneSet& games_;
  LogitWorkspace& w_;
  BlockSolution& solution_;
  LogitEquation equation_;
  std::size_t width_;
  LogitLanes lanes_;
  std::size_t order_;
  std::size_t next_game_ = 0;
  std::array<State, kMaxVectorLanes> state_;
  double length_ = 1.0;  ///< Of the tangent that turns_gently() looked at last.
};

void follow_branches(const LogitProgram& program,
                     const ConceptOptions& options,
                     const GameBlock& block,
                     const LaneSet& lanes,
                     LogitWorkspace& workspace,
                     BlockSolution& solution) {
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
