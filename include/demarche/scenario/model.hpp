// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "demarche/game/factored_game.hpp"
#include "demarche/scenario/feature_program.hpp"
#include "demarche/scenario/open_payoff.hpp"
#include "demarche/scenario/problem.hpp"
#include "demarche/scenario/what_if.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// What an option or a side of a comparison sets: some levers, each to a level.
struct Intervention {
  std::vector<int> variables;  ///< The levers, in any order, of one actor or of several.
  std::vector<int> levels;     ///< For each of `variables`, the number of its level.
};

/// A function of the profile, whose expectation is wanted: the sum of some query tables.
struct Query {
  std::vector<int> tables;  ///< Indices into Model::query_tables.
  int intervention = -1;    ///< Index into Model::interventions; -1 for play as it is.
  /// Whether the intervention is a commitment: everything else is solved again. Else everybody
  /// keeps what the draw's solution has them do.
  bool is_commitment = false;
};

/// A comparison holds in a draw if E[set] - max over `against` of E[against] exceeds cell `by_row`.
struct ComparisonModel {
  int set = 0;               ///< Index into Model::queries.
  std::vector<int> against;  ///< Indices into Model::queries.
  std::size_t by_row = 0;    ///< Number of a cell of the program.
};

/// A claim is an event (a query whose expectation is its probability) or a conjunction of
/// comparisons.
struct ClaimModel {
  int event = -1;                            ///< Index into Model::queries, or -1.
  std::vector<ComparisonModel> comparisons;  ///< All must hold; empty for an event.
};

/// The combinations of an option set's levers and the expected value of each.
struct OptionSetModel {
  std::vector<int> variables;            ///< The levers, in the file's order.
  std::vector<std::vector<int>> levels;  ///< For each option, one level per variable.
  std::vector<int> values;               ///< For each option, an index into Model::queries.
  /// For each option, the query of the same value where the option is a commitment; empty unless
  /// the set asks for the answer of the others.
  std::vector<int> answered;
};

/// An item of evidence.
struct EvidenceModel {
  FactorTable likelihood;    ///< Of each combination of some levers, before `strength`.
  double strength = 1.0;     ///< The power that the likelihood is raised to.
  bool is_observed = false;  ///< Whether it counts; else it is a possible observation.
  double most = 1.0;         ///< No likelihood is larger, raised to the power; may be infinite.
};

/// A lever as a game variable.
struct VariableModel {
  int actor = 0;               ///< Index into scenario.actors() and shape.players.
  int lever = 0;               ///< Index into that actor's levers.
  std::vector<double> values;  ///< Numeric value of each level.
};

/// A compiled scenario: everything that the Monte Carlo loop needs, with nothing left to interpret.
/// Players are the scenario's actors in order; variables are their levers in order. compile() and
/// load_scenario() make models; fields are for reading.
struct Model {
  v1::Scenario scenario;  ///< What was compiled.
  WhatIf what_if;         ///< How it differs from the scenario as written; results state it.
  std::string digest;     ///< "xxh128:" and 32 hex digits of the scenario's serialisation.
  FactoredShape shape;    ///< The structure that all draws share.
  std::vector<VariableModel> variables;  ///< Every actor's levers, in order.
  FeatureProgram program;  ///< Computes cells: the shape's first, then precisions and queries.
  std::vector<std::size_t> precision_rows;  ///< For each player, the cell of its precision.
  std::vector<FactorTable> query_tables;    ///< Without duplicates; over variables of any player.
  std::vector<Query> queries;               ///< Of outcomes, metrics, payoffs, claims, option sets.
  std::vector<Intervention> interventions;  ///< Of claims and option sets, without duplicates.
  std::vector<int> outcomes;                ///< For each outcome, an index into `queries`.
  std::vector<int> metrics;                 ///< For each metric, an index into `queries`.
  std::vector<int> payoffs;        ///< For each player, an index into `queries`; -1 if behavioural.
  std::vector<ClaimModel> claims;  ///< In the scenario's order.
  std::vector<OptionSetModel> option_sets;  ///< In the scenario's order.
  std::vector<EvidenceModel> evidence;      ///< In the scenario's order.
  std::vector<int> status_quo;              ///< The level of each variable; empty if there is none.
  std::vector<OpenPayoff> open_payoffs;     ///< As given to compile().
  std::vector<Problem> warnings;            ///< What was found in the scenario, short of errors.
  /// The tables that code fills: values of the program after the scenario's parameters.
  std::vector<OpenTable> open_tables;

  /// The level of a variable in a strategy of the player who decides it.
  [[nodiscard]] int level(std::size_t variable, int strategy) const {
    const VariableModel& at = variables[variable];
    const auto& strategies = shape.players[static_cast<std::size_t>(at.actor)].strategies;
    return strategies[static_cast<std::size_t>(strategy)][static_cast<std::size_t>(at.lever)];
  }

  /// Whether an item of evidence counts.
  [[nodiscard]] bool has_posterior() const noexcept {
    return std::any_of(evidence.begin(), evidence.end(), [](const EvidenceModel& item) {
      return item.is_observed;
    });
  }

  /// The number of cells of all open tables.
  [[nodiscard]] std::size_t num_open_rows() const noexcept {
    return open_tables.empty() ? 0 : open_tables.back().first_row + open_tables.back().num_rows;
  }
};

}  // namespace demarche
