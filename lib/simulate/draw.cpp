// SPDX-License-Identifier: MIT
#include "demarche/simulate/draw.hpp"

#include <algorithm>

#include "simulate/block_engine.hpp"

namespace demarche {
namespace {

std::vector<double> lane_of(const AlignedArray& rows, std::size_t count, std::size_t lane) {
  std::vector<double> values(count);
  for (std::size_t row = 0; row < count; ++row) {
    values[row] = rows[row * kBlockLanes + lane];
  }
  return values;
}

}  // namespace

Draw replay_draw(const Model& model, const RunSettings& settings, std::uint64_t number) {
  RunSettings reaching = settings;
  reaching.draws = std::max(settings.draws, number + 1);
  RunPlan plan(model, reaching);
  plan.wants_equilibria = true;
  BlockEngine engine(plan);
  engine.run(number / kBlockLanes);
  engine.finish_batch();
  const std::size_t lane = number % kBlockLanes;

  Draw draw;
  draw.number = number;
  draw.concept_name = settings.concept_name;
  draw.parameters = lane_of(engine.parameters(), plan.sampler.num_parameters(), lane);
  AlignedArray percentiles(plan.sampler.num_parameters() * kBlockLanes);
  plan.parameter_design->fill_block(
      engine.first_draw(), plan.sampler.num_parameters(), percentiles.data());
  plan.sampler.correlate(percentiles.data());
  draw.percentiles = lane_of(percentiles, plan.sampler.num_parameters(), lane);
  draw.cells = lane_of(engine.cells(), model.program.num_cells(), lane);
  draw.precision = lane_of(engine.precision(), model.shape.num_players(), lane);
  draw.payoffs_name = plan.code.payoffs.name;
  draw.open_payoffs.resize(model.num_open_rows());
  const std::size_t place = engine.custom() == nullptr ? 0 : number - engine.custom()->first_draw();
  for (std::size_t row = 0; row < draw.open_payoffs.size(); ++row) {
    draw.open_payoffs[row] = engine.custom()->open_row(row)[place];
  }
  const BlockSolution& solution = engine.solution();
  draw.certificate = solution.certificates[lane];
  if (draw.certificate.status != SolveStatus::converged) {
    return draw;
  }
  for (std::size_t c = 0; c < solution.num_components; ++c) {
    if (solution.weights[c][lane] > 0.0) {
      draw.weights.push_back(solution.weights[c][lane]);
      draw.probabilities.push_back(
          lane_of(solution.probabilities[c], model.shape.num_strategies(), lane));
    }
  }
  for (std::size_t i = 0; i < model.shape.num_players(); ++i) {
    draw.sampled_profile.push_back(engine.sampled_strategy(i, lane));
  }
  for (std::size_t m = 0; m < plan.code.metrics.size(); ++m) {
    draw.custom_metrics.emplace_back(plan.code.metrics[m].name, engine.custom()->metric(m)[place]);
  }
  return draw;
}

}  // namespace demarche
