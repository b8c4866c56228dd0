// SPDX-License-Identifier: MIT
#include <demarche/scenario/load.hpp>
#include <demarche/simulate/run.hpp>
#include <iomanip>
#include <iostream>

int main() {
  const auto model = demarche::load_scenario("scenarios/chicken").value();
  auto settings = demarche::default_settings(model.scenario);
  settings.draws = 10'000;
  const auto result = demarche::run(model, settings);
  const auto& war = result.outcomes(0);
  std::cout << std::fixed << std::setprecision(4) << war.id() << ' ' << war.mean() << '\n';
}
