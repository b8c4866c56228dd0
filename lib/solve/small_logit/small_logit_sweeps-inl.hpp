// SPDX-License-Identifier: MIT
// Equilibria of small games where they are unique: answers, or entries to branches. Per-target:
// included once for each instruction set, inside a foreach_target file.
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

/// Equilibria at the farthest positions where they are known to be unique: the ends of most
/// branches, entries to the others. By the fixed-point iteration; for two players it is followed by
/// Newton's method, for which a step costs little more. It starts from uniform play or, where there
/// are boxes, from their middle.
///
/// Where boxes can show uniqueness, neighbours are narrowed a little; the games that stay open then
/// stand scattered, and are gathered before more is spent on them. What comes of a game does not
/// depend on who is beside it.
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

  /// Games whose branches go on, from a point that Newton's method makes exact.
  [[nodiscard]] const LaneSet& entered() const { return entered_; }
  [[nodiscard]] double entry(std::size_t game, std::size_t unknown) const {
    return entries_[unknown * kBlockLanes + game];
  }
  /// Whether the equilibrium is the only one at the full precision, and known to be.
  [[nodiscard]] bool is_unique(std::size_t game) const { return unique_[game]; }
  [[nodiscard]] int iterations(std::size_t game) const { return iterations_[game]; }
  /// Games that no branch was entered of.
  [[nodiscard]] const LaneSet& left() const { return left_; }

 private:
  static constexpr bool kHasNewton = P == 2;
  static constexpr bool kHasBoxes = SmallStarts<P, S>::kHasBoxes;
  /// Changes as small as this lead Newton's method home at once.
  static constexpr double kNear = 3e-2;
  /// With larger ones uniform play is as good a guess.
  static constexpr double kFar = 0.2;
  /// So many fixed-point steps come before Newton's method.
  static constexpr int kFirstSweeps = kHasBoxes ? 1 : 2;
  /// Games that need more are gathered or, at last, go on along the branch, so that they do not
  /// hold up their neighbours.
  static constexpr int kMostAmongNeighbours = 6;
  static constexpr int kMostSweeps = 12;
  static constexpr int kMostEntering = 4;
  /// How often boxes are narrowed: each time decides about half of what is left.
  static constexpr int kFirstNarrowings = 2;
  static constexpr int kMostNarrowings = 4;

  void run_neighbours(std::size_t first) {
    const std::size_t count = std::min(num_lanes(), block_.num_lanes - first);
    const Row target = load(starts_.targets() + first);
    const Mask is_usable = (set(kLeastTarget) < target) & (target < set(kMostExponent));
    const Row usable = choose(is_usable, target, set(1.0));
    games_.load_all(first, usable);
    Mask is_unique = is_usable;
    Row start = usable;
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
    leave(here & ~usable_here);
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

  /// Games that stayed open, from the given one of them on.
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
    const Row target = loaded[0];
    iterations_now_ = loaded[1];
    SmallBoxes<S> boxes(games_.equation(), target, block_.counts.data());
    for (int k = 0; k < kMostNarrowings; ++k) {
      boxes.narrow();
    }
    const Mask is_unique = boxes.shows_unique();
    guess(boxes);
    const Row contracting = boxes.cycle().contracting_share(kCertain);
    const Row share = max(contracting, boxes.cycle().unique_share(kCertain));
    const Row start = choose(is_unique, target, target * share);
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

  /// Takes the middle of the ranges as a first point.
  HWY_INLINE void guess(const SmallBoxes<S>& boxes) {
    const auto middle = boxes.middle();
    for (std::size_t k = 0; k < kUnknowns; ++k) {
      games_.equation().point.set(k, middle[k + 1]);
    }
  }

  /// Goes on until each lane sought has come near enough or spent its steps. Which are solved:
  /// unique ones alone.
  HWY_INLINE Mask approach(Row start, Mask is_sought, Mask is_unique, int most) {
    auto& equation = games_.equation();
    equation.point.set(kUnknowns, start);
    const Row budget = set(block_.max_iterations);
    const Row wanted = choose(is_unique, set(kSmallFinalResidual), set(kNear));
    Mask is_going = is_sought & (iterations_now_ < budget);
    Mask is_near = is_going & !is_going;
    residual_now_ = set(HUGE_VAL);
    for (int k = 0; k < most && bits(is_going) != 0; ++k) {
      const bool is_before_newton = kHasNewton && k < kFirstSweeps;
      const Row enough = is_before_newton ? set(-1.0) : wanted;
      if (kHasNewton && !is_before_newton) {
        equation.improve(is_going, enough);
      } else {
        equation.sweep(is_going, enough);
      }
      // A lane's own last step counts, not what is seen of it while others go on.
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

  void leave(std::uint32_t lanes) {
    for_each_bit(lanes, [&](std::size_t lane) { left_.set(games_.game(lane)); });
  }

  /// Their branches go on from where the lanes are, if they may take more steps.
  void enter(std::uint32_t lanes) {
    auto& equation = games_.equation();
    Rows<1> iterations;
    iterations.set(0, iterations_now_);
    const std::uint32_t spent = bits(set(block_.max_iterations) <= iterations_now_);
    leave(lanes & spent);
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
        starts_.draw_back(game);
      }
      iterations_[game] = static_cast<int>(iterations.at(0, lane));
      entered_.set(game);
    });
  }

  const SmallLogitBlock& block_;
  SmallStarts<P, S>& starts_;
  SmallGames<P, S>& games_;
  Row iterations_now_;  ///< Of the games at hand, and the residual of each one's last step.
  Row residual_now_;
  std::array<std::size_t, kBlockLanes> open_;
  std::size_t num_open_ = 0;
  LaneSet unique_;
  LaneSet entered_;
  LaneSet left_;
  std::array<int, kBlockLanes> iterations_;  ///< Of games that are open or entered.
  std::array<double, kUnknowns * kBlockLanes> entries_;
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
