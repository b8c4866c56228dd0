// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {

/// Everything about one draw of a run.
struct Draw {
  std::uint64_t number = 0;         ///< From 0.
  bool is_of_means = false;         ///< Whether mean_draw() made it; `number` says nothing then.
  std::string concept_name;         ///< The concept that solved it.
  std::vector<double> parameters;   ///< In the scenario's order.
  std::vector<double> percentiles;  ///< Each parameter's uniform number from the copula, in (0, 1).
  std::vector<double> cells;        ///< [program.num_cells()]: payoff tables, precisions, queries.
  std::vector<double> precision;    ///< Per player.
  Certificate certificate;          ///< Of its solution.
  std::vector<double> weights;      ///< Per equilibrium.
  /// [equilibrium][num_strategies of the shape]; empty unless the certificate's status is
  /// converged.
  std::vector<std::vector<double>> probabilities;
  /// [num_strategies of the shape], under a concept in which players move one after the other: what
  /// each strategy brings its player if those who move later answer. NaN for behavioural players
  /// and where no answer is found. Empty under other concepts, and if unsolved.
  std::vector<double> answered_payoffs;
  /// [option set][option]: the expected value with the option's levels, everybody else doing what
  /// they do in the draw's solution. Empty if unsolved, and from mean_draw().
  std::vector<std::vector<double>> option_values;
  /// [option set][option]: the expected value if the option is a commitment that everybody answers;
  /// NaN without an answer. No options for sets that do not ask for that; empty if unsolved, and
  /// from mean_draw().
  std::vector<std::vector<double>> answered_options;
  /// Strategy per player, as counted by the run; empty if unsolved, and from mean_draw().
  std::vector<int> sampled_profile;
  /// What the draw counts given the evidence: the expectation of the observed items' likelihood
  /// under its solution. NaN without evidence, if unsolved, and where a likelihood is not defined.
  double evidence_weight = std::numeric_limits<double>::quiet_NaN();
  std::string payoffs_name;          ///< Of the code that computed payoffs; empty if none did.
  std::vector<double> open_payoffs;  ///< [num_open_rows() of the model]: cells that code computed.
  /// Name and value of each metric that code computed; empty if unsolved.
  std::vector<std::pair<std::string, double>> custom_metrics;
};

/// Repeats one draw of a run exactly: same parameters, game, solution and sampled profile. The
/// settings' payoffs and metrics are called for the draw's whole batch; observers are not called.
/// @throws InvalidArgument as run() does, or if `number` is 2^48 or more.
[[nodiscard]] Draw replay_draw(const Model& model,
                               const RunSettings& settings,
                               std::uint64_t number);

}  // namespace demarche
