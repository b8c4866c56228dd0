// SPDX-License-Identifier: MIT
#include "demarche/solve/logit_quantal_response.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/require.hpp"
#include "demarche/core/error.hpp"
#include "game/one_lane.hpp"
#include "solve/blocks/deadline.hpp"
#include "solve/logit/logit_kernel.hpp"
#include "solve/logit/logit_program.hpp"
#include "solve/registry.hpp"
#include "solve/small_logit/small_logit.hpp"

namespace demarche {
namespace {

class LogitBlockSolver final : public BlockSolver {
 public:
  LogitBlockSolver(const FactoredShape& shape, const ConceptOptions& options)
      : program_(shape),
        options_(options),
        workspace_(program_),
        num_strategies_(shape.num_strategies()) {
    if (SmallLogit::takes(shape)) {
      small_.emplace(shape, options);
    }
  }

  void solve(const GameBlock& block, BlockSolution& solution) override {
    solution.num_components = 1;
    solution.require_components(1, num_strategies_);
    solution.weights[0].fill(0.0);
    const auto lanes = small_ ? small_->solve(block, solution) : LaneSet().set();
    if (options_.max_seconds < kNoTimeLimit) {
      solve_in_time(block, lanes, solution);
    } else if (lanes.any()) {
      solve_logit_block(program_, options_, block, lanes, workspace_, solution);
    }
  }

 private:
  /// A time budget is one game's, so games that share vectors cannot be solved together.
  void solve_in_time(const GameBlock& block, const LaneSet& lanes, BlockSolution& solution) {
    for (std::size_t lane = 0; lane < block.num_lanes; ++lane) {
      if (lanes[lane]) {
        const TimeScope scope(options_.max_seconds);
        solve_logit_block(program_, options_, block, LaneSet().set(lane), workspace_, solution);
      }
    }
  }

  LogitProgram program_;
  ConceptOptions options_;
  LogitWorkspace workspace_;
  std::optional<SmallLogit> small_;
  std::size_t num_strategies_;
};

LogitQuantalResponseOptions own_options(const ConceptOptions& options) {
  LogitQuantalResponseOptions own{.precision = options.precision,
                                  .max_seconds = options.max_seconds,
                                  .tolerance = options.tolerance};
  own.max_iterations = iteration_budget(options, own.max_iterations);
  return own;
}

Solution solve_logit(const NormalFormGame& game, const ConceptOptions& options) {
  const auto result = LogitQuantalResponse(own_options(options)).solve(game);
  Solution solution;
  solution.certificate = {.status = result.status,
                          .num_equilibria = result.strategies.empty() ? 0 : 1,
                          .is_complete = false,
                          .is_degenerate = result.passed_bifurcation,
                          .max_regret = result.regret,
                          .residual = result.residual,
                          .iterations = result.num_iterations};
  if (result.status == SolveStatus::converged) {
    solution.equilibria.push_back(result.strategies);
  }
  return solution;
}

}  // namespace

LogitQuantalResponse::LogitQuantalResponse(Options options) : options_(options) {
  require_finite("precision", options_.precision, 0.0);
  require_at_least("max_iterations", options_.max_iterations, 1);
  require_positive("max_seconds", options_.max_seconds);
  require_positive("tolerance", options_.tolerance);
}

std::unique_ptr<BlockSolver> LogitQuantalResponse::make_block_solver(
    const FactoredShape& shape) const {
  return std::make_unique<LogitBlockSolver>(
      shape,
      ConceptOptions{.precision = options_.precision,
                     .max_iterations = options_.max_iterations,
                     .max_seconds = options_.max_seconds,
                     .tolerance = options_.tolerance});
}

LogitQuantalResponse::Result LogitQuantalResponse::solve(const NormalFormGame& game) const {
  game.check_finite();
  const FactoredGame factored = factored_form(game);
  const std::vector<double> cells = one_lane(factored);
  BlockSolution solution;
  make_block_solver(factored.shape)
      ->solve({.shape = &factored.shape, .num_lanes = 1, .cells = cells.data()}, solution);

  const Certificate& certificate = solution.certificates[0];
  Result result{.status = certificate.status,
                .strategies = {},
                .residual = certificate.residual,
                .regret = 0.0,
                .num_iterations = certificate.iterations,
                .passed_bifurcation = certificate.is_degenerate};
  if (result.status != SolveStatus::converged) {
    return result;
  }
  result.strategies = first_profile(factored.shape, solution.probabilities[0]);
  result.regret = game.max_regret(result.strategies);
  return result;
}

Concept logit_quantal_response_concept() {
  return {.name = "qre",
          .summary = "logit quantal response on the principal branch, any number of players",
          .work = "steps",
          .budget = "linear solves and fixed-point steps",
          .reads = {&ConceptOptions::precision,
                    &ConceptOptions::max_iterations,
                    &ConceptOptions::max_seconds,
                    &ConceptOptions::tolerance},
          .residual = ResidualKind::logit_equation,
          .has_precision_of_game = true,
          .refusal = [](const FactoredShape& /*shape*/) -> std::optional<std::string> {
            return std::nullopt;
          },
          .make_block_solver =
              [](const FactoredShape& shape, const ConceptOptions& options) {
                return LogitQuantalResponse(own_options(options)).make_block_solver(shape);
              },
          .solve = solve_logit};
}

}  // namespace demarche
