// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/scenario_argument.hpp"
#include "demarche/core/error.hpp"
#include "demarche/game/families.hpp"
#include "demarche/game/nfg_format.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::string family;
  FamilyOptions options;
  std::optional<int> num_players;
  std::uint64_t seed = 0;
  std::optional<int> num_games;  ///< If it is given, `output` is a folder.
  std::string output;
  /// Options that only some families take; names are without the hyphens.
  std::vector<std::pair<std::string, const CLI::Option*>> special;
};

std::string family_list() {
  std::string text = "families:";
  for (const GameFamily& family : game_families()) {
    text += fmt::format("\n  {:<19} {} (", family.name, family.summary);
    for (std::size_t k = 0; k < family.options.size(); ++k) {
      text += fmt::format("{}--{}", k == 0 ? "" : ", ", family.options[k]);
    }
    text += family.is_random ? ")" : "; nothing random)";
  }
  return text;
}

/// A single number of strategies applies to all players, if --players gives their number.
void spread_strategies(Arguments& arguments, std::vector<std::string>& problems) {
  auto& counts = arguments.options.num_strategies;
  if (!arguments.num_players) {
    return;
  }
  const int players = *arguments.num_players;
  if (players < 1 || players > 27) {  // A game of more players is too large.
    problems.push_back(fmt::format("--players must be in [1, 27], got {}", players));
    return;
  }
  const auto number = static_cast<std::size_t>(players);
  if (arguments.special.front().second->count() == 0 || counts.size() == 1) {
    counts.assign(number, counts.front());
  } else if (counts.size() != number) {
    problems.push_back(
        fmt::format("--players is {}, but --strategies has {} numbers; give one, or one per player",
                    players,
                    counts.size()));
  }
}

/// Writes games of consecutive seeds. Files are named by family and seed.
void generate_folder(const GameFamily& family, const Arguments& arguments) {
  const std::filesystem::path folder = arguments.output;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw IoError(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
  }
  for (int k = 0; k < *arguments.num_games; ++k) {
    const std::uint64_t seed = arguments.seed + static_cast<std::uint64_t>(k);
    const auto file = folder / fmt::format("{}_{}.nfg", family.name, seed);
    write_nfg(generate_game(family.name, arguments.options, seed), file.string());
  }
}

void check_count(const GameFamily& family,
                 const Arguments& arguments,
                 std::vector<std::string>& problems) {
  if (!arguments.num_games) {
    return;
  }
  const int count = *arguments.num_games;
  if (count < 1) {
    problems.push_back(fmt::format("--count must be at least 1, got {}", count));
  } else if (static_cast<std::uint64_t>(count) - 1 > ~arguments.seed) {
    problems.push_back(fmt::format(
        "--seed is {}, after which there are fewer than {} seeds", arguments.seed, count));
  }
  if (count > 1 && !family.is_random) {
    problems.push_back(fmt::format("{} has nothing random; leave --count out", family.name));
  }
  if (arguments.output.empty()) {
    problems.emplace_back("--count needs --output, a folder to write the games to");
  }
}

int generate(Arguments arguments) {
  const GameFamily& family = find_game_family(arguments.family);
  std::vector<std::string> problems;
  const auto takes = [&](const std::string& name) {
    return std::find(family.options.begin(),
                     family.options.end(),
                     name == "players" ? "strategies" : name) != family.options.end();
  };
  for (const auto& [name, option] : arguments.special) {
    if (option->count() > 0 && !takes(name)) {
      problems.push_back(fmt::format("{} does not take --{}; it takes --{}",
                                     family.name,
                                     name,
                                     fmt::join(family.options, ", --")));
    }
  }
  spread_strategies(arguments, problems);
  check_count(family, arguments, problems);
  family.check(arguments.options, problems);
  if (!problems.empty()) {
    throw InputError(fmt::format("{}", fmt::join(problems, "\n")));
  }
  if (arguments.num_games) {
    generate_folder(family, arguments);
    return 0;
  }
  const NormalFormGame game = generate_game(family.name, arguments.options, arguments.seed);
  if (arguments.output.empty()) {
    fmt::print("{}", format_nfg(game));
  } else {
    write_nfg(game, arguments.output);
  }
  return 0;
}

}  // namespace

Command add_generate(CLI::App& app) {
  CLI::App* command =
      app.add_subcommand("generate", "Write a game of a family, for trying solvers");
  auto arguments = std::make_shared<Arguments>();
  FamilyOptions& options = arguments->options;
  command->add_option("FAMILY", arguments->family, "see below")->required();
  const auto add = [&](const std::string& name, auto& value, const std::string& help) {
    CLI::Option* option = command->add_option("--" + name, value, help);
    arguments->special.emplace_back(name, option);
    return option;
  };
  add("strategies", options.num_strategies, "numbers of strategies, one per player, with commas")
      ->delimiter(',')
      ->allow_extra_args(false);
  add("players", arguments->num_players, "number of players, with one number of strategies");
  add("rho", options.correlation, "correlation of the players' payoffs");
  add("most", options.most, "largest payoff");
  add("facilities", options.num_facilities, "number of facilities");
  arguments->special.emplace_back(
      "symmetric",
      command->add_flag("--symmetric", options.is_symmetric, "the same sets for all players"));
  add("size", options.size, "k of sgc");
  add("lowest", options.lowest_claim, "lowest claim");
  add("reward", options.reward, "reward of the lowest claim");
  add("soldiers", options.num_soldiers, "soldiers of each player");
  add("battlefields", options.num_battlefields, "number of battlefields");
  command->add_option("--seed", arguments->seed, "of what is random; default 0")
      ->transform(whole_number(0, ~std::uint64_t{0}));
  command->add_option(
      "--count", arguments->num_games, "so many games, of this seed and those that follow it");
  command->add_option("--output",
                      arguments->output,
                      "a .nfg file, or with --count a folder; default: standard output");
  command->footer(family_list());
  return {command, [arguments] { return generate(*arguments); }};
}

}  // namespace demarche::cli
