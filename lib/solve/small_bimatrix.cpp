// SPDX-License-Identifier: MIT
#include "solve/small_bimatrix.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "solve/lane_answers.hpp"
#include "solve/sign_planes.hpp"
#include "solve/support_solution.hpp"
#include "solve/twin_strategies.hpp"

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
        twins_(count_, options.tolerance, answers_) {}

  void solve(const GameBlock& block, BlockSolution& solution) override {
    const SupportTable& table = planes_.table();
    answers_.start(block,
                   solution,
                   {.status = SolveStatus::converged,
                    .is_complete = true,
                    .iterations = static_cast<int>(table.supports.size())});
    planes_.find(answers_.payoffs(0), answers_.payoffs(1));
    if (const auto undecided = planes_.undecided(); undecided.any()) {
      answers_.leave(twins_.solve(block, undecided, solution));
    }
    view_payoffs();
    // The table begins with the pairs of pure strategies.
    std::size_t support = 0;
    for (; support < answers_.form().num_profiles(); ++support) {
      planes_.for_each(support, [&](std::size_t lane) {
        if (lane < block.num_lanes) {
          add_pure(support / count_[1], support % count_[1], lane);
        }
      });
    }
    for (; support < table.supports.size(); ++support) {
      add_mixed(support, block.num_lanes, solution);
    }
    answers_.finish();
  }

 private:
  void view_payoffs() {
    const std::size_t row = kBlockLanes * count_[1];
    views_[0] = {answers_.payoffs(0), row, kBlockLanes, count_[0], planes_.spread(0)};
    views_[1] = {answers_.payoffs(1), kBlockLanes, row, count_[1], planes_.spread(1)};
  }

  /// Pure strategies: their certain signs leave no regret at all.
  void add_pure(std::size_t row, std::size_t column, std::size_t lane) {
    double* const equilibrium = answers_.next_equilibrium(lane);
    answers_.strategies(equilibrium, 0)[row * kBlockLanes] = 1.0;
    answers_.strategies(equilibrium, 1)[column * kBlockLanes] = 1.0;
  }

  void add_mixed(std::size_t support, std::size_t num_lanes, BlockSolution& solution) {
    const SupportPair supports = planes_.table().supports[support];
    solve_supports(views_, supports, planes_.plane(support), mixed_);
    const auto& rows = members(supports.first);
    const auto& columns = members(supports.second);
    const auto size = static_cast<std::size_t>(std::popcount(supports.first));
    planes_.for_each(support, [&](std::size_t lane) {
      if (lane >= num_lanes) {
        return;
      }
      if (!(mixed_.relative_regret[lane] <= tolerance_)) {
        answers_.leave(lane);
      }
      Certificate& certificate = solution.certificates[lane];
      certificate.max_regret = std::max(certificate.max_regret, mixed_.regret[lane]);
      certificate.residual = std::max(certificate.residual, mixed_.relative_regret[lane]);
      double* const equilibrium = answers_.next_equilibrium(lane);
      double* const first = answers_.strategies(equilibrium, 0);
      double* const second = answers_.strategies(equilibrium, 1);
      for (std::size_t i = 0; i < size; ++i) {
        first[rows[i] * kBlockLanes] = mixed_.probabilities[0][i][lane];
        second[columns[i] * kBlockLanes] = mixed_.probabilities[1][i][lane];
      }
    });
  }

  double tolerance_;
  LaneAnswers answers_;
  SignPlanes planes_;
  std::array<std::size_t, 2> count_;  ///< Of strategies.
  TwinStrategies twins_;
  std::array<LanePayoffs, 2> views_;
  SupportSolution mixed_;
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
  return std::make_unique<SmallBimatrixSolver>(shape, options, std::move(exact));
}

}  // namespace demarche
