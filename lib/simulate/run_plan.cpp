// SPDX-License-Identifier: MIT
#include "simulate/run_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "core/limits.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/parameters.hpp"
#include "demarche/simulate/check.hpp"
#include "simulate/block_evidence.hpp"
#include "simulate/custom_stage.hpp"
#include "simulate/nearest_strategy.hpp"

namespace demarche {
namespace {

/// The status quo as a strategy of each player who chooses; empty if the scenario states none.
/// Where a lever is fixed elsewhere, conditions may rule the rest of a player's status quo out:
/// then the strategy that is nearest to it.
std::vector<int> status_quo(const Model& model) {
  std::vector<int> start;
  for (const FactoredPlayer& player : model.shape.players) {
    if (player.is_behavioural() || model.status_quo.empty()) {
      continue;
    }
    std::vector<int> levels;
    for (const int variable : player.variables) {
      levels.push_back(model.status_quo[static_cast<std::size_t>(variable)]);
    }
    start.push_back(nearest_strategy(player.strategies, levels));
  }
  return start;
}

/// The options that the concept reads; the others have their defaults, so that a result does not
/// record what had no effect. Where the settings name no start, it is the scenario's status quo.
/// @throws InvalidArgument if an option is out of range or one that the concept does not read. The
/// start is exempt from the latter: settings that are read back from an older result hold the
/// status quo under every concept.
ConceptOptions accepted_options(const Model& model,
                                const Concept& solution_concept,
                                const ConceptOptions& given) {
  check_players(given, model.shape);
  ConceptOptions options = given;
  options.start.clear();
  check_options_for(options, solution_concept);
  options.start = given.start.empty() ? status_quo(model) : given.start;
  return options_read_by(solution_concept, options);
}

std::uint64_t checked_draws(std::uint64_t draws) {
  if (draws < 1 || draws > kMaxDraws) {
    throw InvalidArgument(fmt::format("draws must be in [1, 2^48], got {}", draws));
  }
  return draws;
}

}  // namespace

RunPlan::RunPlan(const Model& compiled,
                 const RunSettings& settings,
                 SolutionDetail detail,
                 const Departure& departure)
    : model(compiled),
      solution_concept(departure.solution_concept == nullptr
                           ? accepted_concept(compiled, settings.concept_name)
                           : accepted_concept(compiled, *departure.solution_concept)),
      concept_options(accepted_options(compiled, solution_concept, settings.concept_options)),
      seed(settings.seed),
      draws(checked_draws(settings.draws)),
      streams(parameter_streams(compiled.scenario)),
      sampler(make_sampler(compiled.scenario)),
      expectations(compiled.shape, compiled.query_tables),
      parameter_design(make_monte_carlo(settings.seed, Purpose::parameters)),
      profile_design(make_monte_carlo(settings.seed, Purpose::profile)),
      code(accepted_code(compiled, settings.code)),
      blocks_per_call(demarche::blocks_per_call(compiled, settings.code)),
      lists_equilibria(detail == SolutionDetail::all_equilibria || is_called(code) ||
                       !code.observers.empty() || solution_concept.order_of_moves != nullptr),
      precision_factor(departure.precision_factor),
      reads_evidence(is_any_evidence(compiled) && !departure.skips_evidence) {
  for (const int size : model.shape.variable_sizes) {
    first_level.push_back(num_levels);
    num_levels += static_cast<std::size_t>(size);
  }
  if (JointProgram::fits(model.shape)) {
    joint_program.emplace(model, first_level);
  }
  assert(sampler.num_parameters() + model.num_open_rows() == model.program.num_parameters());
  assert(model.variables.size() == model.shape.variable_sizes.size());
  assert(model.precision_rows.size() == model.shape.num_players());
  assert(model.payoffs.size() == model.shape.num_players());
}

}  // namespace demarche
