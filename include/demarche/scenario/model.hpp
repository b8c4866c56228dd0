// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demarche/game/factored_game.hpp"
#include "demarche/scenario/feature_program.hpp"
#include "demarche/scenario/open_payoff.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// A function of the profile: the sum of some of the model's query tables.
struct Query {
  std::vector<int> tables;  ///< Indices into Model::query_tables.
};

/// Holds in a draw if E[set] - max over `against` of E[against] exceeds the cell `by_row`.
struct ComparisonModel {
  int set = 0;               ///< Index into Model::queries.
  std::vector<int> against;  ///< Indices into Model::queries.
  std::size_t by_row = 0;    ///< Row of a block's cells.
};

/// A claim is an event (a query whose expectation is its probability) or a conjunction of
/// comparisons.
struct ClaimModel {
  int event = -1;                            ///< Index into Model::queries, or -1.
  std::vector<ComparisonModel> comparisons;  ///< All must hold; empty for an event.
};

/// The combinations of an option set's levers and the expected value of each.
struct OptionSetModel {
  std::vector<int> variables;            ///< Ascending.
  std::vector<std::vector<int>> levels;  ///< Per option, one level per variable.
  std::vector<int> values;               ///< Per option, an index into Model::queries.
};

/// A lever as a game variable.
struct VariableModel {
  int actor = 0;               ///< Index into scenario.actors() and shape.players.
  int lever = 0;               ///< Index into that actor's levers.
  std::vector<double> values;  ///< Numeric value of each level.
};

/// A scenario compiled: everything that the Monte Carlo loop needs, with nothing left to interpret.
/// Players are the scenario's actors in order; variables their levers in order.
struct Model {
  v1::Scenario scenario;  ///< What was compiled.
  std::string
      digest;  ///< "xxh128:" and 32 hex digits of the scenario's deterministic serialisation.
  FactoredShape shape;                   ///< The structure that all draws share.
  std::vector<VariableModel> variables;  ///< Every actor's levers, in order.
  FeatureProgram
      program;  ///< Its cells: the shape's rows first, then those of precisions and queries.
  std::vector<std::size_t> precision_rows;  ///< Per player, the cell with its logit precision.
  std::vector<FactorTable> query_tables;    ///< Without duplicates; over any players' variables.
  std::vector<Query> queries;      ///< What outcomes, metrics, claims and option sets ask for.
  std::vector<int> outcomes;       ///< Per outcome, an index into `queries`; likewise below.
  std::vector<int> metrics;        ///< Per metric.
  std::vector<int> payoffs;        ///< Per player; -1 for a behavioural one.
  std::vector<ClaimModel> claims;  ///< In the scenario's order.
  std::vector<OptionSetModel> option_sets;  ///< In the scenario's order.
  std::vector<int> status_quo;  ///< Per variable, its level; empty if the scenario states none.
  std::vector<OpenPayoff> open_payoffs;  ///< As given to compile().
  /// What code fills in: the program's values after the scenario's parameters, table by table.
  std::vector<OpenTable> open_tables;

  /// The level of a variable in a strategy of the player whose it is.
  [[nodiscard]] int level(std::size_t variable, int strategy) const {
    const VariableModel& at = variables[variable];
    const auto& strategies = shape.players[static_cast<std::size_t>(at.actor)].strategies;
    return strategies[static_cast<std::size_t>(strategy)][static_cast<std::size_t>(at.lever)];
  }

  /// Cells of all open tables.
  [[nodiscard]] std::size_t num_open_rows() const noexcept {
    return open_tables.empty() ? 0 : open_tables.back().first_row + open_tables.back().num_rows;
  }
};

}  // namespace demarche
