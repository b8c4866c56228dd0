// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/scenario_argument.hpp"
#include "demarche/report/describe.hpp"

namespace demarche::cli {

Command add_describe(CLI::App& app) {
  CLI::App* command = app.add_subcommand("describe", "Print what a scenario holds, with sources");
  auto scenario = std::make_shared<std::string>();
  auto settings = std::make_shared<DescribeSettings>();
  auto variant = std::make_shared<std::string>();
  add_scenario(*command, "SCENARIO", *scenario);
  command->add_option("--for",
                      settings->element,
                      "all that bears on this question, claim, outcome, metric, option set or "
                      "quantity; of a parameter or a lever (actor.lever), all that names it");
  add_variant(*command, *variant);
  command->footer(
      "Examples:\n"
      "  demarche describe great_reversal --for c3\n"
      "  demarche describe great_reversal --for china.outreach");
  return {command, [scenario, settings, variant] {
            settings->width = output_width();
            fmt::print("{}",
                       describe(load_model(*scenario, Warnings::hidden, *variant), *settings));
            return kDone;
          }};
}

}  // namespace demarche::cli
