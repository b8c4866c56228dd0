// SPDX-License-Identifier: MIT
#include <demarche/scenario/load.hpp>
#include <demarche/simulate/run.hpp>
#include <iomanip>
#include <iostream>

// Chicken's payoffs in code, and war's bill as a metric. Rows hold all draws of a call.
int main() {
  using namespace demarche;
  const auto scenario = load_scenario("scenarios/chicken").value().scenario;
  const Model model = compile(scenario, all_payoffs_open(scenario)).value();
  const auto prize = parameter_index(model, "prize");
  const auto resolve = parameter_index(model, "resolve");
  const auto cost_north = parameter_index(model, "war_cost_north");
  const auto cost_south = parameter_index(model, "war_cost_south");

  RunSettings settings = default_settings(scenario);
  settings.draws = 10'000;
  settings.code.payoffs.name = "chicken in C++";
  settings.code.payoffs.compute = [=](const ParameterBlock& in, const PayoffBlock& out) {
    for (std::size_t draw = 0; draw < in.num_draws; ++draw) {
      const double worth[] = {in[prize][draw], in[resolve][draw] * in[prize][draw]};
      const double cost[] = {in[cost_north][draw], in[cost_south][draw]};
      for (std::size_t player = 0; player < 2; ++player) {
        out.cell(player, 0)[draw] = 0.0;                               // Both yield.
        out.cell(player, player == 0 ? 2 : 1)[draw] = worth[player];   // Stands alone,
        out.cell(player, player == 0 ? 1 : 2)[draw] = -worth[player];  // or the other does.
        out.cell(player, 3)[draw] = -cost[player];                     // Both stand.
      }
    }
  };
  settings.code.metrics.resize(1);
  settings.code.metrics[0].name = "bill";
  settings.code.metrics[0].evaluate = [=](const SolvedDraws& draws, std::span<double> values) {
    const auto& in = draws.parameters;
    for (std::size_t draw = 0; draw < draws.num_draws; ++draw) {
      const bool is_war = draws.level(0)[draw] == 1 && draws.level(1)[draw] == 1;
      values[draw] = is_war ? in[cost_north][draw] + in[cost_south][draw] : 0.0;
    }
  };

  const auto result = run(model, settings);
  std::cout << std::fixed << std::setprecision(4) << "war " << result.outcomes(0).mean() << '\n'
            << result.metrics(1).id() << ' ' << result.metrics(1).mean() << '\n';
}
