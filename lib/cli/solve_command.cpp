// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <memory>
#include <optional>
#include <utility>

#include "cli/commands.hpp"
#include "cli/concept_arguments.hpp"
#include "cli/scenario_argument.hpp"
#include "core/utf8.hpp"
#include "demarche/core/error.hpp"
#include "demarche/game/game_file.hpp"
#include "demarche/report/solution_json.hpp"
#include "demarche/report/solution_text.hpp"
#include "demarche/solve/solve_game.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::vector<std::string> games;
  std::string concept_name = "nash";
  ConceptArguments solving;
  bool is_json = false;
  int repetitions = 0;
};

/// Reads all games. @throws InputError with every problem in any of them.
std::vector<NormalFormGame> read_games(const std::vector<std::string>& paths) {
  std::vector<NormalFormGame> games;
  std::vector<std::string> problems;
  for (const std::string& path : paths) {
    try {
      games.push_back(read_game(path == "-" ? kStandardInput : path));
    } catch (const IoError& error) {
      problems.emplace_back(error.what());
    } catch (const InvalidArgument& error) {
      problems.emplace_back(error.what());
    }
  }
  if (!problems.empty()) {
    throw InputError(fmt::format("{}", fmt::join(problems, "\n")));
  }
  return games;
}

/// The processor time of this thread.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Solves once, or `repetitions` times and returns the median time. A time is the smaller of two:
/// that of the clock, which other load on the machine stretches, and that of the processor, which
/// includes the slow call that asks for it.
std::pair<Solution, std::optional<double>> solve_timed(const Concept& solution_concept,
                                                       const NormalFormGame& game,
                                                       const ConceptOptions& options,
                                                       int repetitions) {
  using Clock = std::chrono::steady_clock;
  Solution solution;
  std::vector<double> seconds;
  do {
    const double processor = processor_seconds();
    const auto start = Clock::now();
    solution = solve_game(solution_concept, game, options);
    const std::chrono::duration<double> elapsed = Clock::now() - start;
    seconds.push_back(std::min(elapsed.count(), processor_seconds() - processor));
  } while (static_cast<int>(seconds.size()) < repetitions);
  if (repetitions == 0) {
    return {std::move(solution), std::nullopt};
  }
  const auto middle = seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2);
  std::nth_element(seconds.begin(), middle, seconds.end());
  return {std::move(solution), *middle};
}

/// Says what is wrong with a start as the user typed it: strategies count from 1 there.
/// @throws InvalidArgument unless it names a strategy of each player.
void check_start(const NormalFormGame& game, const std::vector<int>& start) {
  const std::vector<int>& counts = game.num_strategies();
  if (std::equal(start.begin(), start.end(), counts.begin(), counts.end(), [](int s, int count) {
        return s >= 0 && s < count;
      })) {
    return;
  }
  std::vector<std::string> ranges;
  std::vector<int> typed;
  for (const int count : counts) {
    ranges.push_back(fmt::format("1 to {}", count));
  }
  for (const int s : start) {
    typed.push_back(s + 1);
  }
  throw InvalidArgument(fmt::format("--start must name a strategy of each player ({}), got {}",
                                    fmt::join(ranges, ", "),
                                    fmt::join(typed, ",")));
}

ConceptOptions options_for(const NormalFormGame& game, const Arguments& arguments) {
  ConceptOptions options;
  arguments.solving.apply(game.player_names, options);
  if (arguments.solving.is_given(&ConceptOptions::start)) {
    check_start(game, options.start);
  }
  return options;
}

/// Prints the answers to the games that the concept takes.
/// @throws InputError, after that, if the concept refuses any of the games.
int solve(const Arguments& arguments) {
  const Concept& solution_concept = find_concept(arguments.concept_name);
  arguments.solving.require_read_by({&arguments.concept_name, 1});
  const std::vector<NormalFormGame> games = read_games(arguments.games);
  const bool is_list = games.size() > 1;
  std::vector<std::string> reports;
  std::vector<std::string> problems;
  for (std::size_t g = 0; g < games.size(); ++g) {
    try {
      const ConceptOptions options = options_for(games[g], arguments);
      auto [solution, seconds] =
          solve_timed(solution_concept, games[g], options, arguments.repetitions);
      const SolutionNote note = {
          .source = is_list ? arguments.games[g] : "",
          .seconds = seconds,
          .shows_weights = arguments.solving.is_given(&ConceptOptions::selection)};
      reports.push_back(arguments.is_json
                            ? solution_json(games[g], arguments.concept_name, solution, note)
                            : solution_text(games[g], arguments.concept_name, solution, note));
    } catch (const InvalidArgument& error) {
      problems.push_back((is_list ? arguments.games[g] + ": " : "") + error.what());
    }
  }
  if (arguments.is_json && is_list) {
    fmt::print("[\n{}\n]\n", fmt::join(reports, ",\n"));
  } else if (!reports.empty()) {
    // Names of files may hold control characters.
    fmt::print("{}{}",
               printable(fmt::format("{}", fmt::join(reports, "\n")), "\n"),
               arguments.is_json ? "\n" : "");
  }
  if (!problems.empty()) {
    throw InputError(fmt::format("{}", fmt::join(problems, "\n")));
  }
  return 0;
}

}  // namespace

Command add_solve(CLI::App& app) {
  CLI::App* command = app.add_subcommand("solve", "Solve games from files");
  auto arguments = std::make_shared<Arguments>();
  command
      ->add_option(
          "GAME", arguments->games, "one .nfg, .efg or .gam file or several; - for standard input")
      ->required();
  command->add_option("--concept", arguments->concept_name, concept_help());
  arguments->solving.add_to(*command, GameSource::file);
  command->add_flag(
      "--json", arguments->is_json, "print JSON: an object, or a list of several games'");
  command
      ->add_option("--repeat",
                   arguments->repetitions,
                   "solve each game so many times and tell the median of the seconds it took")
      ->check(CLI::Range(1, 1'000'000'000));
  return {command, [arguments] { return solve(*arguments); }};
}

}  // namespace demarche::cli
