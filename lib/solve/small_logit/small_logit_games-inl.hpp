// SPDX-License-Identifier: MIT
// Copies games of a block into the lanes of a SmallLogitEquation and answers back to the block.
// Per-target: included once for each instruction set, inside a foreach_target file.
#if defined(DEMARCHE_SOLVE_SMALL_LOGIT_GAMES_INL_) == defined(HWY_TARGET_TOGGLE)
#ifdef DEMARCHE_SOLVE_SMALL_LOGIT_GAMES_INL_
#undef DEMARCHE_SOLVE_SMALL_LOGIT_GAMES_INL_
#else
#define DEMARCHE_SOLVE_SMALL_LOGIT_GAMES_INL_
#endif

#include <algorithm>
#include <array>
#include <bitset>
#include <cassert>
#include <cmath>
#include <cstdint>

#include "solve/small_logit/small_logit.hpp"
#include "solve/small_logit/small_logit_equation-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE::paired {
namespace {

/// Below this target next to nothing is at stake, and quotients by the target would overflow.
constexpr double kLeastTarget = 1e-280;
/// The residual at which Newton's method and the fixed-point iteration stop.
constexpr double kSmallFinalResidual = 1e-12;

/// The games in the lanes of one equation.
template <std::size_t P, std::size_t S>
class SmallGames {
 public:
  using Equation = SmallLogitEquation<P, S>;

  SmallGames(const SmallLogitBlock& block, BlockSolution& solution)
      : block_(block), solution_(solution) {
    game_.fill(kBlockLanes);
  }

  [[nodiscard]] Equation& equation() { return equation_; }
  /// The game in a lane, by its lane in the block; kBlockLanes for none.
  [[nodiscard]] std::size_t game(std::size_t lane) const { return game_[lane]; }

  /// Puts a game into a lane, with uniform play as its point. `target` is the position of the
  /// game's full precision.
  void load(std::size_t lane, std::size_t game, double target) {
    assert(lane < num_lanes() && game < kBlockLanes);
    game_[lane] = game;
    for (std::size_t i = 0; i < P; ++i) {
      equation_.precision.at(i, lane) = block_.precision[i][game] / target;
      for (std::size_t s = 0; s < S; ++s) {
        const bool is_there = s < block_.counts[i];
        equation_.missing.at(i * S + s, lane) = is_there ? 0.0 : kNotThere;
        if (i > 0 && s > 0) {
          equation_.point.at((i - 1) * (S - 1) + s - 1, lane) =
              is_there ? 1.0 / static_cast<double>(block_.counts[i]) : 0.0;
        }
      }
      for_each_payoff(i, game, [&](std::size_t cell, const double* payoff) {
        equation_.cells.at(cell, lane) = *payoff;
      });
    }
  }
  /// Marks a lane as idle. It goes on computing with the game that it had, and nothing reads the
  /// results.
  void idle(std::size_t lane) { game_[lane] = kBlockLanes; }

  /// Puts as many games as there are lanes into the lanes, the block's games from `first` on.
  void load_all(std::size_t first, Doubles targets) {
    const Doubles inverse = set(1.0) / targets;
    for (std::size_t i = 0; i < P; ++i) {
      equation_.precision.set(i, paired::load(block_.precision[i] + first) * inverse);
      for (std::size_t s = 0; s < S; ++s) {
        const bool is_there = s < block_.counts[i];
        equation_.missing.set(i * S + s, set(is_there ? 0.0 : kNotThere));
        if (i > 0 && s > 0) {
          equation_.point.set((i - 1) * (S - 1) + s - 1,
                              set(is_there ? 1.0 / static_cast<double>(block_.counts[i]) : 0.0));
        }
      }
      for_each_payoff(i, first, [&](std::size_t cell, const double* payoff) {
        equation_.cells.set(cell, paired::load(payoff));
      });
    }
    for (std::size_t lane = 0; lane < num_lanes(); ++lane) {
      game_[lane] = first + lane;
    }
  }

  /// Does what answer() does for those of `lanes` whose games load_all() put in from `first` on.
  /// Rows of the other lanes get zeros.
  void answer_all(std::size_t first, Mask lanes, Doubles iterations) {
    Doubles regret = zero();
    for (std::size_t i = 0; i < P; ++i) {
      double* rows = solution_.probabilities[0].data() + block_.first[i] * kBlockLanes + first;
      Doubles best = set(-HUGE_VAL);
      Doubles mean = zero();
      for (std::size_t s = 0; s < block_.counts[i]; ++s, rows += kBlockLanes) {
        const Doubles payoff = equation_.payoffs[i * S + s];
        const Doubles probability = equation_.strategies[i * S + s];
        best = max(best, payoff);
        mean = multiply_add(payoff, probability, mean);
        store(choose_or_zero(lanes, probability), rows);
      }
      regret = max(regret, best - mean);
    }
    std::array<double, kMostLanes> residuals;
    std::array<double, kMostLanes> regrets;
    std::array<double, kMostLanes> steps;
    store(iterations, steps.data());
    store(equation_.residual, residuals.data());
    store(regret, regrets.data());
    for_each_bit(bits(lanes), [&](std::size_t lane) {
      if (first + lane < block_.num_lanes) {
        solution_.certificates[first + lane] = {.status = SolveStatus::converged,
                                                .num_equilibria = 1,
                                                .max_regret = regrets[lane],
                                                .residual = residuals[lane],
                                                .iterations = static_cast<int>(steps[lane])};
        solution_.weights[0][first + lane] = 1.0;
      }
    });
  }

  /// Writes the lane's strategies at the last evaluation and its certificate to the block's
  /// solution.
  void answer(std::size_t lane, int iterations) {
    const std::size_t game = game_[lane];
    Rows<1> residual;
    residual.set(0, equation_.residual);
    const Certificates::Reference certificate = solution_.certificates[game];
    certificate = {.status = SolveStatus::converged,
                   .num_equilibria = 1,
                   .residual = residual.at(0, lane),
                   .iterations = iterations};
    solution_.weights[0][game] = 1.0;
    for (std::size_t i = 0; i < P; ++i) {
      double* const rows = solution_.probabilities[0].data() + block_.first[i] * kBlockLanes + game;
      double best = -HUGE_VAL;
      double mean = 0.0;
      for (std::size_t s = 0; s < block_.counts[i]; ++s) {
        const double payoff = equation_.payoffs.at(i * S + s, lane);
        const double probability = equation_.strategies.at(i * S + s, lane);
        best = std::max(best, payoff);
        mean += payoff * probability;
        rows[s * kBlockLanes] = probability;
      }
      certificate.max_regret = std::max(certificate.max_regret, best - mean);
    }
  }

 private:
  /// Calls visit(row of the cells, address) for each payoff of player i in a game of the block.
  template <class Visit>
  void for_each_payoff(std::size_t i, std::size_t game, Visit visit) const {
    const double* payoff = block_.payoffs[i] + game;
    const std::size_t last = block_.counts[P - 1];
    const std::size_t middle = P == 2 ? 1 : block_.counts[1];
    for (std::size_t a = 0; a < block_.counts[0]; ++a) {
      for (std::size_t b = 0; b < middle; ++b) {
        const std::size_t first = i * Equation::kProfiles + (P == 2 ? a : a * S + b) * S;
        for (std::size_t c = 0; c < last; ++c, payoff += kBlockLanes) {
          visit(first + c, payoff);
        }
      }
    }
  }

  const SmallLogitBlock& block_;
  BlockSolution& solution_;
  Equation equation_;
  std::array<std::size_t, kMostLanes> game_{};
};

}  // namespace
}  // namespace demarche::HWY_NAMESPACE::paired
HWY_AFTER_NAMESPACE();

#endif
