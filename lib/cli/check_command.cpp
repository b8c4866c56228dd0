// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/scenario_argument.hpp"

namespace demarche::cli {

Command add_check(CLI::App& app) {
  CLI::App* command = app.add_subcommand("check", "Read a scenario and report every problem in it");
  auto scenario = std::make_shared<std::string>();
  command->add_option("SCENARIO", *scenario, kScenarioHelp)->required();
  return {command, [scenario] {
            const Model model = load_model(*scenario);
            fmt::print(
                "{}: no problems; {} actors, {} levers, {:.4g} joint profiles, {} parameters\n",
                model.scenario.id(),
                model.scenario.actors_size(),
                model.variables.size(),
                model.shape.num_profiles(),
                model.scenario.parameters_size());
            return 0;
          }};
}

}  // namespace demarche::cli
