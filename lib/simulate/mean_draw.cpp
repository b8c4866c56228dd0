// SPDX-License-Identifier: MIT
#include "demarche/simulate/mean_draw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demarche/core/aligned.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/parameters.hpp"
#include "simulate/cells_at.hpp"
#include "simulate/draw_solution.hpp"
#include "simulate/memory.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {
namespace {

/// Puts the means of the parameters and their percentiles into `draw`.
void place_means(const v1::Scenario& scenario, Draw& draw) {
  std::vector<std::string> without;
  const std::vector<Distribution> distributions = marginals(scenario);
  for (std::size_t p = 0; p < distributions.size(); ++p) {
    const double mean = distributions[p].mean();
    draw.parameters.push_back(mean);
    draw.percentiles.push_back(distributions[p].probability(mean));
    if (std::isnan(mean)) {
      without.push_back("'" + scenario.parameters(static_cast<int>(p)).id() + "'");
    }
  }
  if (!without.empty()) {
    throw InvalidArgument(
        fmt::format("there is no game at the means, since {} {} no finite mean; set {} to a value",
                    fmt::join(without, ", "),
                    without.size() == 1 ? "has" : "have",
                    without.size() == 1 ? "it" : "them"));
  }
}

/// Rows of a block that have the same number in each lane.
AlignedArray in_all_lanes(const std::vector<double>& numbers) {
  AlignedArray rows(numbers.size() * kBlockLanes);
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    std::fill_n(rows.data() + row * kBlockLanes, kBlockLanes, numbers[row]);
  }
  return rows;
}

/// Solves the draw's game in the first lane of a block.
void solve(const RunPlan& plan, Draw& draw) {
  const FactoredShape& shape = plan.model.shape;
  const AlignedArray cells = in_all_lanes(draw.cells);
  const AlignedArray precision = in_all_lanes(draw.precision);
  const GameBlock games{
      .shape = &shape, .num_lanes = 1, .cells = cells.data(), .precision = precision.data()};
  BlockSolution solution;
  plan.solution_concept.make_block_solver(shape, plan.concept_options)->solve(games, solution);
  write_solution(plan, games, solution, 0, draw);
}

}  // namespace

Draw mean_draw(const Model& model, const RunSettings& settings) {
  const RunPlan plan(model, settings, SolutionDetail::all_equilibria);
  if (model.num_open_rows() > 0) {
    throw InvalidArgument("there is no game at the means where code computes payoffs");
  }
  require_memory(memory_needs(plan, {.engines = 1, .accumulators = 0, .summaries = 0}), settings);
  Draw draw;
  draw.is_of_means = true;
  draw.concept_name = settings.concept_name;
  place_means(model.scenario, draw);
  draw.cells = cells_at(model, draw.parameters);
  for (std::size_t i = 0; i < model.shape.num_players(); ++i) {
    draw.precision.push_back(draw.cells[model.precision_rows[i]]);
  }
  solve(plan, draw);
  return draw;
}

}  // namespace demarche
