// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/draw.hpp"

namespace demarche {

/// The most cells of a payoff matrix, one for each pair of the two actors' strategies.
inline constexpr std::size_t kMostMatrixCells = 1'000'000;

/// Which payoff matrix is wanted.
struct MatrixSettings {
  /// The ids of the actor whose strategies are the rows and of the one whose strategies are the
  /// columns. Those left out are the scenario's first who have more than one strategy, actors who
  /// choose before behavioural ones.
  std::vector<std::string> actors = {};
  /// "china.pace = patient, ...": levers held at a level. Of the two actors, only strategies with
  /// that level are shown; other actors have it in the place of what they would do, and nobody
  /// answers that. (A what-if fixes levers before the game is solved.)
  std::string profile = {};
};

/// What an actor besides the two does while they choose.
struct OtherPlay {
  int actor = 0;                             ///< By its number.
  std::vector<std::vector<int>> strategies;  ///< Levels of its levers; those that it plays.
  std::vector<double> probabilities;         ///< For each of `strategies`; 1 in total.
  bool is_held = false;  ///< Whether the settings hold each lever that has a choice.
};

/// The payoffs of two actors for each pair of their strategies in one draw, where all others play
/// as in the draw's solution. If others mix, payoffs are expectations over their mixture; if the
/// solution has several equilibria, these are mixed by their weights.
struct PayoffMatrix {
  std::array<int, 2> actors = {};  ///< Whose strategies are the rows and the columns.
  /// For each of the two, which of the player's strategies the rows and the columns are.
  std::array<std::vector<int>, 2> strategies;
  /// For each of the two, its payoffs, [row][column]; empty if the actor is behavioural.
  std::array<std::vector<double>, 2> payoffs;
  /// For each of the two, which cells hold a best response to the other's strategy, [row][column]:
  /// the row actor's are the best of their column, the column actor's of their row. Payoffs that
  /// differ by no more than kTieTolerance times the spread of the actor's payoffs in the matrix, or
  /// by the rounding of the largest of them, are a tie, and all of a tie are best. A payoff that is
  /// NaN never is. Empty if the actor is behavioural.
  std::array<std::vector<bool>, 2> is_best;
  /// For each of the two, the probability of each of `strategies` in the draw's solution; empty if
  /// the draw has none. Held strategies keep theirs, so that the sum may be below 1.
  std::array<std::vector<double>, 2> probabilities;
  /// The other actors who have more than one strategy, in the scenario's order, with the means of
  /// the solution's equilibria.
  std::vector<OtherPlay> others;

  /// How many strategies the row actor has.
  [[nodiscard]] std::size_t num_rows() const noexcept { return strategies[0].size(); }
  /// How many strategies the column actor has.
  [[nodiscard]] std::size_t num_columns() const noexcept { return strategies[1].size(); }
  /// Where a cell stands in `payoffs` and `is_best`.
  [[nodiscard]] std::size_t index(std::size_t row, std::size_t column) const noexcept {
    return row * num_columns() + column;
  }
  /// Whether both actors' strategies are best responses to each other: a pure equilibrium of the
  /// game that the two play while the others do what they do.
  [[nodiscard]] bool is_equilibrium(std::size_t cell) const {
    return !is_best[0].empty() && !is_best[1].empty() && is_best[0][cell] && is_best[1][cell];
  }
};

/// @throws InvalidArgument with every problem, one a line: an actor that the scenario lacks (with
/// the closest name) or that is named twice, more than two actors, fewer than two in the scenario,
/// or an assignment of the profile that names no lever or level, or one lever twice.
void check_matrix(const Model& model, const MatrixSettings& settings);

/// The matrix of a draw of replay_draw() or mean_draw() of the model.
/// @throws InvalidArgument as check_matrix() does; if the profile leaves an actor no feasible
/// strategy, if the matrix would have more than kMostMatrixCells cells, if the draw is of another
/// model, or if the draw has no solution and others are not held.
[[nodiscard]] PayoffMatrix payoff_matrix(const Model& model,
                                         const Draw& draw,
                                         const MatrixSettings& settings = {});

}  // namespace demarche
