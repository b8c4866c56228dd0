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
#include "demarche/game/reduced_strategic_form.hpp"
#include "demarche/game/tree_play.hpp"
#include "demarche/report/solution_json.hpp"
#include "demarche/report/solution_text.hpp"
#include "demarche/report/tree_text.hpp"
#include "demarche/solve/solve_game.hpp"
#include "demarche/solve/tree_solution.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::vector<std::string> games;
  std::string concept_name = "nash";
  bool names_concept = false;  ///< Else each game has the default_concept() of its size.
  ConceptArguments solving;
  bool is_json = false;
  int repetitions = 0;
};

/// A game of a file: a strategic form, a tree, or a tree with its reduced strategic form.
struct Game {
  std::string path;
  std::optional<ExtensiveGame> tree = {};
  std::optional<NormalFormGame> form = {};

  [[nodiscard]] const std::vector<std::string>& player_names() const {
    return form ? form->player_names : tree->player_names;
  }
};

/// Reads a game. A tree stays one if the concept solves trees.
Game read(const std::string& path, bool solves_trees) {
  Game game{.path = path};
  GameOrTree found = read_game_or_tree(path == "-" ? kStandardInput : path);
  if (auto* form = std::get_if<NormalFormGame>(&found)) {
    game.form = std::move(*form);
    return game;
  }
  game.tree = std::get<ExtensiveGame>(std::move(found));
  if (!solves_trees) {
    try {
      game.form = reduced_strategic_form(*game.tree);
    } catch (const InvalidArgument& error) {
      throw InvalidArgument(fmt::format("{}: {}", path, error.what()));
    }
  }
  return game;
}

/// Reads all games. @throws InputError with every problem in any of them.
std::vector<Game> read_games(const std::vector<std::string>& paths, bool solves_trees) {
  std::vector<Game> games;
  std::vector<std::string> problems;
  for (const std::string& path : paths) {
    try {
      games.push_back(read(path, solves_trees));
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
template <class Solve>
auto solve_timed(int repetitions, const Solve& solve)
    -> std::pair<decltype(solve()), std::optional<double>> {
  using Clock = std::chrono::steady_clock;
  decltype(solve()) solution;
  std::vector<double> seconds;
  do {
    const double processor = processor_seconds();
    const auto start = Clock::now();
    solution = solve();
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

ConceptOptions options_for(const Game& game, const Arguments& arguments) {
  ConceptOptions options;
  arguments.solving.apply(game.player_names(), options);
  if (game.form && arguments.solving.is_given(&ConceptOptions::start)) {
    check_start(*game.form, options.start);
  }
  return options;
}

/// The answer for a game tree.
std::string tree_report(const Game& game, const Arguments& arguments, SolutionNote note) {
  const ConceptOptions options = options_for(game, arguments);
  auto [solution, seconds] = solve_timed(arguments.repetitions, [&] {
    return solve_tree(arguments.concept_name, *game.tree, options);
  });
  note.seconds = seconds;
  return arguments.is_json ? tree_json(*game.tree, arguments.concept_name, solution, note)
                           : tree_text(*game.tree, arguments.concept_name, solution, note);
}

/// The answer for a strategic form. Equilibria of a tree's are sorted by what is played.
std::string form_report(const Game& game, const Arguments& arguments, SolutionNote note) {
  DefaultConcept chosen = {.name = arguments.concept_name};
  if (!arguments.names_concept) {
    chosen = default_concept(game.form->num_strategies());
  }
  note.reason = chosen.reason;
  const Concept& solution_concept = find_concept(chosen.name);
  // What nash alone reads says which of several equilibria count, and only one is listed instead.
  const ConceptOptions options = options_read_by(solution_concept, options_for(game, arguments));
  auto [solution, seconds] = solve_timed(
      arguments.repetitions, [&] { return solve_game(solution_concept, *game.form, options); });
  note.seconds = seconds;
  note.shows_weights = arguments.solving.is_given(&ConceptOptions::selection);
  if (game.tree && solution.equilibria.size() > 1) {
    note.plays = group_by_play(*game.tree, solution.equilibria);
  }
  return arguments.is_json ? solution_json(*game.form, chosen.name, solution, note)
                           : solution_text(*game.form, chosen.name, solution, note);
}

/// Prints the answers to the games that the concept takes.
/// @throws InputError, after that, if the concept refuses any of the games.
int solve(const Arguments& arguments) {
  (void)find_concept(arguments.concept_name);  // A wrong name is reported before other problems.
  arguments.solving.require_read_by({&arguments.concept_name, 1});
  const std::vector<std::string>& of_trees = tree_concepts();
  const std::vector<Game> games = read_games(
      arguments.games,
      std::find(of_trees.begin(), of_trees.end(), arguments.concept_name) != of_trees.end());
  const bool is_list = games.size() > 1;
  std::vector<std::string> reports;
  std::vector<std::string> problems;
  for (const Game& game : games) {
    try {
      const SolutionNote note = {.source = is_list ? game.path : ""};
      reports.push_back(game.form ? form_report(game, arguments, note)
                                  : tree_report(game, arguments, note));
    } catch (const InvalidArgument& error) {
      problems.push_back((is_list ? game.path + ": " : "") + error.what());
    }
  }
  if (arguments.is_json && is_list) {
    fmt::print("[\n{}\n]\n", fmt::join(reports, ",\n"));
  } else if (!reports.empty()) {
    // Names from files may hold control characters; JSON escapes them.
    const std::string text = fmt::format("{}", fmt::join(reports, "\n"));
    fmt::print("{}", arguments.is_json ? text + "\n" : printable(text, "\n"));
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
  CLI::Option* const named = command->add_option(
      "--concept",
      arguments->concept_name,
      concept_help() +
          ". Default: nash, and where a game is too large for it, one equilibrium by "
          "lemke-howson (two players) or logit-nash");
  arguments->solving.add_to(*command, GameSource::file);
  command->add_flag(
      "--json", arguments->is_json, "print JSON: an object, or a list of several games'");
  command
      ->add_option("--repeat",
                   arguments->repetitions,
                   "solve each game so many times and tell the median of the seconds it took")
      ->check(CLI::Range(1, 1'000'000'000));
  return {command, [arguments, named] {
            arguments->names_concept = named->count() > 0;
            return solve(*arguments);
          }};
}

}  // namespace demarche::cli
