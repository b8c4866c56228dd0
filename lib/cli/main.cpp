// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <new>
#include <sstream>
#include <system_error>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "core/utf8.hpp"
#include "demarche/core/version.hpp"

namespace {

using demarche::cli::kDone;
using demarche::cli::kFailed;
using demarche::cli::kUsage;

/// Writes what is left of the output. A full disk is an error like any other; nobody is told of a
/// reader that has gone away, as `demarche run | head` asks for just that.
int finished(int code) {
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) {
    return code;
  }
  if (errno != EPIPE) {
    std::fprintf(stderr, "standard output: cannot be written: %s\n", std::strerror(errno));
  }
  return code == kDone ? static_cast<int>(kFailed) : code;
}

int run(int argc, char** argv) {
  CLI::App app("Simulates strategic options under uncertainty.", "demarche");
  app.set_version_flag("--version", std::string(demarche::version()));
  app.require_subcommand(1);
  demarche::cli::set_help(app);
  const std::vector<demarche::cli::Command> commands = {demarche::cli::add_check(app),
                                                        demarche::cli::add_describe(app),
                                                        demarche::cli::add_run(app),
                                                        demarche::cli::add_show(app),
                                                        demarche::cli::add_analyze(app),
                                                        demarche::cli::add_compare(app),
                                                        demarche::cli::add_explain(app),
                                                        demarche::cli::add_parameters(app),
                                                        demarche::cli::add_matrix(app),
                                                        demarche::cli::add_score(app),
                                                        demarche::cli::add_solve(app),
                                                        demarche::cli::add_generate(app),
                                                        demarche::cli::add_convert(app),
                                                        demarche::cli::add_completion(app)};
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = app.exit(error, out, err);
    std::fputs(out.str().c_str(), stdout);
    std::fputs(demarche::printable(err.str(), "\n").c_str(), stderr);
    return code == 0 ? finished(kDone) : static_cast<int>(kUsage);
  }
  for (const auto& command : commands) {
    if (command.app->parsed()) {
      return finished(command.run());
    }
  }
  return kUsage;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // A reader that goes away is an error of writing, no death.
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("demarche: out of memory\n", stderr);
  } catch (const std::filesystem::filesystem_error& error) {
    std::fprintf(stderr, "%s\n", error.what());
  } catch (const std::system_error& error) {
    // What fmt throws when it cannot write.
    errno = error.code().value();
    if (errno != EPIPE) {
      std::fprintf(stderr, "standard output: cannot be written: %s\n", std::strerror(errno));
    }
  } catch (const std::exception& error) {
    // Arguments and files that a message names may hold control characters.
    std::fputs((demarche::printable(error.what(), "\n") + "\n").c_str(), stderr);
  }
  return kFailed;
}
