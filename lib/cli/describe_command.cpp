// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/scenario_argument.hpp"
#include "demarche/report/describe.hpp"

namespace demarche::cli {

Command add_describe(CLI::App& app) {
  CLI::App* command = app.add_subcommand("describe", "Print what a scenario holds, with sources");
  auto scenario = std::make_shared<std::string>();
  command->add_option("SCENARIO", *scenario, kScenarioHelp)->required();
  return {command, [scenario] {
            fmt::print("{}", describe(load_model(*scenario)));
            return 0;
          }};
}

}  // namespace demarche::cli
