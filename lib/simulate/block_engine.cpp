// SPDX-License-Identifier: MIT
#include "simulate/block_engine.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "demarche/core/error.hpp"
#include "demarche/scenario/parameters.hpp"
#include "demarche/simulate/check.hpp"

namespace demarche {
namespace {

constexpr std::uint64_t kMaxDraws = std::uint64_t{1} << 48;

/// The status quo as a strategy of each player who chooses; empty if there is none.
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
    const auto place = std::lower_bound(player.strategies.begin(), player.strategies.end(), levels);
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
  if (options.start.empty()) {
    options.start = status_quo(model);
  }
  check_options(options);
  return options;
}

std::uint64_t checked_draws(std::uint64_t draws) {
  if (draws < 1 || draws > kMaxDraws) {
    throw InvalidArgument(fmt::format("draws must be in [1, 2^48], got {}", draws));
  }
  return draws;
}

/// target += weight * source, lane by lane.
void add_weighted(const double* source, const double* weight, double* target) {
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    target[lane] += weight[lane] * source[lane];
  }
}

}  // namespace

RunPlan::RunPlan(const Model& compiled, const RunSettings& settings)
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
      blocks_per_call(demarche::blocks_per_call(compiled, settings.code)) {
  for (const int size : model.shape.variable_sizes) {
    first_level.push_back(num_levels);
    num_levels += static_cast<std::size_t>(size);
  }
  wants_equilibria = is_called(code) || !code.observers.empty();
  if (JointPlay::fits(model.shape)) {
    joint.emplace(model, first_level);
  }
}

BlockEngine::BlockEngine(const RunPlan& plan)
    : plan_(plan),
      solver_(plan.solution_concept.make_block_solver(plan.model.shape, plan.concept_options)),
      values_(plan.model.program.num_values() * kBlockLanes),
      cells_(plan.model.program.num_cells() * kBlockLanes),
      precision_(plan.model.shape.num_players() * kBlockLanes),
      workspace_(plan.expectations.workspace_rows() * kBlockLanes),
      tables_(plan.model.query_tables.size() * kBlockLanes),
      queries_(plan.model.queries.size() * kBlockLanes),
      realised_(plan.model.queries.size() * kBlockLanes),
      levels_(plan.num_levels * kBlockLanes),
      profile_uniforms_((plan.model.shape.num_players() + 1) * kBlockLanes),
      sampled_(plan.model.shape.num_players() * kBlockLanes),
      profiles_(plan.joint ? plan.joint->num_profiles() * kBlockLanes : 0) {
  plan.model.program.fill_constant_cells(cells_.data());
  for (std::size_t q = 0; q < plan.model.queries.size(); ++q) {
    const int profile = plan.joint ? plan.joint->profile_of(q) : -1;
    query_rows_.push_back(profile < 0
                              ? queries_.data() + q * kBlockLanes
                              : profiles_.data() + static_cast<std::size_t>(profile) * kBlockLanes);
  }
  if (is_called(plan.code)) {
    custom_ = std::make_unique<CustomStage>(plan);
  }
}

void BlockEngine::run(std::uint64_t block) {
  const Model& model = plan_.model;
  first_draw_ = block * kBlockLanes;
  num_lanes_ = static_cast<std::size_t>(
      std::min<std::uint64_t>(kBlockLanes, plan_.draws - std::min(plan_.draws, first_draw_)));
  const std::size_t num_parameters = plan_.sampler.num_parameters();
  if (custom_ != nullptr) {
    custom_->load(block, values_.data());
  } else {
    plan_.parameter_design->fill_block(first_draw_, num_parameters, values_.data());
    plan_.sampler.transform(values_.data());
  }
  model.program.evaluate_features(values_.data());
  model.program.evaluate_varying_cells(
      values_.data(),
      plan_.skips_equilibria() ? plan_.joint->cell_sums() : model.program.sums(),
      cells_.data());
  for (std::size_t i = 0; i < model.shape.num_players(); ++i) {
    std::copy_n(cells_.data() + model.precision_rows[i] * kBlockLanes,
                kBlockLanes,
                precision_.data() + i * kBlockLanes);
  }
  const GameBlock games{.shape = &model.shape,
                        .num_lanes = num_lanes_,
                        .cells = cells_.data(),
                        .precision = precision_.data()};
  if (plan_.joint) {
    solve_jointly(games);
  } else {
    solver_->solve(games, solution_);
    evaluate_queries();
    evaluate_levels();
    sample_profiles();
    realise_queries();
  }
  if (custom_ != nullptr || !plan_.code.observers.empty()) {
    prepare_view();
  }
}

void BlockEngine::prepare_view() {
  const std::size_t num_players = plan_.model.shape.num_players();
  view_strategies_.resize(num_players * kBlockLanes);
  for (std::size_t q = 0; q < query_rows_.size(); ++q) {
    double* const own = queries_.data() + q * kBlockLanes;
    if (query_rows_[q] != own) {
      std::copy_n(query_rows_[q], kBlockLanes, own);
    }
  }
  for (std::size_t i = 0; i < num_players; ++i) {
    for (std::size_t lane = 0; lane < num_lanes_; ++lane) {
      view_strategies_[i * kBlockLanes + lane] = sampled_strategy(i, lane);
    }
  }
  if (custom_ != nullptr) {
    custom_->record(view());
  }
}

SolvedBlock BlockEngine::view() const {
  const bool has_metrics = custom_ != nullptr && plan_.blocks_per_call == 1;
  return {.model = &plan_.model,
          .first_draw = first_draw_,
          .num_draws = num_lanes_,
          .parameters = values_.data(),
          .cells = cells_.data(),
          .precision = precision_.data(),
          .solution = &solution_,
          .strategies = view_strategies_.data(),
          .level_probabilities = levels_.data(),
          .queries = queries_.data(),
          .custom_metrics = has_metrics ? custom_->metric(0) : nullptr};
}

void BlockEngine::solve_jointly(const GameBlock& games) {
  const JointPlay& joint = *plan_.joint;
  if (plan_.skips_equilibria()) {
    solver_->solve_jointly(games, solution_, profiles_.data());
  } else {
    solver_->solve(games, solution_);
    distribute(solution_, plan_.model.shape, profiles_.data());
  }
  joint.expect(profiles_.data(), cells_.data(), queries_.data());
  joint.add_up_levels(profiles_.data(), levels_.data());
  plan_.profile_design->fill_block(first_draw_, 1, profile_uniforms_.data());
  joint.sample(profiles_.data(), profile_uniforms_.data(), sampled_profiles_.data());
  joint.realise(sampled_profiles_.data(), cells_.data(), realised_.data());
}

void BlockEngine::evaluate_queries() {
  const Model& model = plan_.model;
  std::fill_n(queries_.data(), queries_.size(), 0.0);
  for (std::size_t c = 0; c < solution_.num_components; ++c) {
    plan_.expectations.evaluate(
        solution_.probabilities[c].data(), cells_.data(), tables_.data(), workspace_.data());
    for (std::size_t q = 0; q < model.queries.size(); ++q) {
      for (const int table : model.queries[q].tables) {
        add_weighted(tables_.data() + static_cast<std::size_t>(table) * kBlockLanes,
                     solution_.weights[c].data(),
                     queries_.data() + q * kBlockLanes);
      }
    }
  }
}

void BlockEngine::evaluate_levels() {
  const FactoredShape& shape = plan_.model.shape;
  std::fill_n(levels_.data(), levels_.size(), 0.0);
  for (std::size_t c = 0; c < solution_.num_components; ++c) {
    const double* probability = solution_.probabilities[c].data();
    for (const auto& player : shape.players) {
      for (const auto& strategy : player.strategies) {
        for (std::size_t k = 0; k < strategy.size(); ++k) {
          const std::size_t row = plan_.first_level[static_cast<std::size_t>(player.variables[k])] +
                                  static_cast<std::size_t>(strategy[k]);
          add_weighted(
              probability, solution_.weights[c].data(), levels_.data() + row * kBlockLanes);
        }
        probability += kBlockLanes;
      }
    }
  }
}

std::size_t BlockEngine::sample_component(std::size_t lane) const {
  double rest = profile_uniforms_[lane];
  std::size_t chosen = 0;
  for (std::size_t c = 0; c < solution_.num_components; ++c) {
    const double weight = solution_.weights[c][lane];
    if (weight > 0.0) {
      chosen = c;  // Rounding never leads past the last component with weight.
      rest -= weight;
      if (rest < 0.0) {
        break;
      }
    }
  }
  return chosen;
}

void BlockEngine::sample_profiles() {
  const FactoredShape& shape = plan_.model.shape;
  plan_.profile_design->fill_block(first_draw_, shape.num_players() + 1, profile_uniforms_.data());
  for (std::size_t lane = 0; lane < num_lanes_; ++lane) {
    const bool is_solved = solution_.certificates[lane].status == SolveStatus::converged;
    const double* row =
        is_solved ? solution_.probabilities[sample_component(lane)].data() + lane : nullptr;
    for (std::size_t i = 0; i < shape.num_players(); ++i) {
      int chosen = 0;
      double rest = profile_uniforms_[(i + 1) * kBlockLanes + lane];
      const std::size_t count = shape.players[i].strategies.size();
      for (std::size_t s = 0; is_solved && s < count; ++s, row += kBlockLanes) {
        if (*row > 0.0 && rest >= 0.0) {
          chosen = static_cast<int>(s);
          rest -= *row;
        }
      }
      sampled_[i * kBlockLanes + lane] = chosen;
    }
  }
}

void BlockEngine::realise_queries() {
  for (const auto* list : {&plan_.model.metrics, &plan_.model.payoffs}) {
    for (const int query : *list) {
      if (query >= 0) {
        realise(static_cast<std::size_t>(query));
      }
    }
  }
}

void BlockEngine::realise(std::size_t query) {
  const Model& model = plan_.model;
  double* const values = realised_.data() + query * kBlockLanes;
  std::array<std::size_t, kBlockLanes> cells{};
  std::fill_n(values, num_lanes_, 0.0);
  for (const int index : model.queries[query].tables) {
    const FactorTable& table = model.query_tables[static_cast<std::size_t>(index)];
    cells.fill(0);
    for (const int variable : table.scope) {
      const auto v = static_cast<std::size_t>(variable);
      const auto actor = static_cast<std::size_t>(model.variables[v].actor);
      const auto lever = static_cast<std::size_t>(model.variables[v].lever);
      const auto size = static_cast<std::size_t>(model.shape.variable_sizes[v]);
      const auto& strategies = model.shape.players[actor].strategies;
      for (std::size_t lane = 0; lane < num_lanes_; ++lane) {
        const auto strategy = static_cast<std::size_t>(sampled_strategy(actor, lane));
        cells[lane] = cells[lane] * size + static_cast<std::size_t>(strategies[strategy][lever]);
      }
    }
    const double* first = cells_.data() + table.first_cell * kBlockLanes;
    for (std::size_t lane = 0; lane < num_lanes_; ++lane) {
      values[lane] += first[cells[lane] * kBlockLanes + lane];
    }
  }
}

}  // namespace demarche
