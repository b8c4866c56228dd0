// SPDX-License-Identifier: MIT
#include "demarche/solve/selection.hpp"

#include "demarche/solve/nash_equilibria.hpp"
#include "solve/family_games.hpp"

namespace demarche {
namespace {

/// Chooses among all equilibria of a game, which are found beforehand.
void selection(benchmark::State& state, Selection rule) {
  const FamilyOptions options = bench::family_options(2, static_cast<int>(state.range(1)));
  const NormalFormGame game = generate_game("coordination", options);
  const auto equilibria = NashEquilibria().solve(game).equilibria;
  std::vector<double> weights;
  for ([[maybe_unused]] auto _ : state) {
    weights = select_equilibria(game, equilibria, rule);
    benchmark::DoNotOptimize(weights.data());
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["equilibria"] = static_cast<double>(equilibria.size());
  state.counters["selected"] = static_cast<double>(
      std::count_if(weights.begin(), weights.end(), [](double weight) { return weight > 0.0; }));
}
BENCHMARK_CAPTURE(selection, payoff_dominant, Selection::payoff_dominant)
    ->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(selection, risk_dominant, Selection::risk_dominant)->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(selection, utilitarian, Selection::utilitarian)->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(selection, logit, Selection::logit)->Apply(bench::sizes<2, 2, 8>);
BENCHMARK_CAPTURE(selection, entropy, Selection::entropy)->Apply(bench::sizes<2, 2, 8>);

}  // namespace
}  // namespace demarche
