// SPDX-License-Identifier: MIT
#include "simulate/component_play.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numeric>

#include "core/to_size.hpp"
#include "simulate/realised_queries.hpp"

namespace demarche {
namespace {

/// target += weight * source, lane by lane.
void add_weighted(const double* source, const double* weight, double* target) {
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    target[lane] += weight[lane] * source[lane];
  }
}

/// Whether the weights of a converged lane sum to 1 within tolerance, and those of others are 0.
[[maybe_unused]] bool are_weights(const BlockSolution& solution, std::size_t num_lanes) {
  constexpr double kTolerance = 1e-6;  // Linear programs end within 1e-7 of their constraints.
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    double sum = 0.0;
    for (std::size_t c = 0; c < solution.num_components; ++c) {
      sum += solution.weights[c][lane];
    }
    const bool is_solved = solution.certificates.status[lane] == SolveStatus::converged;
    if (!(std::abs(sum - (is_solved ? 1.0 : 0.0)) <= kTolerance)) {
      return false;
    }
  }
  return true;
}

}  // namespace

ComponentPlay::ComponentPlay(const RunPlan& plan)
    : Play(plan),
      plan_(plan),
      num_players_(plan.model.shape.num_players()),
      tables_(plan.model.query_tables.size() * kBlockLanes),
      workspace_(plan.expectations.workspace_rows() * kBlockLanes),
      realised_queries_(realised_queries(plan.model)),
      streams_(num_players_ + 1),
      uniforms_((num_players_ + 1) * kBlockLanes),
      sampled_(num_players_ * kBlockLanes, u'\0') {
  std::iota(streams_.begin(), streams_.end(), std::uint64_t{0});
  assert(std::all_of(plan.model.shape.players.begin(),
                     plan.model.shape.players.end(),
                     [](const auto& player) { return player.strategies.size() <= 65'536; }));
  assert(std::all_of(
      plan.model.query_tables.begin(), plan.model.query_tables.end(), [](const auto& table) {
        return std::is_sorted(table.scope.begin(), table.scope.end());
      }));
}

const std::vector<FeatureProgram::CellSum>& ComponentPlay::cell_sums() const {
  return plan_.model.program.sums();
}

void ComponentPlay::solve(const GameBlock& games, BlockSolver& solver, BlockSolution& solution) {
  solver.solve(games, solution);
}

void ComponentPlay::read(const GameBlock& games,
                         const BlockSolution& solution,
                         std::uint64_t first_draw) {
  assert(games.num_lanes <= kBlockLanes);
  assert(solution.weights.size() >= solution.num_components);
  assert(solution.probabilities.size() >= solution.num_components);
  assert(are_weights(solution, games.num_lanes));
  add_expectations(solution, games.cells);
  add_levels(solution);
  plan_.profile_design->fill_block(first_draw, streams_, uniforms_.data());
  sample_profiles(solution, games.num_lanes);
  for (const std::size_t query : realised_queries_) {
    realise(query, games.cells, games.num_lanes);
  }
}

void ComponentPlay::add_expectations(const BlockSolution& solution, const double* cells) {
  const Model& model = plan_.model;
  std::fill_n(expectations_.data(), expectations_.size(), 0.0);
  for (std::size_t c = 0; c < solution.num_components; ++c) {
    plan_.expectations.evaluate(
        solution.probabilities[c].data(), cells, tables_.data(), workspace_.data());
    for (std::size_t q = 0; q < model.queries.size(); ++q) {
      for (const int table : model.queries[q].tables) {
        add_weighted(tables_.data() + to_size(table) * kBlockLanes,
                     solution.weights[c].data(),
                     expectations_.data() + q * kBlockLanes);
      }
    }
  }
}

void ComponentPlay::add_levels(const BlockSolution& solution) {
  std::fill_n(levels_.data(), levels_.size(), 0.0);
  for (std::size_t c = 0; c < solution.num_components; ++c) {
    const double* probability = solution.probabilities[c].data();
    for (const auto& player : plan_.model.shape.players) {
      for (const auto& strategy : player.strategies) {
        for (std::size_t k = 0; k < strategy.size(); ++k) {
          const std::size_t row =
              plan_.first_level[to_size(player.variables[k])] + to_size(strategy[k]);
          add_weighted(probability, solution.weights[c].data(), levels_.data() + row * kBlockLanes);
        }
        probability += kBlockLanes;
      }
    }
  }
}

std::size_t ComponentPlay::sample_component(const BlockSolution& solution, std::size_t lane) const {
  double rest = uniforms_[lane];
  std::size_t chosen = 0;
  for (std::size_t c = 0; c < solution.num_components; ++c) {
    const double weight = solution.weights[c][lane];
    if (weight > 0.0) {
      // If rounding keeps the weights below 1 in sum, the last component with weight is chosen.
      chosen = c;
      rest -= weight;
      if (rest < 0.0) {
        break;
      }
    }
  }
  return chosen;
}

void ComponentPlay::sample_profiles(const BlockSolution& solution, std::size_t num_lanes) {
  const auto& players = plan_.model.shape.players;
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    const bool is_solved = solution.certificates.status[lane] == SolveStatus::converged;
    const double* probability =
        is_solved ? solution.probabilities[sample_component(solution, lane)].data() + lane
                  : nullptr;
    for (std::size_t i = 0; i < num_players_; ++i) {
      std::size_t chosen = 0;
      double rest = uniforms_[(i + 1) * kBlockLanes + lane];
      const std::size_t count = players[i].strategies.size();
      for (std::size_t s = 0; is_solved && s < count; ++s, probability += kBlockLanes) {
        if (*probability > 0.0 && rest >= 0.0) {
          chosen = s;
          rest -= *probability;
        }
      }
      sampled_[lane * num_players_ + i] = static_cast<char16_t>(chosen);
    }
  }
}

void ComponentPlay::realise(std::size_t query, const double* cells, std::size_t num_lanes) {
  const Model& model = plan_.model;
  double* const values = realised_.data() + query * kBlockLanes;
  std::array<std::size_t, kBlockLanes> cell_in_table{};
  std::fill_n(values, num_lanes, 0.0);
  for (const int index : model.queries[query].tables) {
    const FactorTable& table = model.query_tables[to_size(index)];
    cell_in_table.fill(0);
    for (const int variable : table.scope) {
      const auto v = to_size(variable);
      const auto actor = to_size(model.variables[v].actor);
      const auto lever = to_size(model.variables[v].lever);
      const auto size = to_size(model.shape.variable_sizes[v]);
      const auto& strategies = model.shape.players[actor].strategies;
      for (std::size_t lane = 0; lane < num_lanes; ++lane) {
        const std::size_t strategy = sampled_[lane * num_players_ + actor];
        cell_in_table[lane] = cell_in_table[lane] * size + to_size(strategies[strategy][lever]);
      }
    }
    const double* const first = cells + table.first_cell * kBlockLanes;
    for (std::size_t lane = 0; lane < num_lanes; ++lane) {
      assert(cell_in_table[lane] < table.num_cells);
      values[lane] += first[cell_in_table[lane] * kBlockLanes + lane];
    }
  }
}

void ComponentPlay::count_profiles(std::span<const std::size_t> lanes,
                                   ProfileCounts& counts) const {
  for (const std::size_t lane : lanes) {
    assert(lane < kBlockLanes);
    counts.add({sampled_.data() + lane * num_players_, num_players_}, 1);
  }
}

}  // namespace demarche
