// SPDX-License-Identifier: MIT
#include <benchmark/benchmark.h>

#include <cmath>

#include "solve/logit_blocks.hpp"
#include "support/factored_games.hpp"

namespace demarche {
namespace {

void solve_shape(benchmark::State& state, const FactoredShape& shape, double standard_deviation) {
  const auto cells = testing::random_cells(shape, standard_deviation, 2);
  bench::solve_logit_blocks(state,
                            static_cast<double>(state.range(0)),
                            {{.shape = &shape, .num_lanes = kBlockLanes, .cells = cells.data()}});
}

/// The flagship's shape with 100 terms; a player's payoff has standard deviation about 1.
void logit_flagship_shape(benchmark::State& state) {
  solve_shape(state, testing::flagship_shape(100, 7), std::sqrt(7.0 / 100.0));
}
BENCHMARK(logit_flagship_shape)->ArgName("precision")->Arg(1)->Arg(2)->Arg(4)->Arg(8);

void logit_3x3(benchmark::State& state) {
  solve_shape(state, testing::random_shape({{3}, {3}}, 2, 7), 1.0);
}
BENCHMARK(logit_3x3)->ArgName("precision")->Arg(1)->Arg(5);

void logit_3x3x3(benchmark::State& state) {
  solve_shape(state, testing::random_shape({{3}, {3}, {3}}, 9, 7), std::sqrt(1.0 / 3.0));
}
BENCHMARK(logit_3x3x3)->ArgName("precision")->Arg(1)->Arg(5);

}  // namespace
}  // namespace demarche
