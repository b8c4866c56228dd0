// SPDX-License-Identifier: MIT
#include "solve/signs/small_bimatrix.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>
#include <vector>

#include "solve/blocks/lane_answers.hpp"
#include "solve/signs/plane_distribution.hpp"
#include "solve/signs/sign_planes.hpp"
#include "solve/signs/support_solution.hpp"
#include "solve/signs/twin_strategies.hpp"

namespace demarche {
namespace {

class SmallBimatrixSolver final : public BlockSolver {
 public:
  SmallBimatrixSolver(const FactoredShape& shape,
                      const ConceptOptions& options,
                      std::unique_ptr<LaneSolver> exact)
      : tolerance_(options.tolerance),
        answers_(shape, options, std::move(exact)),
        planes_(answers_.form().num_strategies()[0], answers_.form().num_strategies()[1]),
        count_{static_cast<std::size_t>(answers_.form().num_strategies()[0]),
               static_cast<std::size_t>(answers_.form().num_strategies()[1])},
        twins_(count_, options.tolerance, answers_),
        mixed_supports_(mixed_support_places(planes_)),
        gathered_{AlignedArray(count_[0] * count_[1] * kSupportLanes),
                  AlignedArray(count_[0] * count_[1] * kSupportLanes)},
        spreads_{AlignedArray(kSupportLanes), AlignedArray(kSupportLanes)},
        play_(mixed_supports_),
        weighs_equally_(options.selection == Selection::uniform &&
                        answers_.form().num_behaviour_rows() == 0) {
    answers_.start_with({.status = SolveStatus::converged,
                         .is_complete = true,
                         .iterations = static_cast<int>(planes_.table().supports.size())});
    for (const SupportPlaces& places : mixed_supports_) {
      if (gathered_places_.empty() || gathered_places_.back().size != places.size) {
        gathered_places_.push_back(places.gathered(kSupportLanes));
      }
    }
  }

  void solve(const GameBlock& block, BlockSolution& solution) override {
    find(block, solution);
    answer(block, solution);
  }

  void solve_jointly(const GameBlock& block, BlockSolution& solution, double* profiles) override {
    if (!weighs_equally_) {
      BlockSolver::solve_jointly(block, solution, profiles);
      return;
    }
    find(block, solution);
    if (planes_.undecided().any()) {
      answer(block, solution);
      distribute(solution, *block.shape, profiles);
    } else if (!play_.distribute(planes_,
                                 {answers_.payoffs(0), answers_.payoffs(1)},
                                 tolerance_,
                                 solution.certificates,
                                 profiles)) {
      BlockSolver::solve_jointly(block, solution, profiles);
    }
  }

 private:
  /// A mixed equilibrium whose probabilities are not known yet.
  struct Pending {
    std::size_t mixed_support = 0;  ///< Among the mixed supports.
    std::size_t lane = 0;
  };

  void find(const GameBlock& block, BlockSolution& solution) {
    answers_.start(block, solution);
    planes_.find(answers_.payoffs(0), answers_.payoffs(1));
  }

  /// Writes the list of equilibria of each lane.
  void answer(const GameBlock& block, BlockSolution& solution) {
    if (const auto undecided = planes_.undecided(); undecided.any()) {
      answers_.hand_over(twins_.solve(block, undecided, solution));
    }
    for (std::size_t profile = 0; profile < planes_.num_profiles(); ++profile) {
      planes_.for_each(profile, [&](std::size_t lane) {
        if (lane < block.num_lanes) {
          add_pure(profile / count_[1], profile % count_[1], lane);
        }
      });
    }
    add_mixed(block, solution);
    answers_.finish();
  }

  /// A pure equilibrium has no regret: certain signs found it, so both strategies are best
  /// responses.
  void add_pure(std::size_t row, std::size_t column, std::size_t lane) {
    double* const equilibrium = answers_.next_equilibrium(lane);
    answers_.strategies(equilibrium, 0)[row * kBlockLanes] = 1.0;
    answers_.strategies(equilibrium, 1)[column * kBlockLanes] = 1.0;
  }

  /// Few lanes have an equilibrium on any one pair of supports. So the payoffs of lanes with
  /// supports of one size are gathered side by side, strategies of the supports first, and solved
  /// together as soon as they fill kSupportLanes.
  void add_mixed(const GameBlock& block, BlockSolution& solution) {
    for (std::size_t s = 0; s < mixed_supports_.size(); ++s) {
      planes_.for_each(planes_.num_profiles() + s, [&](std::size_t lane) {
        if (lane >= block.num_lanes) {
          return;
        }
        if (num_pending_ == kSupportLanes ||
            (num_pending_ > 0 && pending_size() != mixed_supports_[s].size)) {
          solve_pending(solution);
        }
        gather(s, lane);
      });
    }
    solve_pending(solution);
  }

  /// The size of the supports of pending equilibria, which is the same for all.
  [[nodiscard]] std::size_t pending_size() const {
    return mixed_supports_[pending_[0].mixed_support].size;
  }

  void gather(std::size_t mixed_support, std::size_t lane) {
    const SupportPlaces& places = mixed_supports_[mixed_support];
    for (std::size_t player = 0; player < 2; ++player) {
      const double* const from = answers_.payoffs(player) + lane;
      double* to = gathered_[player].data() + num_pending_;
      const std::size_t count = places.count(player);
      for (std::size_t i = 0; i < count; ++i, to += kSupportLanes) {
        *to = from[places.of[player][i]];
      }
      spreads_[player][num_pending_] = planes_.spread(player)[lane];
    }
    pending_[num_pending_++] = {mixed_support, lane};
  }

  void solve_pending(BlockSolution& solution) {
    if (num_pending_ == 0) {
      return;
    }
    const std::size_t size = pending_size();
    solve_supports({LanePayoffs{gathered_[0].data(), spreads_[0].data()},
                    LanePayoffs{gathered_[1].data(), spreads_[1].data()}},
                   gathered_places_[size - 2],
                   mixed_);
    for (std::size_t k = 0; k < num_pending_; ++k) {
      const auto [mixed_support, lane] = pending_[k];
      if (!(mixed_.relative_regret[k] <= tolerance_)) {
        answers_.hand_over(lane);
      }
      const Certificates::Reference certificate = solution.certificates[lane];
      certificate.max_regret = std::max(certificate.max_regret, mixed_.regret[k]);
      certificate.residual = std::max(certificate.residual, mixed_.relative_regret[k]);
      const SupportPair supports = planes_.table().supports[planes_.num_profiles() + mixed_support];
      const auto& rows = members(supports.first);
      const auto& columns = members(supports.second);
      double* const equilibrium = answers_.next_equilibrium(lane);
      double* const first = answers_.strategies(equilibrium, 0);
      double* const second = answers_.strategies(equilibrium, 1);
      for (std::size_t i = 0; i < size; ++i) {
        first[rows[i] * kBlockLanes] = mixed_.probabilities[0][i][k];
        second[columns[i] * kBlockLanes] = mixed_.probabilities[1][i][k];
      }
    }
    num_pending_ = 0;
  }

  double tolerance_;
  LaneAnswers answers_;
  SignPlanes planes_;
  std::array<std::size_t, 2> count_;  ///< [player], strategies.
  TwinStrategies twins_;
  std::vector<SupportPlaces> mixed_supports_;
  /// The places of gathered payoffs, by the size of the supports from 2 on.
  std::vector<SupportPlaces> gathered_places_;
  std::array<AlignedArray, 2> gathered_;  ///< [player][payoff][kSupportLanes] of what is pending.
  std::array<AlignedArray, 2> spreads_;   ///< [player][kSupportLanes]
  std::array<Pending, kSupportLanes> pending_;
  std::size_t num_pending_ = 0;
  SupportSolution mixed_;
  PlaneDistribution play_;
  /// All equilibria of a lane have the same weight and no player is behavioural, so that
  /// PlaneDistribution gives the whole distribution.
  bool weighs_equally_;
};

}  // namespace

bool is_small_bimatrix(const FactoredShape& shape) {
  int num_choosing = 0;
  for (const FactoredPlayer& player : shape.players) {
    if (!player.is_behavioural()) {
      ++num_choosing;
      const std::size_t count = player.strategies.size();
      if (count < kFewestSigned || count > kMostSigned) {
        return false;
      }
    }
  }
  return num_choosing == 2;
}

std::unique_ptr<BlockSolver> make_small_bimatrix_solver(const FactoredShape& shape,
                                                        const ConceptOptions& options,
                                                        std::unique_ptr<LaneSolver> exact) {
  assert(is_small_bimatrix(shape));
  return std::make_unique<SmallBimatrixSolver>(shape, options, std::move(exact));
}

}  // namespace demarche
