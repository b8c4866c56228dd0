// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "demarche/game/factored_game.hpp"
#include "demarche/scenario/feature_program.hpp"
#include "demarche/solve/concept.hpp"
#include "simulate/profile_counts.hpp"

namespace demarche {

struct RunPlan;

/// Reads the solutions of a block of games: expectations of the model's queries, probabilities of
/// levels, and a profile sampled from each lane's solution. JointPlay does it for games with few
/// joint profiles, ComponentPlay for all games; make_play() chooses. Holds working storage, so each
/// engine has its own. Rows are arrays of kBlockLanes numbers, one per lane; they change with the
/// next read().
class Play {
 public:
  Play(const Play&) = delete;
  Play& operator=(const Play&) = delete;
  virtual ~Play() = default;

  /// Returns those of the model's cells that are sums of two others and that solve() and read()
  /// need.
  [[nodiscard]] virtual const std::vector<FeatureProgram::CellSum>& cell_sums() const = 0;

  /// Has `solver` solve the games and give what read() needs. `solution` holds the equilibria
  /// where the plan lists them, and the certificates always.
  virtual void solve(const GameBlock& games, BlockSolver& solver, BlockSolution& solution) = 0;

  /// Reads the solutions that solve() gave. `games.cells` are all cells of the model's program;
  /// `first_draw` is the draw of lane 0.
  /// @pre solve() was called for the same games and solution just before.
  virtual void read(const GameBlock& games,
                    const BlockSolution& solution,
                    std::uint64_t first_draw) = 0;

  /// The strategy of `player` in the lane's sampled profile; 0 in unsolved lanes.
  [[nodiscard]] virtual int strategy(std::size_t player, std::size_t lane) const = 0;
  /// Counts the sampled profiles of these lanes.
  virtual void count_profiles(std::span<const std::size_t> lanes, ProfileCounts& counts) const = 0;

  /// The expectation of a query under each lane's solution.
  [[nodiscard]] const double* query(std::size_t query) const noexcept { return query_rows_[query]; }
  /// From now on, the expectations of a query are those of `row`, [kBlockLanes], which has to
  /// outlive this.
  void set_query(std::size_t query, const double* row) { query_rows_[query] = row; }
  /// Returns the expectations of all queries as one array, [query][kBlockLanes]. Copies the rows
  /// that stand elsewhere: those of set_query() and of queries that are probabilities of one
  /// profile.
  [[nodiscard]] const double* all_queries();
  /// The probability of a level of a variable; rows as RunPlan::first_level numbers them.
  [[nodiscard]] const double* level(std::size_t row) const noexcept {
    return levels_.data() + row * kBlockLanes;
  }
  /// The value of one of realised_queries() at each lane's sampled profile.
  [[nodiscard]] const double* realised(std::size_t query) const noexcept {
    return realised_.data() + query * kBlockLanes;
  }

 protected:
  explicit Play(const RunPlan& plan);

  // [row][kBlockLanes] each.
  AlignedArray expectations_;  // Of the model's queries.
  AlignedArray levels_;
  AlignedArray realised_;
  // Where each query's expectations stand: in `expectations_`, unless set_query() was called or a
  // derived class already has them in another array.
  std::vector<const double*> query_rows_;
};

/// JointPlay where it fits the plan's model, else ComponentPlay. `plan` has to outlive it.
[[nodiscard]] std::unique_ptr<Play> make_play(const RunPlan& plan);

}  // namespace demarche
