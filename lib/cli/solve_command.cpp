// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <memory>

#include "cli/commands.hpp"
#include "cli/concept_arguments.hpp"
#include "demarche/game/game_file.hpp"
#include "demarche/report/solution_json.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::string game;
  std::string concept_name = "nash";
  ConceptOptions options;
  ConceptArguments solving;
  std::vector<int> start;
  bool is_json = false;
};

int solve(const Arguments& arguments) {
  const NormalFormGame game = read_game(arguments.game);
  ConceptOptions options = arguments.options;
  arguments.solving.apply(game.player_names, options);
  for (const int strategy : arguments.start) {
    options.start.push_back(strategy - 1);  // As the file counts them.
  }
  check_options(options);
  const Concept& solution_concept = find_concept(arguments.concept_name);
  const Solution solution = solution_concept.solve(game, options);
  if (arguments.is_json) {
    fmt::print("{}\n", solution_json(game, arguments.concept_name, solution));
  } else {
    fmt::print("{}", solution_text(game, arguments.concept_name, solution));
  }
  return 0;
}

}  // namespace

Command add_solve(CLI::App& app) {
  CLI::App* command = app.add_subcommand("solve", "Solve a game from a file");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("GAME", arguments->game, "a .nfg, .efg or .gam file")->required();
  command->add_option("--concept", arguments->concept_name, concept_help());
  command->add_option("--lambda", arguments->options.precision, "logit precision of qre");
  command
      ->add_option("--start",
                   arguments->start,
                   "where dynamics start: a strategy's number per player, from 1, with commas")
      ->delimiter(',');
  arguments->solving.add_to(*command);
  command->add_flag("--json", arguments->is_json, "print JSON");
  return {command, [arguments] { return solve(*arguments); }};
}

}  // namespace demarche::cli
