// SPDX-License-Identifier: MIT
#include "simulate/commitments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/to_size.hpp"
#include "demarche/core/error.hpp"
#include "simulate/nearest_strategy.hpp"

namespace demarche {
namespace {

/// The levels that a commitment sets, one for each of the player's variables; -1 for those that it
/// leaves open.
std::vector<int> levels_set(const FactoredPlayer& player, const Intervention& commitment) {
  std::vector<int> levels(player.variables.size(), -1);
  for (std::size_t k = 0; k < commitment.variables.size(); ++k) {
    const auto place =
        std::find(player.variables.begin(), player.variables.end(), commitment.variables[k]);
    if (place != player.variables.end()) {
      levels[static_cast<std::size_t>(place - player.variables.begin())] = commitment.levels[k];
    }
  }
  return levels;
}

}  // namespace

FactoredShape committed_shape(const FactoredShape& shape, const Intervention& commitment) {
  FactoredShape left = shape;
  for (FactoredPlayer& player : left.players) {
    const std::vector<int> levels = levels_set(player, commitment);
    std::erase_if(player.strategies, [&](const std::vector<int>& strategy) {
      return !std::equal(strategy.begin(), strategy.end(), levels.begin(), [](int own, int set) {
        return set < 0 || own == set;
      });
    });
  }
  return left;
}

std::vector<int> committed_start(const FactoredShape& shape,
                                 const FactoredShape& committed,
                                 const std::vector<int>& start) {
  std::vector<int> left;
  std::size_t chooser = 0;
  for (std::size_t i = 0; i < shape.players.size() && !start.empty(); ++i) {
    if (!shape.players[i].is_behavioural()) {
      const auto& levels = shape.players[i].strategies[to_size(start[chooser++])];
      left.push_back(nearest_strategy(committed.players[i].strategies, levels));
    }
  }
  return left;
}

std::vector<int> commitments_of(const Model& model) {
  std::vector<int> commitments;
  for (const auto& [commitment, queries] : answered_queries(model, true)) {
    commitments.push_back(commitment);
  }
  return commitments;
}

std::size_t Commitments::most_rows(const RunPlan& plan) {
  return plan.expectations.workspace_rows() + rows_of_answered_queries(plan.model, true) +
         commitments_of(plan.model).size() * plan.model.shape.num_strategies();
}

Commitments::Commitments(const RunPlan& plan) {
  for (auto& [commitment, queries] : answered_queries(plan.model, true)) {
    add(plan, plan.model.interventions[to_size(commitment)], std::move(queries));
  }
}

void Commitments::add(const RunPlan& plan,
                      const Intervention& commitment,
                      std::vector<std::size_t> queries) {
  Committed& committed = all_.emplace_back();
  committed.shape = committed_shape(plan.model.shape, commitment);
  const auto& players = committed.shape.players;
  if (std::any_of(players.begin(), players.end(), [](const FactoredPlayer& player) {
        return player.strategies.empty();
      })) {
    committed.queries.emplace(plan.model, nullptr, std::move(queries), workspace_);
    return;
  }
  if (const auto refusal = plan.solution_concept.refusal(committed.shape)) {
    throw InvalidArgument(fmt::format("the game that a commitment leaves: {}", *refusal));
  }
  ConceptOptions options = plan.concept_options;
  options.start = committed_start(plan.model.shape, committed.shape, options.start);
  committed.solver = plan.solution_concept.make_block_solver(committed.shape, options);
  committed.queries.emplace(plan.model, &committed.shape, std::move(queries), workspace_);
}

void Commitments::evaluate(const GameBlock& games, const BlockSolution& solution) {
  const auto& status = solution.certificates.status;
  is_any_solved_ = std::any_of(status.begin(),
                               status.begin() + static_cast<std::ptrdiff_t>(games.num_lanes),
                               [](SolveStatus one) { return one == SolveStatus::converged; });
  if (!is_any_solved_) {
    return;  // Nobody reads a row.
  }
  for (Committed& committed : all_) {
    if (committed.solver != nullptr) {
      GameBlock left = games;
      left.shape = &committed.shape;
      committed.solver->solve(left, committed.solution);
      expect(games.cells, committed);
    }
  }
}

void Commitments::expect(const double* cells, Committed& committed) {
  const BlockSolution& solution = committed.solution;
  committed.queries->clear();
  for (std::size_t c = 0; c < solution.num_components; ++c) {
    committed.queries->add(
        solution.probabilities[c].data(), cells, solution.weights[c], workspace_);
  }
  committed.queries->keep([&](std::size_t lane) {
    return solution.certificates.status[lane] == SolveStatus::converged;
  });
}

}  // namespace demarche
