// SPDX-License-Identifier: MIT
#include "simulate/run_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "core/limits.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/parameters.hpp"
#include "demarche/simulate/check.hpp"
#include "simulate/custom_stage.hpp"

namespace demarche {
namespace {

/// The status quo as a strategy of each player who chooses; empty if the scenario states none.
std::vector<int> status_quo(const Model& model) {
  std::vector<int> start;
  for (const FactoredPlayer& player : model.shape.players) {
    if (player.is_behavioural() || model.status_quo.empty()) {
      continue;
    }
    assert(std::is_sorted(player.strategies.begin(), player.strategies.end()));
    std::vector<int> levels;
    for (const int variable : player.variables) {
      levels.push_back(model.status_quo[static_cast<std::size_t>(variable)]);
    }
    const auto place = std::lower_bound(player.strategies.begin(), player.strategies.end(), levels);
    assert(place != player.strategies.end() && *place == levels);
    start.push_back(static_cast<int>(place - player.strategies.begin()));
  }
  return start;
}

ConceptOptions accepted_options(const Model& model, const RunSettings& settings) {
  ConceptOptions options = settings.concept_options;
  const auto num_choosing = static_cast<int>(
      std::count_if(model.shape.players.begin(), model.shape.players.end(), [](const auto& player) {
        return !player.is_behavioural();
      }));
  if (options.player < 0 || options.player >= num_choosing) {
    throw InvalidArgument(
        fmt::format("player must be in [0, {}), got {}", num_choosing, options.player));
  }
  // The start is exempt from the check: it is the scenario's status quo, and settings that are read
  // back from a result hold it under every concept.
  ConceptOptions given = options;
  given.start.clear();
  check_options_for(given, {&settings.concept_name, 1});
  if (options.start.empty()) {
    options.start = status_quo(model);
  }
  return options;
}

std::uint64_t checked_draws(std::uint64_t draws) {
  if (draws < 1 || draws > kMaxDraws) {
    throw InvalidArgument(fmt::format("draws must be in [1, 2^48], got {}", draws));
  }
  return draws;
}

}  // namespace

RunPlan::RunPlan(const Model& compiled, const RunSettings& settings, SolutionDetail detail)
    : model(compiled),
      solution_concept(accepted_concept(compiled, settings.concept_name)),
      concept_options(accepted_options(compiled, settings)),
      seed(settings.seed),
      draws(checked_draws(settings.draws)),
      sampler(marginals(compiled.scenario),
              rank_correlations(compiled.scenario),
              compiled.scenario.repair_correlations()),
      expectations(compiled.shape, compiled.query_tables),
      parameter_design(make_monte_carlo(settings.seed, Purpose::parameters)),
      profile_design(make_monte_carlo(settings.seed, Purpose::profile)),
      code(accepted_code(compiled, settings.code)),
      blocks_per_call(demarche::blocks_per_call(compiled, settings.code)),
      lists_equilibria(detail == SolutionDetail::all_equilibria || is_called(code) ||
                       !code.observers.empty()) {
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
