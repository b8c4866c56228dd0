// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "cli/commands.hpp"
#include "cli/scenario_argument.hpp"
#include "demarche/game/game_file.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::string in;
  std::string out;
  bool has_outcomes = false;
};

/// Whether the game knows a payoff exactly that no short decimal is, such as 1/3.
bool has_fractions(const NormalFormGame& game) {
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    const auto exact = game.exact_payoffs(i);
    if (std::any_of(exact.begin(), exact.end(), [](const Fraction& payoff) {
          return Fraction::parse(fmt::format("{}", payoff.to_double())) != payoff;
        })) {
      return true;
    }
  }
  return false;
}

bool is_nfg(const std::string& path) {
  const std::string extension = std::filesystem::path(path).extension().string();
  return extension.size() == 4 && std::tolower(extension[1]) == 'n';
}

}  // namespace

Command add_convert(CLI::App& app) {
  CLI::App* command = app.add_subcommand("convert", "Write a game file in another format");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("IN", arguments->in, "a .nfg, .efg or .gam file, or - for standard input")
      ->required();
  command->add_option("OUT", arguments->out, "a .nfg or .gam file to write")->required();
  command->add_flag("--outcomes", arguments->has_outcomes, "write a .nfg file's outcome version");
  return {command, [arguments] {
            const NfgVersion version =
                arguments->has_outcomes ? NfgVersion::outcomes : NfgVersion::payoffs;
            const NormalFormGame game =
                read_game(arguments->in == "-" ? kStandardInput : arguments->in);
            write_game(game, arguments->out, {.nfg_version = version});
            if (!is_nfg(arguments->out) && has_fractions(game)) {
              fmt::print(
                  stderr,
                  "note: {} has decimals for fractions that no decimal holds, such as 1/3; a "
                  ".nfg file would have the fractions\n",
                  arguments->out);
            }
            return 0;
          }};
}

}  // namespace demarche::cli
