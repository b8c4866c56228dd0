// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <new>

#include "cli/commands.hpp"
#include "demarche/core/version.hpp"

namespace {

constexpr int kInputIsWrong = 1;
constexpr int kUsage = 2;

int run(int argc, char** argv) {
  CLI::App app("Simulates strategic options under uncertainty.", "demarche");
  app.set_version_flag("--version", std::string(demarche::version()));
  app.require_subcommand(1);
  const std::vector<demarche::cli::Command> commands = {demarche::cli::add_check(app),
                                                        demarche::cli::add_describe(app),
                                                        demarche::cli::add_run(app),
                                                        demarche::cli::add_explain(app),
                                                        demarche::cli::add_solve(app),
                                                        demarche::cli::add_generate(app),
                                                        demarche::cli::add_convert(app)};
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kUsage;
  }
  for (const auto& command : commands) {
    if (command.app->parsed()) {
      return command.run();
    }
  }
  return kUsage;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("demarche: out of memory\n", stderr);
  } catch (const std::exception& error) {
    std::fputs(error.what(), stderr);
    std::fputs("\n", stderr);
  }
  return kInputIsWrong;
}
