// SPDX-License-Identifier: MIT
#include "simulate/commitments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "core/to_size.hpp"
#include "demarche/core/error.hpp"
#include "simulate/nearest_strategy.hpp"

namespace demarche {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

void require_size(AlignedArray& storage, std::size_t size) {
  if (storage.size() < size) {
    storage = AlignedArray(size);
  }
}

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
  for (const Query& query : model.queries) {
    if (query.is_commitment) {
      commitments.push_back(query.intervention);
    }
  }
  std::sort(commitments.begin(), commitments.end());
  commitments.erase(std::unique(commitments.begin(), commitments.end()), commitments.end());
  return commitments;
}

std::size_t Commitments::most_rows(const RunPlan& plan) {
  std::size_t rows = plan.expectations.workspace_rows();
  for (const Query& query : plan.model.queries) {
    rows += query.is_commitment ? 1 + query.tables.size() : 0;
  }
  return rows + commitments_of(plan.model).size() * plan.model.shape.num_strategies();
}

Commitments::Commitments(const RunPlan& plan) {
  std::map<int, std::vector<std::size_t>> queries;
  for (std::size_t q = 0; q < plan.model.queries.size(); ++q) {
    if (plan.model.queries[q].is_commitment) {
      queries[plan.model.queries[q].intervention].push_back(q);
    }
  }
  std::size_t num_rows = 0;
  for (auto& [commitment, of_commitment] : queries) {
    add(plan, plan.model.interventions[to_size(commitment)], std::move(of_commitment));
    all_.back().first_row = num_rows;
    num_rows += all_.back().queries.size();
  }
  rows_ = AlignedArray(num_rows * kBlockLanes);
  std::fill_n(rows_.data(), rows_.size(), kNan);
}

void Commitments::add(const RunPlan& plan,
                      const Intervention& commitment,
                      std::vector<std::size_t> queries) {
  Committed& committed = all_.emplace_back();
  committed.shape = committed_shape(plan.model.shape, commitment);
  committed.queries = std::move(queries);
  const auto& players = committed.shape.players;
  if (std::any_of(players.begin(), players.end(), [](const FactoredPlayer& player) {
        return player.strategies.empty();
      })) {
    return;
  }
  if (const auto refusal = plan.solution_concept.refusal(committed.shape)) {
    throw InvalidArgument(fmt::format("the game that a commitment leaves: {}", *refusal));
  }
  ConceptOptions options = plan.concept_options;
  options.start = committed_start(plan.model.shape, committed.shape, options.start);
  committed.solver = plan.solution_concept.make_block_solver(committed.shape, options);
  std::vector<FactorTable> tables;
  for (const std::size_t query : committed.queries) {
    std::vector<std::size_t>& own = committed.tables.emplace_back();
    for (const int table : plan.model.queries[query].tables) {
      own.push_back(tables.size());
      tables.push_back(plan.model.query_tables[to_size(table)]);
    }
  }
  committed.expectations = std::make_unique<ExpectationPlan>(committed.shape, tables);
  require_size(tables_, tables.size() * kBlockLanes);
  require_size(workspace_, committed.expectations->workspace_rows() * kBlockLanes);
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

void Commitments::expect(const double* cells, const Committed& committed) {
  double* const first = rows_.data() + committed.first_row * kBlockLanes;
  std::fill_n(first, committed.queries.size() * kBlockLanes, 0.0);
  const BlockSolution& solution = committed.solution;
  for (std::size_t c = 0; c < solution.num_components; ++c) {
    committed.expectations->evaluate(
        solution.probabilities[c].data(), cells, tables_.data(), workspace_.data());
    const auto& weight = solution.weights[c];
    for (std::size_t q = 0; q < committed.queries.size(); ++q) {
      double* const row = first + q * kBlockLanes;
      for (const std::size_t table : committed.tables[q]) {
        const double* const term = tables_.data() + table * kBlockLanes;
        for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
          row[lane] += weight[lane] * term[lane];
        }
      }
    }
  }
  for (std::size_t q = 0; q < committed.queries.size(); ++q) {
    double* const row = first + q * kBlockLanes;
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      const bool is_solved = solution.certificates.status[lane] == SolveStatus::converged;
      row[lane] = is_solved ? row[lane] : kNan;
    }
  }
}

}  // namespace demarche
