// SPDX-License-Identifier: MIT
#include "cli/concept_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "demarche/core/error.hpp"

namespace demarche::cli {
namespace {

int find_player(const std::vector<std::string>& players, const std::string& name) {
  const auto found = std::find(players.begin(), players.end(), name);
  if (found == players.end()) {
    throw InvalidArgument(fmt::format(
        "there is no player '{}' who chooses; there are {}", name, fmt::join(players, ", ")));
  }
  return static_cast<int>(found - players.begin());
}

}  // namespace

std::string concept_help() {
  std::string text = "solution concept: ";
  for (const Concept& entry : concepts()) {
    text += (&entry == &concepts().front() ? "" : ", ") + std::string(entry.name);
  }
  return text;
}

void ConceptArguments::add_to(CLI::App& command) {
  command.add_option("--selection",
                     selection,
                     "which of several equilibria counts: uniform, payoff-dominant, risk-dominant, "
                     "utilitarian, nearest (the status quo), logit, entropy");
  command.add_option("--player", player, "who commits (stackelberg) or whose payoff counts");
  command.add_option("--order", order, "order of moves (sequential): players, with commas")
      ->delimiter(',');
  command.add_option("--objective", objective, "of correlated play: welfare, player, fairness");
  command.add_option("--level", level, "steps of reasoning (level-k)");
  command.add_option("--mean-level", mean_level, "mean steps of reasoning (cognitive-hierarchy)");
  command.add_option("--max-seconds", max_seconds, "time budget per game");
  command.add_option("--max-iterations", max_iterations, "budget of steps per game");
}

void ConceptArguments::apply(const std::vector<std::string>& players,
                             ConceptOptions& options) const {
  if (!selection.empty()) {
    options.selection = find_selection(selection);
  }
  if (!objective.empty()) {
    options.objective = find_objective(objective);
  }
  if (!player.empty()) {
    options.player = find_player(players, player);
  }
  for (const std::string& name : order) {
    options.order.push_back(find_player(players, name));
  }
  options.level = level.value_or(options.level);
  options.mean_level = mean_level.value_or(options.mean_level);
  options.max_seconds = max_seconds.value_or(options.max_seconds);
  options.max_iterations = max_iterations.value_or(options.max_iterations);
}

}  // namespace demarche::cli
