// SPDX-License-Identifier: MIT
// A stranger's program: loads a scenario, runs it, prints a probability.
#include <iostream>

#include "demarche/scenario/load.hpp"
#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    return 2;
  }
  const auto loaded = demarche::load_scenario(argv[1]);
  if (!loaded.scenario) {
    return 1;
  }
  const auto model = demarche::compile(*loaded.scenario);
  auto settings = demarche::default_settings(*loaded.scenario);
  settings.draws = 1000;
  const auto result = demarche::run(model, settings);
  std::cout << result.outcomes(0).id() << ' ' << result.outcomes(0).mean() << '\n';
  return result.solving().solved() == 1000 ? 0 : 1;
}
