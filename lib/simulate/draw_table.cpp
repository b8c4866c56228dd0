// SPDX-License-Identifier: MIT
#include "demarche/simulate/draw_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "core/limits.hpp"
#include "core/to_size.hpp"
#include "demarche/core/error.hpp"
#include "simulate/accumulate.hpp"
#include "simulate/block_loop.hpp"
#include "simulate/claims.hpp"
#include "simulate/memory.hpp"

namespace demarche {
namespace {

/// A table holds at most this many numbers: 2 GiB of doubles.
constexpr std::uint64_t kMaxNumbers = std::uint64_t{1} << 28;

/// Writes the lanes of blocks to the rows of a table. All threads write to the same table, but to
/// different rows, as each block has its own.
class TableWriter final : public BlockVisitor {
 public:
  TableWriter(const RunPlan& plan, DrawTable& table)
      : plan_(plan), table_(table), claims_(plan.model.claims.size() * kBlockLanes) {}

  void visit_batch(const CustomStage& custom) override {
    const std::size_t first = plan_.model.metrics.size();
    const std::size_t width = first + plan_.code.metrics.size();
    for (std::size_t i = 0; i < custom.num_draws(); ++i) {
      const std::uint64_t draw = custom.first_draw() + i;
      if (!custom.is_solved(i) || draw < table_.first_draw ||
          draw - table_.first_draw >= table_.num_draws) {
        continue;
      }
      for (std::size_t m = first; m < width; ++m) {
        const std::size_t cell = (draw - table_.first_draw) * width + m;
        table_.metrics[cell] = custom.metric(m - first)[i];
        table_.sampled_metrics[cell] = custom.metric(m - first)[i];
      }
    }
  }

  void visit(const BlockEngine& engine) override {
    for (std::size_t i = 0; i < plan_.model.claims.size(); ++i) {
      claim_values(
          plan_.model.claims[i], engine.play(), engine.cells(), claims_.data() + i * kBlockLanes);
    }
    for (std::size_t lane = 0; lane < engine.num_lanes(); ++lane) {
      const std::uint64_t draw = engine.first_draw() + lane;
      if (draw >= table_.first_draw && draw - table_.first_draw < table_.num_draws) {
        write(engine, lane, draw - table_.first_draw);
      }
    }
  }

 private:
  void write(const BlockEngine& engine, std::size_t lane, std::size_t row) {
    const std::size_t num_parameters = plan_.sampler.num_parameters();
    for (std::size_t p = 0; p < num_parameters; ++p) {
      table_.parameters[row * num_parameters + p] = engine.parameter(p)[lane];
    }
    const Certificate certificate = engine.solution().certificates[lane];
    table_.status[row] = certificate.status;
    table_.num_equilibria[row] = certificate.num_equilibria;
    if (certificate.status == SolveStatus::converged) {
      if (!table_.evidence_weights.empty()) {
        table_.evidence_weights[row] = engine.evidence()->weights()[lane];
      }
      table_.max_regret[row] = certificate.max_regret;
      table_.residual[row] = certificate.residual;
      write_solution(engine, lane, row);
    }
  }

  void write_solution(const BlockEngine& engine, std::size_t lane, std::size_t row) {
    const Model& model = plan_.model;
    const auto expectation = [&](int query) {
      return query < 0 ? std::numeric_limits<double>::quiet_NaN()
                       : engine.play().query(to_size(query))[lane];
    };
    for (std::size_t i = 0; i < model.outcomes.size(); ++i) {
      table_.outcomes[row * model.outcomes.size() + i] =
          std::clamp(expectation(model.outcomes[i]), 0.0, 1.0);
    }
    for (std::size_t i = 0; i < plan_.num_levels; ++i) {
      table_.levels[row * plan_.num_levels + i] =
          std::clamp(engine.play().level(i)[lane], 0.0, 1.0);
    }
    const std::size_t num_metrics = plan_.num_metrics();
    for (std::size_t i = 0; i < model.metrics.size(); ++i) {
      table_.metrics[row * num_metrics + i] = expectation(model.metrics[i]);
      table_.sampled_metrics[row * num_metrics + i] =
          engine.play().realised(to_size(model.metrics[i]))[lane];
    }
    for (std::size_t i = 0; i < model.payoffs.size(); ++i) {
      table_.payoffs[row * model.payoffs.size() + i] = expectation(model.payoffs[i]);
    }
    for (std::size_t i = 0; i < model.claims.size(); ++i) {
      table_.claims[row * model.claims.size() + i] = claims_[i * kBlockLanes + lane];
    }
    for (std::size_t i = 0; i < model.shape.num_players(); ++i) {
      const FactoredPlayer& player = model.shape.players[i];
      const auto& strategy = player.strategies[to_size(engine.play().strategy(i, lane))];
      for (std::size_t k = 0; k < strategy.size(); ++k) {
        table_.sampled_levels[row * model.variables.size() + to_size(player.variables[k])] =
            strategy[k];
      }
    }
  }

  const RunPlan& plan_;
  DrawTable& table_;
  std::vector<double> claims_;  // Of one block, [claim][kBlockLanes].
};

DrawTable empty_table(const RunPlan& plan, std::uint64_t first_draw, std::uint64_t num_draws) {
  const Model& model = plan.model;
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  constexpr std::uint64_t kOthers = 5;  // Status, number of equilibria, weight, regret, residual.
  const std::size_t num_metrics = plan.num_metrics();
  const std::uint64_t width = plan.sampler.num_parameters() + model.outcomes.size() +
                              plan.num_levels + 2 * num_metrics + model.payoffs.size() +
                              model.claims.size() + model.variables.size() + kOthers;
  if (num_draws > kMaxNumbers / width) {
    throw InvalidArgument(
        fmt::format("num_draws must be at most {} here ({} numbers a draw), got {}",
                    kMaxNumbers / width,
                    width,
                    num_draws));
  }
  const auto rows = static_cast<std::size_t>(num_draws);
  DrawTable table;
  table.first_draw = first_draw;
  table.num_draws = rows;
  table.parameters.assign(rows * plan.sampler.num_parameters(), kNone);
  table.outcomes.assign(rows * model.outcomes.size(), kNone);
  table.levels.assign(rows * plan.num_levels, kNone);
  table.metrics.assign(rows * num_metrics, kNone);
  table.payoffs.assign(rows * model.payoffs.size(), kNone);
  table.claims.assign(rows * model.claims.size(), kNone);
  table.sampled_metrics.assign(rows * num_metrics, kNone);
  table.sampled_levels.assign(rows * model.variables.size(), -1);
  table.status.assign(rows, SolveStatus::numerical_failure);
  table.num_equilibria.assign(rows, 0);
  table.evidence_weights.assign(model.has_posterior() ? rows : 0, kNone);
  table.max_regret.assign(rows, kNone);
  table.residual.assign(rows, kNone);
  return table;
}

}  // namespace

DrawTable replay_draws(const Model& model,
                       const RunSettings& settings,
                       std::uint64_t first_draw,
                       std::uint64_t num_draws) {
  if (num_draws > kMaxDraws || first_draw > kMaxDraws - num_draws) {
    throw InvalidArgument(
        fmt::format("draws must be below 2^48, got {} from {} on", num_draws, first_draw));
  }
  RunSettings reaching = settings;
  reaching.draws = std::max<std::uint64_t>(first_draw + num_draws, 1);
  const RunPlan plan(model, reaching);
  const BlockRange range{.first = first_draw / kBlockLanes,
                         .end = (first_draw + num_draws + kBlockLanes - 1) / kBlockLanes};
  const int engines = copies_of_run(plan, reaching, range).engines;
  require_memory(memory_needs(plan, {.engines = engines, .accumulators = 0, .summaries = 0}),
                 settings);
  DrawTable table = empty_table(plan, first_draw, num_draws);
  if (num_draws == 0) {
    return table;
  }
  const std::uint64_t end = for_each_block(
      plan, reaching, range, [&] { return std::make_unique<TableWriter>(plan, table); });
  if (end != range.end) {
    throw InvalidArgument("progress stopped the replay of draws");
  }
  return table;
}

}  // namespace demarche
