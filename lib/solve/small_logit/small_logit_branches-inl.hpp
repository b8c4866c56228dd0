// SPDX-License-Identifier: MIT
// Follows the logit branches of small dense games, a vector of them at a time. Per-target: included
// once for each instruction set, inside a foreach_target file.
#if defined(DEMARCHE_SOLVE_SMALL_LOGIT_BRANCHES_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SOLVE_SMALL_LOGIT_BRANCHES_INL_
#undef DEMARCHE_SOLVE_SMALL_LOGIT_BRANCHES_INL_
#else
#define DEMARCHE_SOLVE_SMALL_LOGIT_BRANCHES_INL_
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "solve/small_logit/small_logit.hpp"
#include "solve/small_logit/small_logit_equation-inl.hpp"
#include "solve/small_logit/small_logit_games-inl.hpp"
#include "solve/small_logit/small_logit_sweeps-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {
namespace {

// As in logit_kernel.cpp, which says why, with one care for all.
constexpr double kSmallAccepted = 1e-2;
constexpr double kSmallWanted = 4e-3;
constexpr double kSmallTurn = 1.003 * 1.003;  // Squared.
/// Steps aim at less: this and 1.
constexpr double kWantedTurn = 4e-3;
/// The most of the same at the entry, where the position was held; some lanes are left for it.
constexpr double kSteepestStart = 2.0;
constexpr double kSmallMaxCorrections = 3.0;
constexpr double kSmallMaxFinalCorrections = 12.0;
constexpr double kSmallFirstStep = 0.3;
/// A lane that needs shorter steps is left.
constexpr double kSmallestStep = 1e-3;
constexpr double kLeastGrowth = 0.4;
constexpr double kMostGrowth = 3.0;
/// Where there is nothing else to jump to.
constexpr double kLongestUnique = 1.0;

/// 1 / sqrt(x) for x from 1 to about 2 within some millionths: unit vectors need no more.
HWY_INLINE Row rough_inverse_root(Row x) {
  const Row half = set(0.5) * x;
  Row root = set(1.5) - half;
  for (int k = 0; k < 3; ++k) {
    root = root * subtract_product(half, root * root, set(1.5));
  }
  return root;
}

/// Follows one branch per lane; lanes that finish take the next game of the block.
template <std::size_t P, std::size_t S>
class SmallBranches {
 public:
  SmallBranches(const SmallLogitBlock& block, BlockSolution& solution)
      : block_(block),
        starts_(block),
        games_(block, solution),
        sweeps_(block, starts_, games_),
        equation_(games_.equation()) {}

  LaneSet run() {
    sweeps_.run();
    left_ = sweeps_.left();
    order_games();
    std::size_t num_active = 0;
    for (std::size_t lane = 0; lane < num_lanes(); ++lane) {
      num_active += load_next(lane) ? 1 : 0;
    }
    while (num_active > 0) {
      equation_.evaluate_and_solve();
      advance();
      for_each_bit(ended_, [&](std::size_t lane) {
        if (games_.game(lane) < kBlockLanes) {
          end(lane);
          num_active -= load_next(lane) ? 0 : 1;
        }
      });
    }
    return left_;
  }

  /// Which equilibria are known to be unique, and nothing else.
  LaneSet find_unique() {
    sweeps_.run();
    LaneSet unique;
    for (std::size_t game = 0; game < block_.num_lanes; ++game) {
      unique.set(game, sweeps_.is_unique(game));
    }
    return unique;
  }

 private:
  using Equation = SmallLogitEquation<P, S>;
  static constexpr std::size_t kOrder = Equation::kOrder;
  static constexpr std::size_t kLast = kOrder - 1;

  /// Puts the next branch into the lane where it was entered; false if none is left.
  bool load_next(std::size_t lane) {
    if (next_ == num_entered_) {
      games_.idle(lane);
      return false;
    }
    const std::size_t game = order_[next_++];
    games_.load(lane, game, starts_.target(game));
    enter(lane, game);
    return true;
  }

  /// Games with a long way to go come first: those at their target fill the lanes beside them.
  void order_games() {
    for (const bool is_at_target : {false, true}) {
      for (std::size_t game = 0; game < block_.num_lanes; ++game) {
        if (sweeps_.entered()[game] &&
            (starts_.start(game) < starts_.target(game)) != is_at_target) {
          order_[num_entered_++] = game;
        }
      }
    }
  }

  /// The position stays until a point on the branch is found there, which has no other near.
  void enter(std::size_t lane, std::size_t game) {
    for (std::size_t k = 0; k < kOrder; ++k) {
      const double x = k == kLast ? starts_.start(game) : sweeps_.entry(game, k);
      equation_.point.at(k, lane) = x;
      accepted_.at(k, lane) = x;
      bend_.at(k, lane) = 0.0;
      tangent_.at(k, lane) = k == kLast ? 1.0 : 0.0;
      equation_.border.at(k, lane) = tangent_.at(k, lane);
    }
    for (std::size_t s = 0; s < S - 1; ++s) {
      first_tangent_.at(s, lane) = 0.0;
      equation_.first_border.at(s, lane) = 0.0;
    }
    state_.at(kTarget, lane) = starts_.target(game);
    state_.at(kStep, lane) = kSmallFirstStep;
    state_.at(kTaken, lane) = 0.0;
    state_.at(kFirst, lane) = 0.0;
    state_.at(kCorrections, lane) = 0.0;
    state_.at(kIterations, lane) = sweeps_.iterations(game);
    state_.at(kFinal, lane) = starts_.start(game) < starts_.target(game) ? 0.0 : 1.0;
    state_.at(kLongest, lane) = kLongestUnique;
  }

  /// Moves all lanes on after a linear solve; `ended_` are those that are finished or to be left.
  HWY_INLINE void advance() {
    const Row one = set(1.0);
    const Row iterations = state_[kIterations] + one;
    const Row taken = state_[kTaken];
    const Mask is_final = zero() < state_[kFinal];
    const Mask is_forward = !equation_.is_reversed;
    const Mask is_close = (equation_.residual <= set(kSmallFinalResidual)) |
                          ((set(kSmallMaxFinalCorrections / 2) <= state_[kCorrections]) &
                           (equation_.residual <= set(block_.tolerance)));
    const Mask is_solved = is_final & is_close;
    const Row correction = largest_correction();
    const Mask is_new = state_[kCorrections] == zero();
    const Row first = choose(is_new, correction, state_[kFirst]);
    const Row corrections = state_[kCorrections] + one;
    const Mask is_sane = correction <= set(kSmallAccepted);
    const Mask is_no_jump = correction <= state_[kLongest];
    const Mask is_last =
        choose(is_final, set(kSmallMaxFinalCorrections), set(kSmallMaxCorrections)) <= corrections;
    const Row turn = squared_turn();
    const Mask is_start = taken == zero();
    const Mask is_gentle = turn <= choose(is_start, set(kSteepestStart), set(kSmallTurn));
    const Mask is_accepted = (!is_final & is_sane) & (is_gentle & is_forward);
    const Mask is_corrected = is_accepted | (!is_last & is_no_jump);
    Row step = state_[kStep];
    move(is_corrected, is_accepted, is_start, turn);
    const Row grown = taken * growth(first, turn);
    const Row halved = set(0.5) * min(step, choose(is_start, step, taken));
    step = choose(!is_start & is_accepted, grown, step);
    step = choose(is_corrected, step, halved);
    state_.set(kStep, step);
    state_.set(kIterations, iterations);
    state_.set(kFirst, first);
    state_.set(kCorrections, corrections);
    predict(is_accepted | !is_corrected, step);
    const Mask is_lost = !(set(kSmallestStep) < step) | (set(block_.max_iterations) <= iterations);
    solved_ = bits(is_solved & is_forward);
    ended_ = bits(is_solved | is_lost);
  }

  HWY_INLINE Row largest_correction() const {
    const Row position = abs(equation_.point[kLast]);
    Row value = abs(equation_.correction[kLast]) / (set(1.0) + position);
    for (std::size_t k = 0; k < kLast; ++k) {
      value = larger(value, abs(equation_.correction[k]));
    }
    for (std::size_t s = 0; s < S - 1; ++s) {
      value = larger(value, abs(equation_.first_correction[s]));
    }
    return value;
  }

  /// The square of 1 / cos of the angle with the old tangent.
  HWY_INLINE Row squared_turn() const {
    Row square = zero();
    for (std::size_t k = 0; k < kOrder; ++k) {
      square = multiply_add(equation_.direction[k], equation_.direction[k], square);
    }
    for (std::size_t s = 0; s < S - 1; ++s) {
      square = multiply_add(equation_.first_direction[s], equation_.first_direction[s], square);
    }
    return square;
  }

  /// The prediction's error grows as the cube of the step, the turn as the step itself: the longer
  /// of both limits it.
  HWY_INLINE Row growth(Row first_correction, Row turn) const {
    constexpr double kLeast = kLeastGrowth * kLeastGrowth * kLeastGrowth;
    constexpr double kMost = kMostGrowth * kMostGrowth * kMostGrowth;
    const Row part = max(zero(), (turn - set(1.0)) * set(1.0 / kWantedTurn));
    const Row limit = max(first_correction, set(kSmallWanted) * (part * sqrt(part)));
    const Row bounded = min(max(limit, set(kSmallWanted / kMost)), set(kSmallWanted / kLeast));
    return rough_inverse_cube_root(kSmallWanted, bounded);
  }

  /// Corrects points; accepted ones become the branch's last, with tangent and bend.
  HWY_INLINE void move(Mask is_corrected, Mask is_accepted, Mask is_start, Row turn) {
    // What was moved is the step that was tried, but for the correction.
    const Row per_distance = choose_or_zero(!is_start, set(1.0) / state_[kTaken]);
    const Row per_length = rough_inverse_root(turn);
    for (std::size_t k = 0; k < kOrder; ++k) {
      const Row point = equation_.point[k] - choose_or_zero(is_corrected, equation_.correction[k]);
      equation_.point.set(k, point);
      accepted_.set(k, choose(is_accepted, point, accepted_[k]));
      const Row unit = equation_.direction[k] * per_length;
      const Row bend = (unit - tangent_[k]) * per_distance;
      bend_.set(k, choose(is_accepted, bend, bend_[k]));
      tangent_.set(k, choose(is_accepted, unit, tangent_[k]));
    }
    for (std::size_t s = 0; s < S - 1; ++s) {
      const Row unit = equation_.first_direction[s] * per_length;
      first_tangent_.set(s, choose(is_accepted, unit, first_tangent_[s]));
    }
  }

  /// A second-order step along the branch; one that would pass the full precision ends there.
  HWY_INLINE void predict(Mask lanes, Row step) {
    const Row half = set(0.5);
    const Row target = state_[kTarget];
    const Row slope = tangent_[kLast];
    const auto moved = [&](std::size_t k, Row length) {
      const Row bent = multiply_add((half * length), bend_[k], tangent_[k]);
      return multiply_add(length, bent, accepted_[k]);
    };
    const Mask is_final = (target <= moved(kLast, step)) & (zero() < slope);
    const Row rest = (target - accepted_[kLast]) / slope;
    step = choose(is_final, min(step, rest), step);
    for (std::size_t k = 0; k < kOrder; ++k) {
      Row point = moved(k, step);
      Row border = choose_or_zero(!is_final, tangent_[k]);
      if (k == kLast) {
        point = choose(is_final, target, point);
        border = choose(is_final, set(1.0), border);
      }
      equation_.point.set(k, choose(lanes, point, equation_.point[k]));
      equation_.border.set(k, choose(lanes, border, equation_.border[k]));
    }
    for (std::size_t s = 0; s < S - 1; ++s) {
      const Row border = choose_or_zero(!is_final, first_tangent_[s]);
      equation_.first_border.set(s, choose(lanes, border, equation_.first_border[s]));
    }
    state_.set(kTaken, choose(lanes, step, state_[kTaken]));
    state_.set(kCorrections, choose_or_zero(!lanes, state_[kCorrections]));
    state_.set(kLongest, choose(lanes, set(kSmallAccepted), state_[kLongest]));
    const Row final_now = choose_or_zero(is_final, set(1.0));
    state_.set(kFinal, choose(lanes, final_now, state_[kFinal]));
  }

  void end(std::size_t lane) {
    if (((solved_ >> lane) & 1U) != 0) {
      games_.answer(lane, static_cast<int>(state_.at(kIterations, lane)));
    } else {
      left_.set(games_.game(lane));
    }
  }

  enum Field : std::size_t {
    kTarget,       ///< The position where the full precision is reached.
    kStep,         ///< The next arc length to try ...
    kTaken,        ///< ... and the one under trial.
    kFirst,        ///< The first correction since the last prediction ...
    kCorrections,  ///< ... and how many there were.
    kIterations,
    kFinal,    ///< 1 at the target, with the position fixed.
    kLongest,  ///< The longest correction that is no jump to elsewhere.
    kNumFields,
  };

  const SmallLogitBlock& block_;
  SmallStarts<P, S> starts_;
  SmallGames<P, S> games_;
  SmallSweeps<P, S> sweeps_;
  Equation& equation_;
  Rows<kOrder> accepted_;
  Rows<kOrder> tangent_;
  Rows<kOrder> bend_;
  Rows<S - 1> first_tangent_;  ///< The first player's part of the tangent.
  Rows<kNumFields> state_;
  std::array<std::size_t, kBlockLanes> order_;
  std::size_t num_entered_ = 0;
  std::size_t next_ = 0;
  std::uint32_t solved_ = 0;
  std::uint32_t ended_ = 0;
  LaneSet left_;
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
