// SPDX-License-Identifier: MIT
#include "demarche/solve/sequential_moves.hpp"

#include "solve/family_games.hpp"

namespace demarche {
namespace {

/// Backward induction always ends. Its work is one look at each profile per player.
void sequential_moves(benchmark::State& state, const char* family) {
  const SequentialMoves solver;
  bench::solve_games(
      state,
      family,
      "profiles",
      [&](const NormalFormGame& game) { return solver.solve(game); },
      [](const NormalFormGame& game, const auto&) {
        return bench::Outcome{true, static_cast<double>(game.num_profiles()), 0.0};
      });
}
BENCHMARK_CAPTURE(sequential_moves, uniform, "uniform")->Apply(bench::sizes<2, 4, 256>);
BENCHMARK_CAPTURE(sequential_moves, congestion, "congestion")->Apply(bench::sizes<4, 2, 8>);

}  // namespace
}  // namespace demarche
