// SPDX-License-Identifier: MIT
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
            write_game(read_game(arguments->in == "-" ? kStandardInput : arguments->in),
                       arguments->out,
                       {.nfg_version = version});
            return 0;
          }};
}

}  // namespace demarche::cli
