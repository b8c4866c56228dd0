// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "demarche/game/factored_game.hpp"
#include "demarche/scenario/model.hpp"
#include "demarche/solve/concept.hpp"
#include "simulate/answered_queries.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// The game that is left if some levers are committed to: their owners have only the strategies
/// with these levels, and the tables are those of `shape`. A player whose levers are all committed
/// has one strategy. A player without a strategy means that the game does not have what is
/// committed to.
[[nodiscard]] FactoredShape committed_shape(const FactoredShape& shape,
                                            const Intervention& commitment);

/// A strategy of each player of `committed` who chooses, near `start`, which is one for `shape`:
/// the first of those with the most levels in common. Empty if `start` is.
/// @pre Each player of `committed` has a strategy.
[[nodiscard]] std::vector<int> committed_start(const FactoredShape& shape,
                                               const FactoredShape& committed,
                                               const std::vector<int>& start);

/// The numbers of the interventions that are commitments, ascending.
[[nodiscard]] std::vector<int> commitments_of(const Model& model);

/// The expectations of a block's options and comparisons that are commitments: in each draw, the
/// game that a commitment leaves is solved again under the run's concept, so that everybody else
/// and the committed players' other levers answer. Holds working storage, so each engine has its
/// own.
class Commitments {
 public:
  /// The most rows of kBlockLanes numbers that it holds, without what solvers need.
  [[nodiscard]] static std::size_t most_rows(const RunPlan& plan);

  /// `plan` has to outlive it.
  /// @throws InvalidArgument if the concept refuses a game that a commitment leaves.
  explicit Commitments(const RunPlan& plan);

  /// Solves and evaluates the commitments' queries where a draw's own game is solved. Each has a
  /// row of kBlockLanes numbers, with NaN where the game that is left is not solved, or where the
  /// scenario fixes a lever at another level than the commitment.
  void evaluate(const GameBlock& games, const BlockSolution& solution);

  /// Calls visit(query, row) for each of these queries. Rows stay in place and change with
  /// evaluate().
  template <class Visit>
  void for_each_row(const Visit& visit) const {
    for (const Committed& committed : all_) {
      committed.queries->for_each_row(visit);
    }
  }

  /// The number of commitments; they are in the order of commitments_of().
  [[nodiscard]] std::size_t size() const noexcept { return all_.size(); }
  /// How the games that a commitment leaves were solved; null if there are none, because the
  /// scenario fixes a lever elsewhere or because no draw of the block is solved.
  [[nodiscard]] const Certificates* certificates(std::size_t commitment) const noexcept {
    const bool is_solved = all_[commitment].solver != nullptr && is_any_solved_;
    return is_solved ? &all_[commitment].solution.certificates : nullptr;
  }

 private:
  struct Committed {
    FactoredShape shape;
    std::unique_ptr<BlockSolver> solver;  // Null if no game has what is committed to.
    std::optional<AnsweredQueries> queries;
    BlockSolution solution = {};
  };

  void add(const RunPlan& plan, const Intervention& commitment, std::vector<std::size_t> queries);
  void expect(const double* cells, Committed& committed);

  std::deque<Committed> all_;  // Solvers refer to its shapes, which must stay in place.
  bool is_any_solved_ = false;
  AnsweredWorkspace workspace_;
};

}  // namespace demarche
