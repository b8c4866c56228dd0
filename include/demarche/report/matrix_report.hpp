// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/draw.hpp"
#include "demarche/simulate/payoff_matrix.hpp"

namespace demarche {

/// How a payoff matrix is laid out as text.
struct MatrixTextSettings {
  std::size_t width = 100;  ///< Columns of a line; at least 60.
  /// The most rows, and the most columns, of the matrix; 0: all. The text says how many are left
  /// out, and lists pure equilibria among these, too.
  std::size_t limit = 20;
};

/// A payoff matrix as text (UTF-8): both payoffs in each cell, best responses marked, the pure
/// equilibria of the two actors' game, and what the other actors do.
[[nodiscard]] std::string matrix_text(const Model& model,
                                      const Draw& draw,
                                      const PayoffMatrix& matrix,
                                      const MatrixTextSettings& settings = {});

/// A payoff matrix as comma-separated values, a row for each cell: the level of each lever of the
/// two actors, both payoffs (empty where there is none), 1 or 0 for best responses and equilibria,
/// and how likely the draw's solution plays each strategy (empty without a solution). The columns
/// of levers and payoffs are a file for a scenario's payoff table.
[[nodiscard]] std::string matrix_csv(const Model& model, const PayoffMatrix& matrix);

/// A payoff matrix as JSON: actors, levers, strategies, payoffs as lists of rows, what is best, the
/// numbers of the equilibria's rows and columns, from 0, and what the other actors do.
[[nodiscard]] std::string matrix_json(const Model& model,
                                      const Draw& draw,
                                      const PayoffMatrix& matrix);

/// A payoff matrix as a table in Markdown, best responses in bold, with what the other actors do.
[[nodiscard]] std::string matrix_markdown(const Model& model,
                                          const Draw& draw,
                                          const PayoffMatrix& matrix);

}  // namespace demarche
