// SPDX-License-Identifier: MIT
#include "demarche/simulate/draw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "core/lane_of.hpp"
#include "core/limits.hpp"
#include "core/to_size.hpp"
#include "demarche/core/error.hpp"
#include "simulate/block_engine.hpp"
#include "simulate/draw_solution.hpp"
#include "simulate/memory.hpp"

namespace demarche {
namespace {

/// What each of the queries comes to in a lane.
std::vector<double> values_of(const Play& play, const std::vector<int>& queries, std::size_t lane) {
  std::vector<double> values;
  values.reserve(queries.size());
  for (const int query : queries) {
    values.push_back(play.query(to_size(query))[lane]);
  }
  return values;
}

}  // namespace

Draw replay_draw(const Model& model, const RunSettings& settings, std::uint64_t number) {
  if (number >= kMaxDraws) {
    throw InvalidArgument(fmt::format("a draw's number must be below 2^48, got {}", number));
  }
  RunSettings reaching = settings;
  reaching.draws = std::max(settings.draws, number + 1);
  const RunPlan plan(model, reaching, SolutionDetail::all_equilibria);
  require_memory(memory_needs(plan, {.engines = 1, .accumulators = 0, .summaries = 0}), settings);
  BlockEngine engine(plan);
  engine.run(number / kBlockLanes);
  engine.finish_batch();
  const std::size_t lane = number % kBlockLanes;

  Draw draw;
  assert(lane < engine.num_lanes());
  draw.number = number;
  draw.concept_name = settings.concept_name;
  draw.parameters = lane_of(engine.parameter(0), plan.sampler.num_parameters(), lane);
  AlignedArray percentiles(plan.sampler.num_parameters() * kBlockLanes);
  plan.parameter_design->fill_block(engine.first_draw(), plan.streams, percentiles.data());
  plan.sampler.correlate(percentiles.data());
  draw.percentiles = lane_of(percentiles.data(), plan.sampler.num_parameters(), lane);
  draw.cells = lane_of(engine.cells(), model.program.num_cells(), lane);
  draw.precision = lane_of(engine.precision(), model.shape.num_players(), lane);
  draw.payoffs_name = plan.code.payoffs.name;
  draw.open_payoffs.resize(model.num_open_rows());
  const std::size_t draw_of_batch =
      engine.custom() == nullptr ? 0 : number - engine.custom()->first_draw();
  for (std::size_t row = 0; row < draw.open_payoffs.size(); ++row) {
    draw.open_payoffs[row] = engine.custom()->open_row(row)[draw_of_batch];
  }
  if (!write_solution(plan, engine.games(), engine.solution(), lane, draw)) {
    return draw;
  }
  for (const OptionSetModel& set : model.option_sets) {
    draw.option_values.push_back(values_of(engine.play(), set.values, lane));
    draw.answered_options.push_back(values_of(engine.play(), set.answered, lane));
  }
  for (std::size_t i = 0; i < model.shape.num_players(); ++i) {
    draw.sampled_profile.push_back(engine.play().strategy(i, lane));
  }
  if (model.has_posterior()) {
    draw.evidence_weight = engine.evidence()->weights()[lane];
  }
  for (std::size_t m = 0; m < plan.code.metrics.size(); ++m) {
    draw.custom_metrics.emplace_back(plan.code.metrics[m].name,
                                     engine.custom()->metric(m)[draw_of_batch]);
  }
  return draw;
}

}  // namespace demarche
