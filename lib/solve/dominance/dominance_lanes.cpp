// SPDX-License-Identifier: MIT
#include "solve/dominance/dominance_lanes.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/lane_bits.hpp"
#include "demarche/solve/iterated_dominance.hpp"
#include "solve/blocks/lane_answers.hpp"
#include "solve/blocks/uniform_play.hpp"
#include "solve/dominance/dominance_kernel.hpp"

namespace demarche {
namespace {

/// The most comparisons of two strategies' payoffs at one profile of the others, over all players.
constexpr std::size_t kMostComparisons = 2048;
/// The linear program's own error, on payoffs in [0, 1]. Whether a gain this close to the tolerance
/// counts is what the program says, so such lanes are handed over to it.
constexpr double kMargin = 5e-9;

std::size_t product(const std::vector<int>& numbers) {
  std::size_t all = 1;
  for (const int number : numbers) {
    all *= static_cast<std::size_t>(number);
  }
  return all;
}

/// Uniform play over the surviving strategies of a block of games.
class DominanceLaneSolver final : public BlockSolver {
 public:
  DominanceLaneSolver(const FactoredShape& shape,
                      const ConceptOptions& options,
                      bool is_weak,
                      std::unique_ptr<LaneSolver> exact)
      : answers_(shape, options, std::move(exact)),
        lanes_(answers_.form().num_strategies(), is_weak, IteratedDominanceOptions{}.tolerance),
        payoffs_(answers_.form().players().size()) {
    answers_.start_with({.status = SolveStatus::converged, .is_complete = true});
  }

  void solve(const GameBlock& block, BlockSolution& solution) override {
    answers_.start(block, solution);
    for (std::size_t k = 0; k < payoffs_.size(); ++k) {
      payoffs_[k] = answers_.payoffs(k);
    }
    lanes_.find(payoffs_);
    answers_.hand_over(lanes_.undecided());
    for (std::size_t lane = 0; lane < block.num_lanes; ++lane) {
      if (!lanes_.undecided()[lane]) {
        place(lane, solution.certificates[lane]);
      }
    }
    answers_.finish();
    // The certificate counts surviving profiles. LaneAnswers has counted the one mixed profile that
    // stands for them.
    for (std::size_t lane = 0; lane < block.num_lanes; ++lane) {
      const Certificates::Reference certificate = solution.certificates[lane];
      if (!lanes_.undecided()[lane] && certificate.status == SolveStatus::converged) {
        certificate.num_equilibria = count_[lane];
      }
    }
  }

 private:
  void place(std::size_t lane, const Certificates::Reference& certificate) {
    double* const equilibrium = answers_.next_equilibrium(lane);
    count_[lane] = place_uniformly(
        answers_.form().num_strategies(),
        [&](std::size_t k, std::size_t s) { return lanes_.survivors(k, s)[lane]; },
        [&](std::size_t k, std::size_t s, double probability) {
          answers_.strategies(equilibrium, k)[s * kBlockLanes] = probability;
        });
    certificate.iterations = lanes_.rounds(lane);
    certificate.max_regret = lanes_.regret(lane);
  }

  LaneAnswers answers_;
  DominanceLanes lanes_;
  std::vector<const double*> payoffs_;
  std::array<int, kBlockLanes> count_{};
};

}  // namespace

bool DominanceLanes::takes(const std::vector<int>& num_strategies) {
  const std::size_t profiles = product(num_strategies);
  std::size_t comparisons = 0;
  for (const int count : num_strategies) {
    comparisons += profiles * static_cast<std::size_t>(count);
  }
  return comparisons <= kMostComparisons;
}

DominanceLanes::DominanceLanes(const std::vector<int>& num_strategies,
                               bool is_weak,
                               double tolerance)
    : is_weak_(is_weak), tolerance_(tolerance), players_(num_strategies.size()) {
  std::size_t num_rows = 0;
  const std::size_t profiles = product(num_strategies);
  std::vector<std::size_t> strides(players_.size());
  std::size_t stride = 1;
  for (std::size_t i = players_.size(); i-- > 0;) {
    strides[i] = stride;
    stride *= static_cast<std::size_t>(num_strategies[i]);
  }
  for (const int count : num_strategies) {
    first_.push_back(num_rows);
    num_rows += static_cast<std::size_t>(count);
  }
  alive_.resize(num_rows);
  for (std::size_t i = 0; i < players_.size(); ++i) {
    Player& player = players_[i];
    player.count = static_cast<std::size_t>(num_strategies[i]);
    player.stride = strides[i];
    for (std::size_t p = 0; p < profiles; ++p) {
      if (p / strides[i] % player.count != 0) {
        continue;
      }
      player.bases.push_back(p);
      auto& others = player.others.emplace_back();
      for (std::size_t k = 0; k < players_.size(); ++k) {
        if (k != i) {
          others.push_back(first_[k] +
                           p / strides[k] % static_cast<std::size_t>(num_strategies[k]));
        }
      }
    }
    player.pays_more.resize(player.count * player.count * player.bases.size());
    player.reached.resize(player.bases.size());
  }
}

void DominanceLanes::compare(Player& player, const double* payoffs) {
  const std::size_t num_bases = player.bases.size();
  undecided_ |= spread_of_lanes(payoffs, num_bases * player.count, player.spread);
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    player.is_flat[lane] = !(player.spread[lane] > 0.0);
  }
  for (std::size_t s = 1; s < player.count; ++s) {
    for (std::size_t other = 0; other < s; ++other) {
      for (std::size_t b = 0; b < num_bases; ++b) {
        const double* first = payoffs + player.bases[b] * kBlockLanes;
        const auto [more, less] = compare_lanes(first + s * player.stride * kBlockLanes,
                                                first + other * player.stride * kBlockLanes);
        player.pays_more[(s * player.count + other) * num_bases + b] = more;
        player.pays_more[(other * player.count + s) * num_bases + b] = less;
      }
    }
  }
}

void DominanceLanes::find(const std::vector<const double*>& payoffs) {
  assert(payoffs.size() == players_.size());
  payoffs_ = payoffs;
  undecided_.reset();
  rounds_.fill(0);
  for (LaneSet& lanes : alive_) {
    lanes.set();
  }
  for (std::size_t i = 0; i < players_.size(); ++i) {
    compare(players_[i], payoffs[i]);
  }
  LaneSet changed = ~undecided_;
  while (changed.any()) {
    for (Player& player : players_) {
      for (std::size_t b = 0; b < player.bases.size(); ++b) {
        player.reached[b].set();
        for (const std::size_t row : player.others[b]) {
          player.reached[b] &= alive_[row];
        }
      }
    }
    // Collect first, eliminate after the loop: all strategies of a round are tested against the
    // same survivors.
    std::vector<LaneSet> gone(alive_.size());
    for (std::size_t i = 0; i < players_.size(); ++i) {
      const LaneSet has_choice = with_more_than_two(i) & ~players_[i].is_flat & changed;
      for (std::size_t s = 0; s < players_[i].count; ++s) {
        gone[first_[i] + s] = dominated(i, s, has_choice);
      }
    }
    LaneSet next;
    for (std::size_t row = 0; row < alive_.size(); ++row) {
      next |= gone[row];
      alive_[row] &= ~gone[row];
    }
    changed = next & ~undecided_;
    for_each_lane(changed, [&](std::size_t lane) { ++rounds_[lane]; });
  }
}

/// Lanes in which the player has more than two surviving strategies. With two, a mixture of the
/// others is one pure strategy, which has been compared already. Three sets count to three, one bit
/// per lane.
LaneSet DominanceLanes::with_more_than_two(std::size_t i) const {
  LaneSet one;
  LaneSet two;
  LaneSet three;
  for (std::size_t s = 0; s < players_[i].count; ++s) {
    const LaneSet& alive = alive_[first_[i] + s];
    three |= two & alive;
    two |= one & alive;
    one |= alive;
  }
  return three;
}

/// Lanes in which strategy s of player i is dominated. Mixtures are tested in the lanes of
/// `has_choice` only, and only where neither a pure strategy dominates nor s is a best response to
/// some profile.
LaneSet DominanceLanes::dominated(std::size_t i, std::size_t s, const LaneSet& has_choice) {
  const LaneSet& alive = alive_[first_[i] + s];
  LaneSet found = dominated_by_pure(i, s) & alive;
  LaneSet open = has_choice & alive & ~found & ~undecided_;
  if (open.any()) {
    open &= ~clearly_best(i, s);
  }
  if (open.any()) {
    found |= dominated_by_mixed(i, s, open);
  }
  return found;
}

/// Another surviving strategy pays more at every surviving profile of the others or, for weak
/// dominance, never less and somewhere more.
LaneSet DominanceLanes::dominated_by_pure(std::size_t i, std::size_t s) const {
  const Player& player = players_[i];
  LaneSet found;
  for (std::size_t other = 0; other < player.count; ++other) {
    if (other == s) {
      continue;
    }
    LaneSet everywhere = alive_[first_[i] + other];
    LaneSet somewhere;
    for (std::size_t b = 0; b < player.bases.size() && everywhere.any(); ++b) {
      const LaneSet& better = more(player, other, s, b);
      everywhere &= ~player.reached[b] | (is_weak_ ? ~more(player, s, other, b) : better);
      somewhere |= player.reached[b] & better;
    }
    found |= everywhere & somewhere;
  }
  return found;
}

/// Lanes in which the strategy is a best response to some surviving profile, and for weak dominance
/// the only one. Then no mixture dominates it.
LaneSet DominanceLanes::clearly_best(std::size_t i, std::size_t s) const {
  const Player& player = players_[i];
  LaneSet found;
  for (std::size_t b = 0; b < player.bases.size(); ++b) {
    LaneSet is_best = player.reached[b];
    for (std::size_t other = 0; other < player.count && is_best.any(); ++other) {
      if (other != s) {
        const LaneSet holds = is_weak_ ? more(player, s, other, b) : ~more(player, other, s, b);
        is_best &= ~alive_[first_[i] + other] | holds;
      }
    }
    found |= is_best;
  }
  return found;
}

/// Lanes of `open` in which a mixture of two strategies dominates. A mixture that gains more than
/// the tolerance at every profile dominates strictly, and so weakly, too. If every strategy loses
/// against some belief in two profiles, no mixture dominates, not even weakly. Lanes in which
/// neither is found become undecided.
LaneSet DominanceLanes::dominated_by_mixed(std::size_t i, std::size_t s, const LaneSet& open) {
  const Player& player = players_[i];
  const auto payoff = [&](std::size_t strategy, std::size_t base) {
    return payoffs_[i] + (player.bases[base] + strategy * player.stride) * kBlockLanes;
  };
  GainMatrix gains;
  gains.columns = player.reached;
  for (std::size_t b = 0; b < player.bases.size(); ++b) {
    gains.own.push_back(payoff(s, b));
  }
  for (std::size_t other = 0; other < player.count; ++other) {
    if (other != s) {
      gains.rows.push_back(alive_[first_[i] + other]);
      for (std::size_t b = 0; b < player.bases.size(); ++b) {
        gains.payoffs.push_back(payoff(other, b));
      }
    }
  }
  std::array<double, kBlockLanes> above{};
  std::array<double, kBlockLanes> below{};
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    above[lane] = (tolerance_ + kMargin) * player.spread[lane];
    below[lane] = (is_weak_ ? -kMargin : tolerance_ - kMargin) * player.spread[lane];
  }
  const LaneSet found = some_pair_gains(gains, open, above);
  const LaneSet undecided = open & ~found;
  if (undecided.any()) {
    undecided_ |= undecided & ~some_pair_holds(gains, undecided, below);
  }
  return found;
}

// Uniform play over the survivors makes all surviving profiles of the others equally likely, so a
// strategy's expected payoff is the mean over them.
double DominanceLanes::regret(std::size_t lane) const {
  double worst = 0.0;
  for (std::size_t i = 0; i < players_.size(); ++i) {
    const Player& player = players_[i];
    double num_reached = 0.0;
    for (const LaneSet& reached : player.reached) {
      num_reached += reached[lane] ? 1.0 : 0.0;
    }
    double best = -HUGE_VAL;
    double mean = 0.0;
    double num_alive = 0.0;
    for (std::size_t s = 0; s < player.count; ++s) {
      double value = 0.0;
      for (std::size_t b = 0; b < player.bases.size(); ++b) {
        if (player.reached[b][lane]) {
          value += payoffs_[i][(player.bases[b] + s * player.stride) * kBlockLanes + lane];
        }
      }
      value /= num_reached;
      best = std::max(best, value);
      if (alive_[first_[i] + s][lane]) {
        mean += value;
        num_alive += 1.0;
      }
    }
    worst = std::max(worst, best - mean / num_alive);
  }
  return worst;
}

std::unique_ptr<BlockSolver> make_dominance_lane_solver(const FactoredShape& shape,
                                                        const ConceptOptions& options,
                                                        bool is_weak,
                                                        std::unique_ptr<LaneSolver> exact) {
  return std::make_unique<DominanceLaneSolver>(shape, options, is_weak, std::move(exact));
}

}  // namespace demarche
