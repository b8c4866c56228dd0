// SPDX-License-Identifier: MIT
// A stranger's program: loads a scenario, runs it with a metric of its own, prints a probability.
#include <algorithm>
#include <iostream>

#include "demarche/scenario/load.hpp"
#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    return 2;
  }
  const auto loaded = demarche::load_scenario(argv[1]);
  if (!loaded.model) {
    return 1;
  }
  const demarche::Model& model = *loaded.model;
  auto settings = demarche::default_settings(model.scenario);
  settings.draws = 1000;
  settings.code.metrics.resize(1);
  settings.code.metrics[0] = {"firm",
                              [](const demarche::SolvedDraws& draws, std::span<double> values) {
                                std::copy_n(draws.level(0).begin(), values.size(), values.begin());
                              }};
  const auto result = demarche::run(model, settings);
  std::cout << result.outcomes(0).id() << ' ' << result.outcomes(0).mean() << '\n';
  return result.solving().solved() == 1000 && result.metrics(1).id() == "firm" ? 0 : 1;
}
