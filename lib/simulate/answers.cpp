// SPDX-License-Identifier: MIT
#include "simulate/answers.hpp"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

#include "core/to_size.hpp"

namespace demarche {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Whether those who move later answer what the query sets.
bool is_answered_later(const Query& query) {
  return query.intervention >= 0 && !query.is_commitment;
}

void require_size(AlignedArray& storage, std::size_t size) {
  if (storage.size() < size) {
    storage = AlignedArray(size);
  }
}

}  // namespace

bool Answers::are_needed(const RunPlan& plan) noexcept {
  const auto& queries = plan.model.queries;
  return plan.solution_concept.order_of_moves != nullptr &&
         std::any_of(queries.begin(), queries.end(), is_answered_later);
}

std::size_t Answers::most_rows(const RunPlan& plan) noexcept {
  std::size_t rows = plan.model.shape.num_strategies() + plan.expectations.workspace_rows();
  for (const Query& query : plan.model.queries) {
    rows += is_answered_later(query) ? 1 + query.tables.size() : 0;
  }
  return rows;
}

Answers::Answers(const RunPlan& plan)
    : shape_(plan.model.shape),
      later_(plan),
      probabilities_(shape_.num_strategies() * kBlockLanes) {
  assert(are_needed(plan));
  std::vector<std::vector<std::size_t>> queries(plan.model.interventions.size());
  for (std::size_t q = 0; q < plan.model.queries.size(); ++q) {
    if (is_answered_later(plan.model.queries[q])) {
      queries[to_size(plan.model.queries[q].intervention)].push_back(q);
    }
  }
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const Intervention& intervention = plan.model.interventions[i];
    if (queries[i].empty()) {
      continue;  // Only commitments set these levels.
    }
    if (later_.is_ruled_out(intervention)) {
      add(plan, LaterMoves::Choice(later_.players().size()), std::move(queries[i]));
      interventions_.back().is_ruled_out = true;
    } else if (auto choice = later_.choice(intervention); !choice.empty()) {
      add(plan, std::move(choice), std::move(queries[i]));
    }
  }
  rows_ = AlignedArray(num_rows_ * kBlockLanes);
}

void Answers::add(const RunPlan& plan,
                  LaterMoves::Choice choice,
                  std::vector<std::size_t> queries) {
  std::vector<FactorTable> tables;
  std::vector<std::vector<std::size_t>> tables_of_query;
  for (const std::size_t query : queries) {
    std::vector<std::size_t>& own = tables_of_query.emplace_back();
    for (const int table : plan.model.queries[query].tables) {
      own.push_back(tables.size());
      tables.push_back(plan.model.query_tables[to_size(table)]);
    }
  }
  ExpectationPlan expectations(shape_, tables);
  require_size(tables_, tables.size() * kBlockLanes);
  require_size(workspace_, expectations.workspace_rows() * kBlockLanes);
  const std::size_t first_row = num_rows_;
  num_rows_ += queries.size();
  interventions_.push_back({.choice = std::move(choice),
                            .queries = std::move(queries),
                            .tables = std::move(tables_of_query),
                            .expectations = std::move(expectations),
                            .first_row = first_row,
                            .play = {},
                            .unsolved = {},
                            .is_ruled_out = false});
}

void Answers::evaluate(const GameBlock& games, const BlockSolution& solution) {
  for (Answered& answered : interventions_) {
    answered.play.clear();
    answered.unsolved.reset();
  }
  if (solution.num_components == 0) {
    return;  // No lane is solved, so nobody reads a row.
  }
  later_.start(games, solution);
  for (std::size_t lane = 0; lane < games.num_lanes; ++lane) {
    if (solution.certificates.status[lane] != SolveStatus::converged) {
      continue;
    }
    // A lane's game serves all interventions, since looking its payoffs up takes as long as solving
    // it.
    later_.load(lane);
    for (Answered& answered : interventions_) {
      solve(lane, answered);
    }
  }
  for (const Answered& answered : interventions_) {
    expect(games.cells, solution.probabilities[0], answered);
  }
}

void Answers::solve(std::size_t lane, Answered& answered) {
  if (answered.is_ruled_out || !later_.solve(answered.choice)) {
    answered.unsolved.set(lane);
    return;
  }
  for (std::size_t k = 0; k < answered.choice.size(); ++k) {
    const std::size_t first = shape_.first_strategy(later_.players()[k]);
    for (const int s : answered.choice[k]) {
      const double probability = later_.play()[k][to_size(s)];
      if (probability > 0.0) {
        answered.play.push_back({(first + to_size(s)) * kBlockLanes + lane, probability});
      }
    }
  }
}

void Answers::expect(const double* cells, const AlignedArray& solved, const Answered& answered) {
  std::copy_n(solved.data(), probabilities_.size(), probabilities_.data());
  for (std::size_t k = 0; k < answered.choice.size(); ++k) {
    if (!answered.choice[k].empty()) {
      const std::size_t player = later_.players()[k];
      std::fill_n(probabilities_.data() + shape_.first_strategy(player) * kBlockLanes,
                  shape_.players[player].strategies.size() * kBlockLanes,
                  0.0);
    }
  }
  for (const Probability& probability : answered.play) {
    probabilities_[probability.place] = probability.value;
  }
  answered.expectations.evaluate(probabilities_.data(), cells, tables_.data(), workspace_.data());
  for (std::size_t q = 0; q < answered.queries.size(); ++q) {
    double* const row = rows_.data() + (answered.first_row + q) * kBlockLanes;
    std::fill_n(row, kBlockLanes, 0.0);
    for (const std::size_t table : answered.tables[q]) {
      const double* const term = tables_.data() + table * kBlockLanes;
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        row[lane] += term[lane];
      }
    }
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      row[lane] = answered.unsolved[lane] ? kNan : row[lane];
    }
  }
}

std::vector<double> answered_payoffs(const RunPlan& plan,
                                     const GameBlock& games,
                                     const BlockSolution& solution,
                                     std::size_t lane) {
  LaterMoves later(plan);
  later.start(games, solution);
  later.load(lane);
  std::vector<double> payoffs(plan.model.shape.num_strategies(), kNan);
  for (std::size_t k = 0; k < later.players().size(); ++k) {
    const std::size_t player = later.players()[k];
    const std::size_t first = plan.model.shape.first_strategy(player);
    for (std::size_t s = 0; s < plan.model.shape.players[player].strategies.size(); ++s) {
      if (later.solve(later.choice(k, static_cast<int>(s)))) {
        payoffs[first + s] = later.payoff(k);
      }
    }
  }
  return payoffs;
}

}  // namespace demarche
