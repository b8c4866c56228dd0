// SPDX-License-Identifier: MIT
// Finds equilibria of small games at positions where they are known to be unique: answers of games,
// or entries to their branches. Per-target: included once for each instruction set, inside a
// foreach_target file.
#if defined(DEMARCHE_SOLVE_SMALL_LOGIT_SWEEPS_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SOLVE_SMALL_LOGIT_SWEEPS_INL_
#undef DEMARCHE_SOLVE_SMALL_LOGIT_SWEEPS_INL_
#else
#define DEMARCHE_SOLVE_SMALL_LOGIT_SWEEPS_INL_
#endif

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "solve/small_logit/small_logit_boxes-inl.hpp"
#include "solve/small_logit/small_logit_games-inl.hpp"
#include "solve/small_logit/small_logit_start-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {
namespace {

/// Finds each game's equilibrium at the farthest position at which it is known to be unique. For
/// most games that is the full precision, and the equilibrium is the answer. For the others it is
/// where the branch is entered. The method is the fixed-point iteration from uniform play or, where
/// there are boxes, from their middle; for two players Newton's method follows, since one of its
/// steps costs little more.
///
/// Games of two players with up to three strategies are looked at twice. First, games that lie side
/// by side in the block get a few narrowings of their boxes. The games that stay open are then
/// gathered into vectors of their own and get more, since otherwise most lanes would wait for a
/// few. What comes of a game does not depend on the games beside it.
template <std::size_t P, std::size_t S>
class SmallSweeps {
 public:
  static constexpr std::size_t kUnknowns = SmallLogitEquation<P, S>::kUnknowns;

  SmallSweeps(const SmallLogitBlock& block, SmallStarts<P, S>& starts, SmallGames<P, S>& games)
      : block_(block), starts_(starts), games_(games) {}

  void run() {
    for (std::size_t first = 0; first < block_.num_lanes; first += num_lanes()) {
      run_neighbours(first);
    }
    if constexpr (kHasBoxes) {
      for (std::size_t next = 0; next < num_open_; next += num_lanes()) {
        run_gathered(next);
      }
    }
  }

  /// The games whose branches must be followed. Their entry is a point near the branch at start().
  [[nodiscard]] const LaneSet& entered() const { return entered_; }
  /// The value of an unknown at the entry of a game.
  [[nodiscard]] double entry(std::size_t game, std::size_t unknown) const {
    return entries_[unknown * kBlockLanes + game];
  }
  /// Whether the game is known to have only one equilibrium at the full precision.
  [[nodiscard]] bool is_unique(std::size_t game) const { return unique_[game]; }
  /// The steps spent on an entered game.
  [[nodiscard]] int iterations(std::size_t game) const { return iterations_[game]; }
  /// The games without an answer and without an entry, because a number is not finite, next to
  /// nothing is at stake, exponents are too large, or the budget is spent.
  [[nodiscard]] const LaneSet& undecided() const { return undecided_; }

 private:
  static constexpr bool kHasNewton = P == 2;
  static constexpr bool kHasBoxes = SmallStarts<P, S>::kHasBoxes;
  /// At a residual of at most this Newton's method converges at once, so an entry is near enough.
  static constexpr double kNear = 3e-2;
  /// At a larger residual than this uniform play is as good a guess as the point.
  static constexpr double kFar = 0.2;
  /// The number of fixed-point steps before Newton's method.
  static constexpr int kFirstSweeps = kHasBoxes ? 1 : 2;
  /// The most steps for games side by side; games that need more are gathered, so that they do not
  /// hold up the games beside them.
  static constexpr int kMostAmongNeighbours = 6;
  /// The most steps for gathered games; games that need more are entered and followed along the
  /// branch.
  static constexpr int kMostSweeps = 12;
  /// The most steps towards an entry.
  static constexpr int kMostEntering = 4;
  /// How often boxes are narrowed. Each narrowing decides about half of the games that are still
  /// open.
  static constexpr int kFirstNarrowings = 2;
  static constexpr int kMostNarrowings = 4;

  /// Answers games that lie side by side in the block, from `first` on, as far as a few narrowings
  /// and steps go.
  void run_neighbours(std::size_t first) {
    const std::size_t count = std::min(num_lanes(), block_.num_lanes - first);
    const Doubles target = load(starts_.targets() + first);
    const Mask is_usable = (set(kLeastTarget) < target) & (target < set(kMostExponent));
    const Doubles usable = choose(is_usable, target, set(1.0));
    games_.load_all(first, usable);
    Mask is_unique = is_usable;
    Doubles start = usable;
    if constexpr (kHasBoxes) {
      SmallBoxes<S> boxes(games_.equation(), usable, block_.counts.data());
      for (int k = 0; k < kFirstNarrowings; ++k) {
        boxes.narrow();
      }
      is_unique = is_usable & boxes.shows_unique();
      guess(boxes);
    } else {
      start = load(starts_.starts() + first);
      is_unique = is_usable & (target <= start);
    }
    iterations_now_ = zero();
    const Mask is_sought = kHasBoxes ? is_unique : is_usable;
    const int most = kHasBoxes ? kMostAmongNeighbours : kMostSweeps;
    const Mask is_solved = approach(start, is_sought, is_unique, most);
    if (bits(is_solved) != 0) {
      games_.answer_all(first, is_solved, iterations_now_);
    }
    const std::uint32_t here = (1U << count) - 1U;
    record_unique(here & bits(is_unique));
    const std::uint32_t usable_here = here & bits(is_usable);
    leave_undecided(here & ~usable_here);
    const std::uint32_t unsolved = usable_here & ~bits(is_solved);
    if constexpr (kHasBoxes) {
      Rows<1> spent;
      spent.set(0, iterations_now_);
      for_each_bit(unsolved, [&](std::size_t lane) {
        iterations_[first + lane] = static_cast<int>(spent.at(0, lane));
        open_[num_open_++] = first + lane;
      });
    } else {
      enter(unsolved);
    }
  }

  /// Answers a vector of games that stayed open, from the `next`-th of them on, or enters their
  /// branches.
  void run_gathered(std::size_t next) {
    const std::size_t count = std::min(num_lanes(), num_open_ - next);
    Rows<2> loaded;
    for (std::size_t lane = 0; lane < num_lanes(); ++lane) {
      const std::size_t game = open_[next + (lane < count ? lane : 0)];
      loaded.at(0, lane) = starts_.target(game);
      loaded.at(1, lane) = iterations_[game];
      games_.load(lane, game, starts_.target(game));
    }
    const std::uint32_t here = (1U << count) - 1U;
    const Doubles target = loaded[0];
    iterations_now_ = loaded[1];
    SmallBoxes<S> boxes(games_.equation(), target, block_.counts.data());
    for (int k = 0; k < kMostNarrowings; ++k) {
      boxes.narrow();
    }
    const Mask is_unique = boxes.shows_unique();
    guess(boxes);
    const Doubles contracting = boxes.cycle().contracting_share(kCertain);
    const Doubles share = max(contracting, boxes.cycle().unique_share(kCertain));
    const Doubles start = choose(is_unique, target, target * share);
    Rows<2> starts;
    starts.set(0, start);
    starts.set(1, target * contracting);
    for (std::size_t lane = 0; lane < count; ++lane) {
      starts_.set_start(games_.game(lane), starts.at(0, lane), starts.at(1, lane));
    }
    const Mask is_known = target <= start;
    const Mask is_solved = approach(start, target == target, is_known, kMostSweeps);
    const std::uint32_t solved = here & bits(is_solved);
    Rows<1> iterations;
    iterations.set(0, iterations_now_);
    for_each_bit(solved, [&](std::size_t lane) {
      games_.answer(lane, static_cast<int>(iterations.at(0, lane)));
    });
    record_unique(here & bits(is_known));
    enter(here & ~solved);
  }

  /// Sets the point to the middle of the boxes.
  HWY_INLINE void guess(const SmallBoxes<S>& boxes) {
    const auto middle = boxes.middle();
    for (std::size_t k = 0; k < kUnknowns; ++k) {
      games_.equation().point.set(k, middle[k + 1]);
    }
  }

  /// Takes steps at the position `start` until each lane of `is_sought` has come near enough or
  /// spent its steps. Returns the lanes that are solved, which are among those of `is_unique`: only
  /// where the equilibrium at the full precision is unique is it the answer.
  HWY_INLINE Mask approach(Doubles start, Mask is_sought, Mask is_unique, int most) {
    auto& equation = games_.equation();
    equation.point.set(kUnknowns, start);
    const Doubles budget = set(block_.max_iterations);
    const Doubles wanted = choose(is_unique, set(kSmallFinalResidual), set(kNear));
    Mask is_going = is_sought & (iterations_now_ < budget);
    Mask is_near = is_going & !is_going;
    residual_now_ = set(HUGE_VAL);
    for (int k = 0; k < most && bits(is_going) != 0; ++k) {
      const bool is_before_newton = kHasNewton && k < kFirstSweeps;
      const Doubles enough = is_before_newton ? set(-1.0) : wanted;
      if (kHasNewton && !is_before_newton) {
        equation.improve(is_going, enough);
      } else {
        equation.sweep(is_going, enough);
      }
      // The residual of a lane is that of its own last step, not of the evaluations that follow
      // while other lanes go on.
      residual_now_ = choose(is_going, equation.residual, residual_now_);
      is_near = is_near | (is_going & (equation.residual <= enough));
      iterations_now_ = iterations_now_ + choose_or_zero(is_going, set(1.0));
      is_going = is_going & !is_near & (iterations_now_ < budget);
      is_going = k + 1 < kMostEntering ? is_going : is_going & is_unique;
    }
    return is_sought & is_unique & is_near;
  }

  void record_unique(std::uint32_t lanes) {
    for_each_bit(lanes, [&](std::size_t lane) { unique_.set(games_.game(lane)); });
  }

  void leave_undecided(std::uint32_t lanes) {
    for_each_bit(lanes, [&](std::size_t lane) { undecided_.set(games_.game(lane)); });
  }

  /// Records the entries of these lanes' games: the points of the lanes or, if they are too far
  /// from the branch, uniform play. Games whose budget is spent become undecided.
  void enter(std::uint32_t lanes) {
    auto& equation = games_.equation();
    Rows<1> iterations;
    iterations.set(0, iterations_now_);
    const std::uint32_t spent = bits(set(block_.max_iterations) <= iterations_now_);
    leave_undecided(lanes & spent);
    const std::uint32_t near = bits(residual_now_ <= set(kFar));
    for_each_bit(lanes & ~spent, [&](std::size_t lane) {
      const std::size_t game = games_.game(lane);
      const bool is_near = ((near >> lane) & 1U) != 0;
      for (std::size_t k = 0; k < kUnknowns; ++k) {
        const std::size_t count = block_.counts[1 + k / (S - 1)];
        const double uniform = 1 + k % (S - 1) < count ? 1.0 / static_cast<double>(count) : 0.0;
        entries_[k * kBlockLanes + game] = is_near ? equation.point.at(k, lane) : uniform;
      }
      if (kHasNewton && !is_near) {
        starts_.fall_back(game);
      }
      iterations_[game] = static_cast<int>(iterations.at(0, lane));
      entered_.set(game);
    });
  }

  const SmallLogitBlock& block_;
  SmallStarts<P, S>& starts_;
  SmallGames<P, S>& games_;
  Doubles iterations_now_;                     ///< The steps spent on the game of each lane.
  Doubles residual_now_;                       ///< The residual of each lane's last step.
  std::array<std::size_t, kBlockLanes> open_;  ///< Games to be gathered.
  std::size_t num_open_ = 0;
  LaneSet unique_;
  LaneSet entered_;
  LaneSet undecided_;
  std::array<int, kBlockLanes> iterations_;  ///< The steps spent on games that are open or entered.
  std::array<double, kUnknowns * kBlockLanes> entries_;
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
