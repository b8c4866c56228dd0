// SPDX-License-Identifier: MIT
// Follows the logit branches of small dense games, one per lane of a vector. Per-target: included
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

// The method and the constants' meanings are those of logit_kernel.cpp, with one strictness for
// all.

/// A point is accepted once a Newton correction is at most this.
constexpr double kSmallAccepted = 1e-2;
/// Steps get the length at which the first correction is about this.
constexpr double kSmallWanted = 4e-3;
/// The square of 1 / cos of the largest turn of the tangent in one step.
constexpr double kSmallTurn = 1.003 * 1.003;
/// Steps get the length at which that square is about 1 + this.
constexpr double kWantedTurn = 4e-3;
/// The largest such square at the entry, where the tangent is only a guess. Steeper branches are
/// undecided.
constexpr double kSteepestStart = 2.0;
constexpr double kSmallMaxCorrections = 3.0;
constexpr double kSmallMaxFinalCorrections = 12.0;
constexpr double kSmallFirstStep = 0.3;
/// A game that needs shorter steps is undecided.
constexpr double kSmallestStep = 1e-3;
/// The least and the largest factor by which a step's length changes.
constexpr double kLeastGrowth = 0.4;
constexpr double kMostGrowth = 3.0;
/// The longest correction at the entry. There the equilibrium is unique, so a long correction
/// cannot lead to another branch.
constexpr double kLongestUnique = 1.0;

/// 1 / sqrt(x) for x from 1 to about 2, with an error of some millionths, by three Newton steps
/// from a linear guess. Tangents need no better unit vectors.
HWY_INLINE Doubles rough_inverse_root(Doubles x) {
  const Doubles half = set(0.5) * x;
  Doubles root = set(1.5) - half;
  for (int k = 0; k < 3; ++k) {
    root = root * subtract_product(half, root * root, set(1.5));
  }
  return root;
}

/// Solves a block of games: SmallSweeps answers those whose equilibrium is known to be unique; the
/// branches of the others are followed from their entries, one per lane. A lane that finishes takes
/// the next game. All decisions on a step are made by masks, for all lanes at once.
template <std::size_t P, std::size_t S>
class SmallBranches {
 public:
  SmallBranches(const SmallLogitBlock& block, BlockSolution& solution)
      : block_(block),
        starts_(block),
        games_(block, solution),
        sweeps_(block, starts_, games_),
        equation_(games_.equation()) {}

  /// Answers the games that it can and returns the others.
  LaneSet run() {
    sweeps_.run();
    undecided_ = sweeps_.undecided();
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
    return undecided_;
  }

  /// The games whose equilibrium is known to be unique.
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

  /// Puts the next game into the lane, at the entry of its branch. Returns false if there is none.
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

  /// Orders the games so that those with a way to go come first. Games entered at their target need
  /// few steps and fill the lanes that become free beside the longest branches.
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

  /// Puts the lane at the entry of a game's branch. The border is the position's axis, so the
  /// position stays until a point of the branch is found there.
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

  /// Decides on all lanes after a linear solve, like BranchFollower::advance() in logit_kernel.cpp:
  /// accept the point and predict the next, correct it again, or reject the step. `ended_` becomes
  /// the lanes that are finished, `solved_` those with an answer; the others are undecided.
  HWY_INLINE void advance() {
    const Doubles one = set(1.0);
    const Doubles iterations = state_[kIterations] + one;
    const Doubles taken = state_[kTaken];
    const Mask is_final = zero() < state_[kFinal];
    const Mask is_forward = !equation_.is_reversed;
    const Mask is_close = (equation_.residual <= set(kSmallFinalResidual)) |
                          ((set(kSmallMaxFinalCorrections / 2) <= state_[kCorrections]) &
                           (equation_.residual <= set(block_.tolerance)));
    const Mask is_solved = is_final & is_close;
    const Doubles correction = largest_correction();
    const Mask is_new = state_[kCorrections] == zero();
    const Doubles first = choose(is_new, correction, state_[kFirst]);
    const Doubles corrections = state_[kCorrections] + one;
    const Mask is_sane = correction <= set(kSmallAccepted);
    const Mask is_no_jump = correction <= state_[kLongest];
    const Mask is_last =
        choose(is_final, set(kSmallMaxFinalCorrections), set(kSmallMaxCorrections)) <= corrections;
    const Doubles turn = squared_turn();
    const Mask is_start = taken == zero();
    const Mask is_gentle = turn <= choose(is_start, set(kSteepestStart), set(kSmallTurn));
    const Mask is_accepted = (!is_final & is_sane) & (is_gentle & is_forward);
    const Mask is_corrected = is_accepted | (!is_last & is_no_jump);
    Doubles step = state_[kStep];
    move(is_corrected, is_accepted, is_start, turn);
    const Doubles grown = taken * growth(first, turn);
    const Doubles halved = set(0.5) * min(step, choose(is_start, step, taken));
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

  HWY_INLINE Doubles largest_correction() const {
    const Doubles position = abs(equation_.point[kLast]);
    Doubles value = abs(equation_.correction[kLast]) / (set(1.0) + position);
    for (std::size_t k = 0; k < kLast; ++k) {
      value = larger(value, abs(equation_.correction[k]));
    }
    for (std::size_t s = 0; s < S - 1; ++s) {
      value = larger(value, abs(equation_.first_correction[s]));
    }
    return value;
  }

  /// The square of 1 / cos of the angle between the new and the old tangent.
  HWY_INLINE Doubles squared_turn() const {
    Doubles square = zero();
    for (std::size_t k = 0; k < kOrder; ++k) {
      square = multiply_add(equation_.direction[k], equation_.direction[k], square);
    }
    for (std::size_t s = 0; s < S - 1; ++s) {
      square = multiply_add(equation_.first_direction[s], equation_.first_direction[s], square);
    }
    return square;
  }

  /// The factor by which the next step is longer. The prediction's error grows as the cube of the
  /// step, and the square of 1 / cos of the turn, less 1, as its square. Both are put on the scale
  /// of the error, and the larger one decides: factor = (kSmallWanted / larger)^(1/3).
  HWY_INLINE Doubles growth(Doubles first_correction, Doubles turn) const {
    constexpr double kLeast = kLeastGrowth * kLeastGrowth * kLeastGrowth;
    constexpr double kMost = kMostGrowth * kMostGrowth * kMostGrowth;
    const Doubles part = max(zero(), (turn - set(1.0)) * set(1.0 / kWantedTurn));
    const Doubles limit = max(first_correction, set(kSmallWanted) * (part * sqrt(part)));
    const Doubles bounded = min(max(limit, set(kSmallWanted / kMost)), set(kSmallWanted / kLeast));
    return rough_inverse_cube_root(kSmallWanted, bounded);
  }

  /// Corrects the points of `is_corrected`. Those of `is_accepted` become the last points of their
  /// branches, with tangent and bend.
  HWY_INLINE void move(Mask is_corrected, Mask is_accepted, Mask is_start, Doubles turn) {
    // The bend is the change of the tangent over the distance moved, which is the step tried but
    // for the correction.
    const Doubles per_distance = choose_or_zero(!is_start, set(1.0) / state_[kTaken]);
    const Doubles per_length = rough_inverse_root(turn);
    for (std::size_t k = 0; k < kOrder; ++k) {
      const Doubles point =
          equation_.point[k] - choose_or_zero(is_corrected, equation_.correction[k]);
      equation_.point.set(k, point);
      accepted_.set(k, choose(is_accepted, point, accepted_[k]));
      const Doubles unit = equation_.direction[k] * per_length;
      const Doubles bend = (unit - tangent_[k]) * per_distance;
      bend_.set(k, choose(is_accepted, bend, bend_[k]));
      tangent_.set(k, choose(is_accepted, unit, tangent_[k]));
    }
    for (std::size_t s = 0; s < S - 1; ++s) {
      const Doubles unit = equation_.first_direction[s] * per_length;
      first_tangent_.set(s, choose(is_accepted, unit, first_tangent_[s]));
    }
  }

  /// Predicts the next points of `lanes`: accepted + h tangent + h^2 / 2 bend. A step that would
  /// pass the full precision going up ends there.
  HWY_INLINE void predict(Mask lanes, Doubles step) {
    const Doubles half = set(0.5);
    const Doubles target = state_[kTarget];
    const Doubles slope = tangent_[kLast];
    const auto moved = [&](std::size_t k, Doubles length) {
      const Doubles bent = multiply_add((half * length), bend_[k], tangent_[k]);
      return multiply_add(length, bent, accepted_[k]);
    };
    const Mask is_final = (target <= moved(kLast, step)) & (zero() < slope);
    const Doubles rest = (target - accepted_[kLast]) / slope;
    step = choose(is_final, min(step, rest), step);
    for (std::size_t k = 0; k < kOrder; ++k) {
      Doubles point = moved(k, step);
      Doubles border = choose_or_zero(!is_final, tangent_[k]);
      if (k == kLast) {
        point = choose(is_final, target, point);
        border = choose(is_final, set(1.0), border);
      }
      equation_.point.set(k, choose(lanes, point, equation_.point[k]));
      equation_.border.set(k, choose(lanes, border, equation_.border[k]));
    }
    for (std::size_t s = 0; s < S - 1; ++s) {
      const Doubles border = choose_or_zero(!is_final, first_tangent_[s]);
      equation_.first_border.set(s, choose(lanes, border, equation_.first_border[s]));
    }
    state_.set(kTaken, choose(lanes, step, state_[kTaken]));
    state_.set(kCorrections, choose_or_zero(!lanes, state_[kCorrections]));
    state_.set(kLongest, choose(lanes, set(kSmallAccepted), state_[kLongest]));
    const Doubles final_now = choose_or_zero(is_final, set(1.0));
    state_.set(kFinal, choose(lanes, final_now, state_[kFinal]));
  }

  /// Ends the game of a lane, with its answer or as undecided.
  void end(std::size_t lane) {
    if (((solved_ >> lane) & 1U) != 0) {
      games_.answer(lane, static_cast<int>(state_.at(kIterations, lane)));
    } else {
      undecided_.set(games_.game(lane));
    }
  }

  /// Rows of state_.
  enum Field : std::size_t {
    kTarget,       ///< The position where the full precision is reached.
    kStep,         ///< The arc length of the next step.
    kTaken,        ///< The arc length of the step under trial; 0 at the entry.
    kFirst,        ///< The first correction since the last prediction.
    kCorrections,  ///< The number of corrections since the last prediction.
    kIterations,   ///< Steps and linear solves for this game.
    kFinal,        ///< 1 if the step under trial ends at the target, where the position is fixed.
    kLongest,      ///< The longest correction that does not count as a jump to another branch.
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
  LaneSet undecided_;
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
