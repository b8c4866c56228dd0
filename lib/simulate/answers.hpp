// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/solve/concept.hpp"
#include "simulate/answered_queries.hpp"
#include "simulate/later_moves.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// The expectations of a block's options and comparisons where those who move later answer them.
/// Holds working storage, so each engine has its own.
class Answers {
 public:
  /// Whether somebody may answer an intervention of the plan's model: players move one after the
  /// other, and there is an intervention.
  [[nodiscard]] static bool are_needed(const RunPlan& plan);

  /// The most rows of kBlockLanes numbers that it holds, without the game of a lane.
  [[nodiscard]] static std::size_t most_rows(const RunPlan& plan);

  /// `plan` has to outlive it.
  /// @pre are_needed(plan)
  explicit Answers(const RunPlan& plan);

  /// Evaluates the queries whose interventions are answered. Each has a row of kBlockLanes numbers,
  /// with NaN where the game that an intervention leaves is not solved, or where the scenario fixes
  /// a lever at another level than the intervention.
  void evaluate(const GameBlock& games, const BlockSolution& solution);

  /// Calls visit(query, row) for each of these queries. Rows stay in place and change with
  /// evaluate().
  template <class Visit>
  void for_each_row(const Visit& visit) const {
    for (const Answered& answered : interventions_) {
      answered.queries.for_each_row(visit);
    }
  }

 private:
  /// What a player does in one lane; a strategy that is not listed has probability 0.
  struct Probability {
    std::size_t place;  // [strategy of the shape][kBlockLanes]
    double value;
  };
  struct Answered {
    LaterMoves::Choice choice;
    AnsweredQueries queries;
    bool is_ruled_out;  // No game has what the intervention sets, so no lane is solved.
    std::vector<Probability> play = {};  // Of the players who choose anew, in all lanes.
    LaneSet unsolved = {};
  };

  void solve(std::size_t lane, Answered& answered);
  void expect(const double* cells, const AlignedArray& solved, Answered& answered);

  const FactoredShape& shape_;
  LaterMoves later_;
  std::vector<Answered> interventions_;
  AlignedArray probabilities_;  // [num_strategies][kBlockLanes]
  AnsweredWorkspace workspace_;
};

/// What each strategy of each player brings it if those who move later answer: [num_strategies] of
/// the shape. NaN for behavioural players and where the game that is left is not solved.
/// @pre The plan's concept has an order of moves, and the lane is solved.
[[nodiscard]] std::vector<double> answered_payoffs(const RunPlan& plan,
                                                   const GameBlock& games,
                                                   const BlockSolution& solution,
                                                   std::size_t lane);

}  // namespace demarche
