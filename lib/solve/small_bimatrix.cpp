// SPDX-License-Identifier: MIT
#include "solve/small_bimatrix.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <bitset>
#include <cmath>
#include <utility>

#include "solve/sign_planes.hpp"
#include "solve/support_solution.hpp"

namespace demarche {
namespace {

class SmallBimatrixSolver final : public BlockSolver {
 public:
  SmallBimatrixSolver(const FactoredShape& shape,
                      const ConceptOptions& options,
                      std::unique_ptr<LaneSolver> exact)
      : options_(options),
        materialisation_(shape),
        exact_(std::move(exact)),
        planes_(materialisation_.num_strategies()[0], materialisation_.num_strategies()[1]),
        num_strategies_(shape.num_strategies()),
        behaviour_(materialisation_.num_behaviour_rows() * kBlockLanes) {
    for (std::size_t k = 0; k < 2; ++k) {
      count_[k] = static_cast<std::size_t>(materialisation_.num_strategies()[k]);
      first_[k] = shape.first_strategy(materialisation_.players()[k]);
      payoffs_[k] = AlignedArray(materialisation_.num_profiles() * kBlockLanes);
    }
  }

  void solve(const GameBlock& block, BlockSolution& solution) override {
    materialisation_.behaviour(block, behaviour_.data());
    read_payoffs(block);
    planes_.find(views_[0].first, views_[1].first);
    exact_lanes_ = planes_.undecided() | lanes_without_behaviour();
    found_.fill(0);
    solution.num_components = 0;
    for (std::size_t lane = 0; lane < block.num_lanes; ++lane) {
      solution.certificates[lane] = {
          .status = SolveStatus::converged,
          .is_complete = true,
          .iterations = static_cast<int>(planes_.table().supports.size())};
    }
    planes_.for_each([&](std::size_t support, std::size_t lane) {
      if (lane >= block.num_lanes) {
        return;
      }
      // The table begins with the pairs of pure strategies.
      if (support < materialisation_.num_profiles()) {
        add_pure(planes_.table().supports[support], lane, solution);
      } else {
        add_mixed(planes_.table().supports[support], lane, solution);
      }
    });
    weigh(block, solution);
    exact_->solve_lanes(block, exact_lanes_, solution);
    for (std::size_t c = 0; c < solution.num_components; ++c) {
      materialisation_.place_behaviour(behaviour_.data(), solution.probabilities[c].data());
    }
  }

 private:
  void read_payoffs(const GameBlock& block) {
    for (std::size_t k = 0; k < 2; ++k) {
      const double* payoffs = materialisation_.payoffs_in_place(block, k);
      if (payoffs == nullptr) {
        materialisation_.block_payoffs(block, behaviour_.data(), k, payoffs_[k].data());
        payoffs = payoffs_[k].data();
      }
      views_[k] = {.first = payoffs,
                   .own_stride = (k == 0 ? count_[1] : 1) * kBlockLanes,
                   .other_stride = (k == 0 ? 1 : count_[1]) * kBlockLanes,
                   .num_strategies = static_cast<int>(count_[k])};
    }
  }

  [[nodiscard]] std::bitset<kBlockLanes> lanes_without_behaviour() const {
    std::bitset<kBlockLanes> lanes;
    for (std::size_t i = 0; i < behaviour_.size(); ++i) {
      if (std::isnan(behaviour_[i])) {
        lanes.set(i % kBlockLanes);
      }
    }
    return lanes;
  }

  /// Pure strategies: their certain signs leave no regret at all.
  void add_pure(SupportPair supports, std::size_t lane, BlockSolution& solution) {
    double* const out = next_component(lane, solution);
    const std::array<std::size_t, 2> played = {
        static_cast<std::size_t>(std::countr_zero(supports.first)),
        static_cast<std::size_t>(std::countr_zero(supports.second))};
    for (std::size_t k = 0; k < 2; ++k) {
      for (std::size_t s = 0; s < count_[k]; ++s) {
        out[(first_[k] + s) * kBlockLanes] = s == played[k] ? 1.0 : 0.0;
      }
    }
  }

  void add_mixed(SupportPair supports, std::size_t lane, BlockSolution& solution) {
    const SupportSolution equilibrium =
        solve_supports({view_of_lane(0, lane), view_of_lane(1, lane)}, supports);
    Certificate& certificate = solution.certificates[lane];
    double* const out = next_component(lane, solution);
    for (std::size_t k = 0; k < 2; ++k) {
      const double relative = equilibrium.regret[k] / planes_.spread(k, lane);
      if (!(relative <= options_.tolerance)) {
        exact_lanes_.set(lane);
      }
      certificate.max_regret = std::max(certificate.max_regret, equilibrium.regret[k]);
      certificate.residual = std::max(certificate.residual, relative);
      for (std::size_t s = 0; s < count_[k]; ++s) {
        out[(first_[k] + s) * kBlockLanes] = equilibrium.probabilities[k][s];
      }
    }
  }

  /// Where the lane's next equilibrium goes.
  double* next_component(std::size_t lane, BlockSolution& solution) {
    const std::size_t component = found_[lane]++;
    if (component == solution.num_components) {
      solution.require_components(component + 1, num_strategies_);
      solution.num_components = component + 1;
    }
    return solution.probabilities[component].data() + lane;
  }

  [[nodiscard]] LanePayoffs view_of_lane(std::size_t player, std::size_t lane) const {
    LanePayoffs view = views_[player];
    view.first += lane;
    return view;
  }

  /// Sets the weights of every component, 0 for lanes without it or left to the exact path.
  void weigh(const GameBlock& block, BlockSolution& solution) {
    std::array<double, kBlockLanes> share{};
    for (std::size_t lane = 0; lane < block.num_lanes; ++lane) {
      solution.certificates[lane].num_equilibria = found_[lane];
      if (exact_lanes_[lane]) {
        found_[lane] = 0;
      }
      share[lane] = 1.0 / std::max<double>(1.0, found_[lane]);
    }
    for (std::size_t c = 0; c < solution.weights.size(); ++c) {
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        solution.weights[c][lane] = c < found_[lane] ? share[lane] : 0.0;
      }
    }
    for (std::size_t lane = 0; lane < block.num_lanes; ++lane) {
      if (options_.selection != Selection::uniform && found_[lane] > 1) {
        const auto weights = exact_->select(block, lane, equilibria(lane, solution));
        for (std::size_t c = 0; c < weights.size(); ++c) {
          solution.weights[c][lane] = weights[c];
        }
      }
    }
  }

  [[nodiscard]] std::vector<MixedProfile> equilibria(std::size_t lane,
                                                     const BlockSolution& solution) const {
    std::vector<MixedProfile> all(found_[lane], MixedProfile(2));
    for (std::size_t c = 0; c < all.size(); ++c) {
      for (std::size_t k = 0; k < 2; ++k) {
        for (std::size_t s = 0; s < count_[k]; ++s) {
          all[c][k].push_back(solution.probabilities[c][(first_[k] + s) * kBlockLanes + lane]);
        }
      }
    }
    return all;
  }

  ConceptOptions options_;
  Materialisation materialisation_;
  std::unique_ptr<LaneSolver> exact_;
  SignPlanes planes_;
  std::size_t num_strategies_;
  std::array<std::size_t, 2> count_{};
  std::array<std::size_t, 2> first_{};  ///< Each player's first row in a block of mixed profiles.
  AlignedArray behaviour_;
  std::array<AlignedArray, 2> payoffs_;
  std::array<LanePayoffs, 2> views_;  ///< Of lane 0.
  std::bitset<kBlockLanes> exact_lanes_;
  std::array<std::uint8_t, kBlockLanes> found_{};
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
