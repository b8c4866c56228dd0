// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <map>
#include <span>
#include <vector>

#include "demarche/scenario/model.hpp"

namespace demarche {

/// What the actors besides two do in one equilibrium, or in several in which they do the same.
struct Situation {
  double weight = 1.0;  ///< Of the equilibria.
  /// For each actor, the levels of its levers that it plays and their probabilities; empty for the
  /// two.
  std::vector<std::map<std::vector<int>, double>> plays;
};

/// Adds the expectation of a table under the mixture of `situations` to `sums`, [row][column], for
/// each pair of strategies of two actors: their numbers among the players' strategies. `cells` are
/// all of the model's.
/// @pre The situations have plays of all other actors.
void add_expectation(const Model& model,
                     const FactorTable& table,
                     std::span<const double> cells,
                     const std::vector<Situation>& situations,
                     const std::array<int, 2>& actors,
                     const std::array<std::vector<int>, 2>& strategies,
                     std::vector<double>& sums);

}  // namespace demarche
