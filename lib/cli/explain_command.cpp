// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/run_arguments.hpp"
#include "cli/scenario_argument.hpp"
#include "core/limits.hpp"
#include "demarche/core/interruption.hpp"
#include "demarche/report/explain.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::string scenario;
  RunArguments run;
  std::optional<std::string> concept_name;
  std::uint64_t draw = 0;
  ExplainSettings explain;
  WhatIf what_if;
  std::string variant;
};

}  // namespace

Command add_explain(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("explain", "Replay one draw of a run and say why it came out so");
  auto arguments = std::make_shared<Arguments>();
  add_scenario(*command, "SCENARIO", arguments->scenario);
  command->add_option("--draw", arguments->draw, "number of the draw, from 0")
      ->required()
      ->transform(whole_number(0, kMaxDraws - 1));
  arguments->run.add_to(*command);
  command->add_option("--concept", arguments->concept_name, concept_help());
  command->add_option("--actor", arguments->explain.actor, "this actor alone");
  command->add_option(
      "--profile", arguments->explain.profile, "\"actor.lever = level, ...\"; the rest as sampled");
  add_variant(*command, arguments->variant);
  add_changes(*command, arguments->what_if);
  command->footer(
      "Examples:\n"
      "  demarche explain great_reversal --draw 42 --actor china\n"
      "  demarche explain chicken --draw 7 --profile 'north.stance = stand'");
  return {command, [arguments] {
            const Model model = [&] {
              const InterruptionScope scope(arguments->run.is_late());
              return load_changed(
                  arguments->scenario, arguments->what_if, Warnings::hidden, arguments->variant);
            }();
            const RunSettings settings = arguments->run.settings(model, arguments->concept_name);
            arguments->explain.width = output_width();
            fmt::print(
                "{}",
                explain(model, replay_draw(model, settings, arguments->draw), arguments->explain));
            return kDone;
          }};
}

}  // namespace demarche::cli
