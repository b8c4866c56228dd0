// SPDX-License-Identifier: MIT
#include "simulate/posterior_play.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/to_size.hpp"
#include "simulate/component_play.hpp"
#include "simulate/joint_play.hpp"
#include "simulate/split_play.hpp"
#include "simulate/table_cell.hpp"

namespace demarche {
namespace {

/// Where a solution is one distribution over few profiles, each of them is multiplied by its
/// likelihood.
class JointPosterior final : public PosteriorPlay {
 public:
  JointPosterior(const RunPlan& plan, const std::vector<int>& items)
      : PosteriorPlay(std::make_unique<JointPlay>(plan)), program_(*plan.joint_program) {
    for (const int item : items) {
      const FactorTable& table = plan.model.evidence[to_size(item)].likelihood;
      Item& own = items_.emplace_back();
      own.number = to_size(item);
      for (std::size_t profile = 0; profile < program_.num_profiles(); ++profile) {
        own.cells.push_back(cell_at(plan.model, table, [&](std::size_t player) {
          return program_.strategy(player, profile);
        }));
      }
    }
  }

  void read(const Play& prior,
            const Likelihoods& likelihoods,
            const GameBlock& games,
            const BlockSolution& solution,
            std::uint64_t first_draw) override {
    const double* const from = static_cast<const JointPlay&>(prior).probabilities();
    auto& play = static_cast<JointPlay&>(*play_);
    double* const to = play.probabilities();
    weights_.fill(0.0);
    for (std::size_t profile = 0; profile < program_.num_profiles(); ++profile) {
      double* const row = to + profile * kBlockLanes;
      std::copy_n(from + profile * kBlockLanes, kBlockLanes, row);
      for (const Item& item : items_) {
        const double* const likelihood = likelihoods.row(item.number, item.cells[profile]);
        for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
          row[lane] = times_likelihood(row[lane], likelihood[lane]);
        }
      }
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        weights_[lane] += row[lane];
      }
    }
    for (std::size_t profile = 0; profile < program_.num_profiles(); ++profile) {
      double* const row = to + profile * kBlockLanes;
      const double* const old = from + profile * kBlockLanes;
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        row[lane] = weights_[lane] > 0.0 ? row[lane] / weights_[lane] : old[lane];
      }
    }
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      const bool is_solved =
          lane < games.num_lanes && solution.certificates.status[lane] == SolveStatus::converged;
      weights_[lane] = is_solved ? weights_[lane] : 0.0;
    }
    play.read(games, solution, first_draw);
  }

 private:
  struct Item {
    std::size_t number = 0;
    std::vector<std::size_t> cells;  // Of each profile.
  };

  const JointProgram& program_;
  std::vector<Item> items_;
};

/// Where a solution is a mixture of mixed profiles, so is its conditional: see SplitPlay.
class ComponentPosterior final : public PosteriorPlay {
 public:
  ComponentPosterior(const RunPlan& plan, const std::vector<int>& items)
      : PosteriorPlay(std::make_unique<ComponentPlay>(plan)), split_(plan.model, items) {}

  void read(const Play& prior,
            const Likelihoods& likelihoods,
            const GameBlock& games,
            const BlockSolution& solution,
            std::uint64_t first_draw) override {
    split_.condition(prior, likelihoods, games.num_lanes, solution, conditional_, weights_);
    play_->read(games, conditional_, first_draw);
  }

  [[nodiscard]] bool is_sampled() const noexcept override { return split_.is_sampled(); }

 private:
  SplitPlay split_;
  BlockSolution conditional_;
};

}  // namespace

std::unique_ptr<PosteriorPlay> make_posterior_play(const RunPlan& plan,
                                                   const std::vector<int>& items) {
  if (plan.joint_program) {
    return std::make_unique<JointPosterior>(plan, items);
  }
  return std::make_unique<ComponentPosterior>(plan, items);
}

}  // namespace demarche
