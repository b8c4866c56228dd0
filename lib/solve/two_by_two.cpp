// SPDX-License-Identifier: MIT
#include "solve/two_by_two.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "demarche/game/materialise.hpp"

namespace demarche {
namespace {

/// Gains closer to 0 than this share of the player's payoff spread are ties, as in
/// SupportEnumeration.
constexpr double kTieTolerance = 1e-11;
constexpr int kSupports = 5;  // Four pairs of pure strategies and one of both.

/// What the first strategy gains over the second, against each of the other player's.
struct Gains {
  double against_first = 0.0;
  double against_second = 0.0;
  double spread = 0.0;

  Gains(double better0, double worse0, double better1, double worse1)
      : against_first(better0 - worse0),
        against_second(better1 - worse1),
        spread(std::max({better0, worse0, better1, worse1}) -
               std::min({better0, worse0, better1, worse1})) {}

  /// False too for NaN and infinities.
  [[nodiscard]] bool is_decided() const {
    return std::abs(against_first) > kTieTolerance * spread &&
           std::abs(against_second) > kTieTolerance * spread && std::isfinite(spread);
  }
  /// The other player's probability of its first strategy that leaves nothing to gain.
  [[nodiscard]] double indifference() const {
    return against_second / (against_second - against_first);
  }
  [[nodiscard]] bool can_be_indifferent() const {
    return (against_first > 0.0) != (against_second > 0.0);
  }
  [[nodiscard]] double gain_at(double first) const {
    return first * against_first + (1.0 - first) * against_second;
  }
};

class TwoByTwoSolver final : public BlockSolver {
 public:
  TwoByTwoSolver(const FactoredShape& shape, std::unique_ptr<BlockSolver> fallback)
      : materialisation_(shape),
        fallback_(std::move(fallback)),
        num_strategies_(shape.num_strategies()),
        first_{shape.first_strategy(materialisation_.players()[0]),
               shape.first_strategy(materialisation_.players()[1])},
        behaviour_(materialisation_.num_behaviour_rows() * kBlockLanes),
        payoffs_{AlignedArray(4 * kBlockLanes), AlignedArray(4 * kBlockLanes)} {}

  void solve(const GameBlock& block, BlockSolution& solution) override {
    materialisation_.behaviour(block, behaviour_.data());
    for (std::size_t k = 0; k < 2; ++k) {
      materialisation_.block_payoffs(block, behaviour_.data(), k, payoffs_[k].data());
    }
    solution.num_components = 0;
    solution.require_components(3, num_strategies_);
    for (auto& weights : solution.weights) {
      weights.fill(0.0);
    }
    for (std::size_t lane = 0; lane < block.num_lanes; ++lane) {
      if (!solve_lane(lane, solution)) {
        fallback_->solve(block, solution);
        return;
      }
    }
    for (std::size_t c = 0; c < solution.num_components; ++c) {
      materialisation_.place_behaviour(behaviour_.data(), solution.probabilities[c].data());
    }
  }

 private:
  [[nodiscard]] double payoff(std::size_t player, std::size_t profile, std::size_t lane) const {
    return payoffs_[player][profile * kBlockLanes + lane];
  }

  bool solve_lane(std::size_t lane, BlockSolution& solution) {
    // Profiles are (0,0), (0,1), (1,0), (1,1).
    const Gains row(payoff(0, 0, lane), payoff(0, 2, lane), payoff(0, 1, lane), payoff(0, 3, lane));
    const Gains column(
        payoff(1, 0, lane), payoff(1, 1, lane), payoff(1, 2, lane), payoff(1, 3, lane));
    if (!row.is_decided() || !column.is_decided()) {
      return false;
    }
    std::size_t count = 0;
    const auto add = [&](double x, double y) {
      double* probabilities = solution.probabilities[count++].data();
      probabilities[first_[0] * kBlockLanes + lane] = x;
      probabilities[(first_[0] + 1) * kBlockLanes + lane] = 1.0 - x;
      probabilities[first_[1] * kBlockLanes + lane] = y;
      probabilities[(first_[1] + 1) * kBlockLanes + lane] = 1.0 - y;
    };
    for (const bool x : {true, false}) {
      for (const bool y : {true, false}) {
        const bool is_best_row = ((y ? row.against_first : row.against_second) > 0.0) == x;
        const bool is_best_column = ((x ? column.against_first : column.against_second) > 0.0) == y;
        if (is_best_row && is_best_column) {
          add(x ? 1.0 : 0.0, y ? 1.0 : 0.0);
        }
      }
    }
    Certificate& certificate = solution.certificates[lane];
    certificate = {.status = SolveStatus::converged, .is_complete = true, .iterations = kSupports};
    if (row.can_be_indifferent() && column.can_be_indifferent()) {
      const double x = column.indifference();
      const double y = row.indifference();
      add(x, y);
      const double row_gain = std::abs(row.gain_at(y));
      const double column_gain = std::abs(column.gain_at(x));
      certificate.max_regret = std::max(row_gain, column_gain);
      certificate.residual = std::max(row_gain / row.spread, column_gain / column.spread);
    }
    certificate.num_equilibria = static_cast<int>(count);
    solution.num_components = std::max(solution.num_components, count);
    for (std::size_t c = 0; c < count; ++c) {
      solution.weights[c][lane] = 1.0 / static_cast<double>(count);
    }
    return true;
  }

  Materialisation materialisation_;
  std::unique_ptr<BlockSolver> fallback_;
  std::size_t num_strategies_;
  std::size_t first_[2];
  AlignedArray behaviour_;
  AlignedArray payoffs_[2];
};

}  // namespace

bool is_two_by_two(const FactoredShape& shape) {
  std::size_t num_choosing = 0;
  for (const FactoredPlayer& player : shape.players) {
    if (!player.is_behavioural()) {
      ++num_choosing;
      if (player.strategies.size() != 2) {
        return false;
      }
    }
  }
  return num_choosing == 2;
}

std::unique_ptr<BlockSolver> make_two_by_two_solver(const FactoredShape& shape,
                                                    std::unique_ptr<BlockSolver> fallback) {
  return std::make_unique<TwoByTwoSolver>(shape, std::move(fallback));
}

}  // namespace demarche
