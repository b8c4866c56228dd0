// SPDX-License-Identifier: MIT
#include "simulate/answers.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <utility>

#include "core/to_size.hpp"

namespace demarche {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

bool Answers::are_needed(const RunPlan& plan) {
  return plan.solution_concept.order_of_moves != nullptr &&
         !answered_queries(plan.model, false).empty();
}

std::size_t Answers::most_rows(const RunPlan& plan) {
  return plan.model.shape.num_strategies() + plan.expectations.workspace_rows() +
         rows_of_answered_queries(plan.model, false);
}

Answers::Answers(const RunPlan& plan)
    : shape_(plan.model.shape),
      later_(plan),
      probabilities_(shape_.num_strategies() * kBlockLanes) {
  assert(are_needed(plan));
  for (auto& [number, queries] : answered_queries(plan.model, false)) {
    const Intervention& intervention = plan.model.interventions[to_size(number)];
    const bool is_ruled_out = later_.is_ruled_out(intervention);
    LaterMoves::Choice choice =
        is_ruled_out ? LaterMoves::Choice(later_.players().size()) : later_.choice(intervention);
    if (!choice.empty()) {
      interventions_.push_back(
          {.choice = std::move(choice),
           .queries = AnsweredQueries(plan.model, &shape_, std::move(queries), workspace_),
           .is_ruled_out = is_ruled_out});
    }
  }
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
  for (Answered& answered : interventions_) {
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

void Answers::expect(const double* cells, const AlignedArray& solved, Answered& answered) {
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
  std::array<double, kBlockLanes> weights;
  weights.fill(1.0);
  answered.queries.clear();
  answered.queries.add(probabilities_.data(), cells, weights, workspace_);
  answered.queries.keep([&](std::size_t lane) { return !answered.unsolved[lane]; });
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
