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
#include <bit>
#include <bitset>
#include <cstdint>

#include "solve/small_logit_boxes-inl.hpp"
#include "solve/small_logit_games-inl.hpp"
#include "solve/small_logit_start-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {

/// Equilibria at the farthest positions where they are known to be unique: the ends of most
/// branches, entries to the others. By the fixed-point iteration from uniform play; for two players
/// it is followed by Newton's method, for which a step costs little more.
template <std::size_t P, std::size_t S>
class SmallSweeps {
 public:
  static constexpr std::size_t kUnknowns = SmallLogitEquation<P, S>::kUnknowns;

  SmallSweeps(const SmallLogitBlock& block, SmallStarts<P, S>& starts, SmallGames<P, S>& games)
      : block_(block), starts_(starts), games_(games) {}

  void run() {
    for (std::size_t first = 0; first < block_.num_lanes; first += num_lanes()) {
      run_group(first);
    }
  }

  /// Games whose branches go on, from a point that Newton's method makes exact.
  [[nodiscard]] const std::bitset<kBlockLanes>& entered() const { return entered_; }
  [[nodiscard]] double entry(std::size_t game, std::size_t unknown) const {
    return entries_[unknown * kBlockLanes + game];
  }
  /// Whether the equilibrium is the only one at the full precision, and known to be.
  [[nodiscard]] bool is_unique(std::size_t game) const {
    return ((unique_[game / num_lanes()] >> game % num_lanes()) & 1U) != 0;
  }
  [[nodiscard]] int iterations(std::size_t game) const { return iterations_[game / num_lanes()]; }
  /// Games that no branch was entered of.
  [[nodiscard]] const std::bitset<kBlockLanes>& left() const { return left_; }

 private:
  static constexpr bool kHasNewton = P == 2;
  static constexpr bool kHasBoxes = P == 2 && S <= 3;
  /// Changes as small as this lead Newton's method home at once.
  static constexpr double kNear = 3e-2;
  /// With larger ones uniform play is as good a guess.
  static constexpr double kFar = 0.2;
  /// So many fixed-point steps come before Newton's method.
  static constexpr int kFirstSweeps = 2;
  static constexpr int kSweepsFromGuess = 1;
  /// Games that need more go on by Newton's method, so that they do not hold up their neighbours.
  static constexpr int kMostSweeps = 12;
  static constexpr int kMostEntering = 4;
  static constexpr std::size_t kFew = 4;
  /// How often boxes are narrowed: each time decides about half of what is left.
  static constexpr int kMostNarrowings = 3;

  /// Neighbours go on together until each has come near enough: all only come nearer.
  void run_group(std::size_t first) {
    auto& equation = games_.equation();
    const Row target = load(starts_.targets() + first);
    const Mask is_usable = (set(kLeastTarget) < target) & (target < set(kMostExponent));
    const Row usable = choose(is_usable, target, set(1.0));
    games_.load_all(first, usable);
    const Row start = find_start(first, is_usable, usable);
    const Mask is_unique = target <= start;
    unique_[first / num_lanes()] = bits(is_usable & is_unique);
    equation.point.set(kUnknowns, start);
    const Row wanted = choose(is_unique, set(kSmallFinalResidual), set(kNear));
    const int most = std::min(kMostSweeps, block_.max_iterations);
    int sweeps = 0;
    std::uint32_t missing = 1;
    while (missing != 0 && sweeps < most) {
      step(sweeps);
      ++sweeps;
      const Mask is_missing = is_usable & !(equation.residual <= wanted);
      missing = bits(sweeps < kMostEntering ? is_missing : is_missing & is_unique);
      if (sweeps >= kMostEntering &&
          kFew * static_cast<std::size_t>(std::popcount(missing)) < num_lanes()) {
        break;
      }
    }
    iterations_[first / num_lanes()] = sweeps;
    const Mask is_solved = is_usable & is_unique & (equation.residual <= wanted);
    store_entries(first);
    if (bits(is_solved) != 0) {
      games_.answer_all(first, is_solved, sweeps);
    }
    end_group(first, sweeps < block_.max_iterations ? bits(is_usable) : 0, bits(is_solved));
  }

  /// The position, as far as boxes can move it towards the target.
  HWY_INLINE Row find_start(std::size_t first, Mask is_usable, Row target) {
    Row start = load(starts_.starts() + first);
    has_guess_ = false;
    if constexpr (kHasBoxes) {
      Mask is_open = is_usable & (start < target);
      if (bits(is_open) == 0) {
        return start;
      }
      SmallBoxes<S> boxes(games_.equation(), target, block_.counts.data());
      for (int k = 0; k < kMostNarrowings && bits(is_open) != 0; ++k) {
        is_open = is_open & !boxes.narrow();
      }
      start = choose(is_usable & !is_open, target, start);
      starts_.set_starts(first, start);
      const auto middle = boxes.middle();
      for (std::size_t k = 0; k < kUnknowns; ++k) {
        games_.equation().point.set(k, middle[k + 1]);
      }
      has_guess_ = true;
    }
    return start;
  }

  HWY_INLINE void step(int sweeps) {
    if constexpr (kHasNewton) {
      if (sweeps >= (has_guess_ ? kSweepsFromGuess : kFirstSweeps)) {
        games_.equation().improve();
        return;
      }
    }
    games_.equation().sweep();
  }

  HWY_INLINE void store_entries(std::size_t first) {
    const auto& equation = games_.equation();
    const Mask is_far = !(equation.residual <= set(kFar));
    if constexpr (kHasNewton) {
      starts_.draw_back(first, is_far);
    }
    for (std::size_t k = 0; k < kUnknowns; ++k) {
      const std::size_t player = 1 + k / (S - 1);
      const bool is_there = 1 + k % (S - 1) < block_.counts[player];
      const Row uniform = set(is_there ? 1.0 / static_cast<double>(block_.counts[player]) : 0.0);
      store(choose(is_far, uniform, equation.point[k]), entries_.data() + k * kBlockLanes + first);
    }
  }

  void end_group(std::size_t first, std::uint32_t enterable, std::uint32_t solved) {
    const std::size_t count = std::min(num_lanes(), block_.num_lanes - first);
    const std::uint32_t here = (1U << count) - 1U;
    for (std::uint32_t rest = here & ~solved; rest != 0; rest &= rest - 1) {
      const auto lane = static_cast<std::size_t>(__builtin_ctz(rest));
      (((enterable >> lane) & 1U) != 0 ? entered_ : left_).set(first + lane);
    }
  }

  const SmallLogitBlock& block_;
  SmallStarts<P, S>& starts_;
  SmallGames<P, S>& games_;
  bool has_guess_ = false;  ///< The group's point comes from boxes.
  std::bitset<kBlockLanes> entered_;
  std::bitset<kBlockLanes> left_;
  std::array<int, kBlockLanes> iterations_{};        ///< Per group.
  std::array<std::uint32_t, kBlockLanes> unique_{};  ///< Per group, a bit per lane.
  alignas(64) std::array<double, kUnknowns * kBlockLanes> entries_;
};

}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
