// SPDX-License-Identifier: MIT
#include "instructions/kernels.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "demarche/sample/design.hpp"
#include "demarche/sample/parameter_sampler.hpp"
#include "demarche/solve/batch.hpp"
#include "demarche/solve/lemke_howson.hpp"
#include "demarche/solve/logit_path.hpp"
#include "demarche/solve/logit_quantal_response.hpp"
#include "simulate/accumulator.hpp"
#include "simulate/block_engine.hpp"
#include "support/blocks.hpp"
#include "support/factored_games.hpp"
#include "support/games.hpp"
#include "support/scenarios.hpp"

namespace demarche::bench {
namespace {

using Work = std::function<void()>;

/// Makes uniform numbers and transforms them: normal, normal correlated in pairs, PERT and gamma.
Work sampling() {
  std::vector<Distribution> marginals;
  std::vector<RankCorrelationEntry> correlations;
  for (std::size_t i = 0; i < 8; ++i) {
    correlations.push_back({marginals.size(), marginals.size() + 1, 0.3});
    marginals.push_back({NormalDistribution{0.0, 1.0}});
    marginals.push_back({NormalDistribution{0.0, 1.0}});
    marginals.push_back({PertDistribution{0.0, 1.0, 4.0}});
    marginals.push_back({GammaDistribution{2.0, 1.0}});
  }
  const auto sampler = std::make_shared<ParameterSampler>(marginals, correlations);
  const std::shared_ptr<Design> design = make_monte_carlo(1);
  const auto block = std::make_shared<AlignedArray>(marginals.size() * kBlockLanes);
  std::vector<std::uint64_t> streams;
  for (std::size_t i = 0; i < marginals.size(); ++i) {
    streams.push_back(stream_of("parameter_" + std::to_string(i)));
  }
  return [=] {
    for (std::uint64_t b = 0; b < 8; ++b) {
      design->fill_block(b * kBlockLanes, streams, block->data());
      sampler->transform(block->data());
    }
  };
}

/// A bundled scenario with the plan and the engine that run its blocks.
struct Pipeline {
  explicit Pipeline(const char* name, const char* concept_name)
      : model(testing::bundled(name)),
        plan(model, {.concept_name = concept_name, .seed = 1, .draws = 1'000'000}),
        engine(plan),
        accumulator(plan) {}

  Model model;
  RunPlan plan;
  BlockEngine engine;
  Accumulator accumulator;
};

/// Runs blocks from the seed to the solution and the values of metrics.
Work pipeline() {
  const auto pipeline = std::make_shared<Pipeline>("chicken", "nash");
  return [=] {
    for (std::uint64_t b = 0; b < 16; ++b) {
      pipeline->engine.run(b);
    }
  };
}

/// Accumulates solved blocks: moments, sketches, profiles, certificates.
Work accumulation() {
  const auto pipeline = std::make_shared<Pipeline>("chicken", "nash");
  pipeline->engine.run(0);
  return [=] {
    for (int repetition = 0; repetition < 16; ++repetition) {
      pipeline->accumulator.add(pipeline->engine);
    }
  };
}

/// All equilibria of n by n games through the batch interface.
Work batch(int n) {
  constexpr std::size_t kNumGames =
      16 * kBlockLanes;  // With fewer games a batch uses smaller blocks.
  const auto payoffs = std::make_shared<std::vector<double>>();
  for (std::size_t seed = 0; seed < kNumGames; ++seed) {
    const NormalFormGame game = testing::random_game({n, n}, seed);
    for (std::size_t i = 0; i < 2; ++i) {
      payoffs->insert(payoffs->end(), game.payoffs(i).begin(), game.payoffs(i).end());
    }
  }
  return [=] {
    const GamesView<double> games = {
        .data = payoffs->data(), .num_games = kNumGames, .num_strategies = {n, n}};
    benchmark::DoNotOptimize(solve_batch(games, {.threads = 1}).weights.size());
  };
}

/// All pure equilibria of a block of games of 4 players with 3 strategies.
Work pure() {
  const auto block =
      std::make_shared<testing::DenseBlock>(testing::random_games({3, 3, 3, 3}, kBlockLanes));
  const std::shared_ptr<BlockSolver> solver =
      find_concept("pure").make_block_solver(block->shape(), {});
  const auto solution = std::make_shared<BlockSolution>();
  return [=] { solver->solve(block->view(), *solution); };
}

/// Logit responses of a block of factored games.
Work logit(const FactoredShape& shape, double standard_deviation, double precision) {
  const auto own = std::make_shared<FactoredShape>(shape);
  const auto cells =
      std::make_shared<std::vector<double>>(testing::random_cells(*own, standard_deviation, 2));
  const std::shared_ptr<BlockSolver> solver =
      LogitQuantalResponse({.precision = precision}).make_block_solver(*own);
  const auto solution = std::make_shared<BlockSolution>();
  return [=] {
    solver->solve({.shape = own.get(), .num_lanes = kBlockLanes, .cells = cells->data()},
                  *solution);
  };
}

/// Solves games one by one, by any solver.
template <class Solver>
Work each(const Solver& solver, const std::vector<int>& size, std::uint64_t number) {
  return [solver, games = testing::random_games(size, number)] {
    for (const NormalFormGame& game : games) {
      benchmark::DoNotOptimize(solver.solve(game).regret);
    }
  };
}

/// All equilibria of games one by one.
Work nash(const std::vector<int>& size, std::uint64_t number) {
  return [games = testing::random_games(size, number)] {
    const Concept& concept_of_nash = find_concept("nash");
    for (const NormalFormGame& game : games) {
      benchmark::DoNotOptimize(concept_of_nash.solve(game, {}).equilibria.size());
    }
  };
}

}  // namespace

const std::vector<Kernel>& kernels() {
  static const std::vector<Kernel> all = {
      {"sampling", sampling},
      {"pipeline", pipeline},
      {"accumulation", accumulation},
      {"batch_2x2", [] { return batch(2); }},
      {"batch_3x3", [] { return batch(3); }},
      {"batch_4x4", [] { return batch(4); }},
      {"batch_5x5", [] { return batch(5); }},
      {"pure_4_players", pure},
      {"qre_flagship", [] { return logit(testing::flagship_shape(100, 7), 0.26, 1.0); }},
      {"qre_3x3",
       [] {
         return logit(testing::random_shape({{3}, {3}}, 2, 7), 1.0, 5.0);
       }},
      {"qre_3x3x3",
       [] {
         return logit(testing::random_shape({{3}, {3}, {3}}, 9, 7), 0.58, 1.0);
       }},
      {"lemke_howson_50",
       [] {
         return each(LemkeHowson(), {50, 50}, 8);
       }},
      {"lemke_howson_100",
       [] {
         return each(LemkeHowson(), {100, 100}, 4);
       }},
      {"qre_traced_3x3x3",
       [] {
         return each(LogitPath(), {3, 3, 3}, 16);
       }},
      {"nash_2x2x2",
       [] {
         return nash({2, 2, 2}, 64);
       }},
  };
  return all;
}

}  // namespace demarche::bench
