// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <demarche/scenario/load.hpp>
#include <demarche/simulate/exact_sum.hpp>
#include <demarche/simulate/run.hpp>
#include <iomanip>
#include <iostream>
#include <memory>

// How the probability of war depends on what war would cost North.
struct WarByCost {
  static constexpr std::size_t kBins = 4;
  std::array<demarche::Moments, kBins> war;  // Costs below 2, 4, 6, and from there on.

  void add(const demarche::SolvedBlock& block) {
    const auto cost = block.parameter(2);
    const auto probability = block.outcome(0);
    for (std::size_t lane = 0; lane < block.num_draws; ++lane) {
      if (block.is_solved(lane)) {
        const auto bin = static_cast<std::size_t>(cost[lane] / 2.0);
        war[std::min(bin, kBins - 1)].add(probability[lane]);
      }
    }
  }
  void merge(const WarByCost& other) {
    for (std::size_t bin = 0; bin < kBins; ++bin) {
      war[bin].merge(other.war[bin]);
    }
  }
};

int main() {
  const auto model = demarche::load_scenario("scenarios/chicken").value();
  const auto by_cost = std::make_shared<demarche::ObserverOf<WarByCost>>();
  auto settings = demarche::default_settings(model.scenario);
  settings.draws = 10'000;
  settings.code.observers = {by_cost};
  (void)demarche::run(model, settings);
  for (const demarche::Moments& war : by_cost->total().war) {
    std::cout << war.count() << std::fixed << std::setprecision(4) << ' ' << war.mean() << '\n';
  }
}
