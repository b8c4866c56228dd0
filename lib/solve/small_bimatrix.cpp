// SPDX-License-Identifier: MIT
#include "solve/small_bimatrix.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "solve/lane_answers.hpp"
#include "solve/sign_planes.hpp"
#include "solve/support_solution.hpp"

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
               static_cast<std::size_t>(answers_.form().num_strategies()[1])} {}

  void solve(const GameBlock& block, BlockSolution& solution) override {
    const SupportTable& table = planes_.table();
    answers_.start(block,
                   solution,
                   {.status = SolveStatus::converged,
                    .is_complete = true,
                    .iterations = static_cast<int>(table.supports.size())});
    planes_.find(answers_.payoffs(0), answers_.payoffs(1));
    answers_.leave(planes_.undecided());
    view_payoffs();
    planes_.for_each([&](std::size_t support, std::size_t lane) {
      if (lane < block.num_lanes) {
        add(support, lane, solution.certificates[lane]);
      }
    });
    answers_.finish();
  }

 private:
  void view_payoffs() {
    const std::size_t row = kBlockLanes * count_[1];
    views_[0] = {answers_.payoffs(0), row, kBlockLanes, static_cast<int>(count_[0])};
    views_[1] = {answers_.payoffs(1), kBlockLanes, row, static_cast<int>(count_[1])};
  }

  void add(std::size_t support, std::size_t lane, Certificate& certificate) {
    // The table begins with the pairs of pure strategies.
    if (support < answers_.form().num_profiles()) {
      add_pure(support / count_[1], support % count_[1], lane);
    } else {
      add_mixed(planes_.table().supports[support], lane, certificate);
    }
  }

  /// Pure strategies: their certain signs leave no regret at all.
  void add_pure(std::size_t row, std::size_t column, std::size_t lane) {
    double* const equilibrium = answers_.next_equilibrium(lane);
    answers_.strategies(equilibrium, 0)[row * kBlockLanes] = 1.0;
    answers_.strategies(equilibrium, 1)[column * kBlockLanes] = 1.0;
  }

  void add_mixed(SupportPair supports, std::size_t lane, Certificate& certificate) {
    const SupportSolution found =
        solve_supports({view_of_lane(0, lane), view_of_lane(1, lane)}, supports);
    double* const equilibrium = answers_.next_equilibrium(lane);
    const auto size = static_cast<std::size_t>(std::popcount(supports.first));
    for (std::size_t k = 0; k < 2; ++k) {
      const double relative = found.regret[k] / planes_.spread(k, lane);
      if (!(relative <= tolerance_)) {
        answers_.leave(lane);
      }
      certificate.max_regret = std::max(certificate.max_regret, found.regret[k]);
      certificate.residual = std::max(certificate.residual, relative);
      double* const out = answers_.strategies(equilibrium, k);
      const auto& own = members(k == 0 ? supports.first : supports.second);
      for (std::size_t i = 0; i < size; ++i) {
        out[own[i] * kBlockLanes] = found.probabilities[k][i];
      }
    }
  }

  [[nodiscard]] LanePayoffs view_of_lane(std::size_t player, std::size_t lane) const {
    LanePayoffs view = views_[player];
    view.first += lane;
    return view;
  }

  double tolerance_;
  LaneAnswers answers_;
  SignPlanes planes_;
  std::array<std::size_t, 2> count_;  ///< Of strategies.
  std::array<LanePayoffs, 2> views_;  ///< Of lane 0.
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
