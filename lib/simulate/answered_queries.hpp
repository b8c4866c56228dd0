// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "demarche/game/expectation.hpp"
#include "demarche/game/factored_game.hpp"
#include "demarche/scenario/model.hpp"

namespace demarche {

/// The queries whose interventions are commitments, or those whose interventions those who move
/// later may answer, by the number of the intervention.
[[nodiscard]] std::map<int, std::vector<std::size_t>> answered_queries(const Model& model,
                                                                       bool are_commitments);

/// How many rows AnsweredQueries take for them, with the rows of their tables.
[[nodiscard]] std::size_t rows_of_answered_queries(const Model& model, bool are_commitments);

/// Working storage of several AnsweredQueries, one after the other.
struct AnsweredWorkspace {
  AlignedArray tables;  // [table][kBlockLanes]
  AlignedArray rows;    // What ExpectationPlan::evaluate() needs.
};

/// Queries that read one intervention, with their expectations in a block under what is played
/// where the intervention is answered.
class AnsweredQueries {
 public:
  /// `shape` is that of the game that is solved, and null if there is none. Makes room in
  /// `workspace`. All expectations are NaN.
  AnsweredQueries(const Model& model,
                  const FactoredShape* shape,
                  std::vector<std::size_t> queries,
                  AnsweredWorkspace& workspace);

  /// Sets all expectations to 0.
  void clear();
  /// Adds the expectations under `probabilities`, [num_strategies][kBlockLanes], each times the
  /// weight of its lane.
  /// @pre There is a game.
  void add(const double* probabilities,
           const double* cells,
           const std::array<double, kBlockLanes>& weights,
           AnsweredWorkspace& workspace);
  /// Sets the expectations of lanes to NaN unless is_solved(lane).
  template <class IsSolved>
  void keep(const IsSolved& is_solved) {
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      if (!is_solved(lane)) {
        for (std::size_t q = 0; q < queries_.size(); ++q) {
          rows_[q * kBlockLanes + lane] = std::numeric_limits<double>::quiet_NaN();
        }
      }
    }
  }

  /// Calls visit(query, row) for each query. Rows stay in place.
  template <class Visit>
  void for_each_row(const Visit& visit) const {
    for (std::size_t q = 0; q < queries_.size(); ++q) {
      visit(queries_[q], rows_.data() + q * kBlockLanes);
    }
  }

 private:
  std::vector<std::size_t> queries_;              // Of the model.
  std::vector<std::vector<std::size_t>> tables_;  // Of each query, by number in `expectations_`.
  std::optional<ExpectationPlan> expectations_;
  AlignedArray rows_;  // [query][kBlockLanes]
};

}  // namespace demarche
