// SPDX-License-Identifier: MIT
// Solves games as one batch, on one thread and with every instruction set in turn, and prints as
// JSON the time it takes and the answers. compare.py runs it for its rows named "batch".
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "demarche/core/error.hpp"
#include "demarche/core/instruction_set.hpp"
#include "demarche/game/game_file.hpp"
#include "demarche/solve/batch.hpp"

namespace demarche {
namespace {

struct Arguments {
  std::vector<std::string> games;
  std::string concept_name = "nash";
  std::size_t num_games = 10'240;
  int repetitions = 5;
};

/// The games' payoffs one after another; all games are repeated until there are enough.
struct Batch {
  std::size_t num_games = 0;
  std::vector<int> num_strategies;
  std::vector<double> payoffs;
};

Batch read_batch(const Arguments& arguments) {
  Batch batch;
  for (const std::string& path : arguments.games) {
    const NormalFormGame game = read_game(path);
    if (batch.num_games == 0) {
      batch.num_strategies = game.num_strategies();
    } else if (batch.num_strategies != game.num_strategies()) {
      throw InvalidArgument(path + ": all games of a batch must be of one size");
    }
    for (std::size_t i = 0; i < batch.num_strategies.size(); ++i) {
      batch.payoffs.insert(batch.payoffs.end(), game.payoffs(i).begin(), game.payoffs(i).end());
    }
    ++batch.num_games;
  }
  const std::vector<double> once = batch.payoffs;
  while (batch.num_games < arguments.num_games) {
    batch.payoffs.insert(batch.payoffs.end(), once.begin(), once.end());
    batch.num_games += arguments.games.size();
  }
  return batch;
}

/// Lists of profiles, a profile being a list of numbers per player.
std::string answer_text(const BatchSolution& solution, const Batch& batch, std::size_t game) {
  std::vector<std::string> profiles;
  for (std::size_t p = solution.first_profile[game]; p < solution.first_profile[game + 1]; ++p) {
    std::vector<std::string> players;
    auto rest = solution.profile(p);
    for (const int count : batch.num_strategies) {
      const auto own = rest.first(static_cast<std::size_t>(count));
      players.push_back(fmt::format("[{}]", fmt::join(own, ", ")));
      rest = rest.subspan(own.size());
    }
    profiles.push_back(fmt::format("[{}]", fmt::join(players, ", ")));
  }
  return fmt::format(R"({{"status": "{}", "equilibria": [{}]}})",
                     to_string(solution.certificates[game].status),
                     fmt::join(profiles, ", "));
}

/// Processor time of this thread. A batch takes so long that the clock would count other programs,
/// too.
double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// The result of one instruction set: the seconds of each call for the whole batch, and the
/// answers.
struct Measured {
  std::vector<double> seconds;
  std::vector<std::string> answers;
};

/// The sets take turns, so that other load on the machine slows all of them alike.
std::map<std::string, Measured> measure(const Batch& batch, const Arguments& arguments) {
  const GamesView<double> games = {.data = batch.payoffs.data(),
                                   .num_games = batch.num_games,
                                   .num_strategies = batch.num_strategies};
  std::map<std::string, Measured> measured;
  for (int repetition = 0; repetition < arguments.repetitions; ++repetition) {
    for (const std::string& name : instruction_sets()) {
      use_instruction_set(name);
      const double start = processor_seconds();
      const auto solution =
          solve_batch(games, {.concept_name = arguments.concept_name, .threads = 1});
      Measured& own = measured[name];
      own.seconds.push_back(processor_seconds() - start);
      for (std::size_t g = 0; own.answers.size() < arguments.games.size(); ++g) {
        own.answers.push_back(answer_text(solution, batch, g));
      }
    }
  }
  return measured;
}

void report(const Arguments& arguments) {
  const Batch batch = read_batch(arguments);
  std::vector<std::string> sets;
  for (auto& [name, own] : measure(batch, arguments)) {
    const auto middle = own.seconds.begin() + static_cast<std::ptrdiff_t>(own.seconds.size() / 2);
    std::nth_element(own.seconds.begin(), middle, own.seconds.end());
    sets.push_back(fmt::format(R"("{}": {{"seconds_per_game": {}, "answers": [
{}
]}})",
                               name,
                               *middle / static_cast<double>(batch.num_games),
                               fmt::join(own.answers, ",\n")));
  }
  fmt::print("{{{}}}\n", fmt::join(sets, ",\n"));
}

}  // namespace
}  // namespace demarche

int main(int argc, char** argv) {
  demarche::Arguments arguments;
  CLI::App app("Solve games as one batch on one thread, and tell the time as JSON");
  app.add_option("GAME", arguments.games, "game files, all of one size")->required();
  app.add_option("--concept", arguments.concept_name, "what to solve for; default nash");
  app.add_option("--least", arguments.num_games, "repeat the games until they are so many")
      ->check(CLI::Range(1, 100'000'000));
  app.add_option("--repeat", arguments.repetitions, "solve so often; the median time counts")
      ->check(CLI::Range(1, 1'000'000));
  CLI11_PARSE(app, argc, argv);
  try {
    demarche::report(arguments);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
  return 0;
}
