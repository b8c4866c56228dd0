// SPDX-License-Identifier: MIT
#include "demarche/report/solution_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "report/correlated_play.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

std::string heading(const NormalFormGame& game,
                    std::string_view concept_name,
                    const Solution& solution,
                    const SolutionNote& note) {
  const Certificate& certificate = solution.certificate;
  std::string text = note.source.empty() ? "" : note.source + "\n";
  text += fmt::format("{}{}concept {}: {}{}{}\n",
                      game.title,
                      game.title.empty() ? "" : "\n",
                      concept_name,
                      to_string(certificate.status),
                      certificate.is_complete ? ", the list is complete" : "",
                      certificate.is_degenerate ? ", the game is degenerate" : "");
  text += note.reason.empty() ? "" : note.reason + "\n";
  text += solution.method.empty() ? "" : solution.method + "\n";
  if (note.seconds) {
    text += fmt::format("solved in {:.3g} seconds\n", *note.seconds);
  }
  return text;
}

std::string correlated_play(const NormalFormGame& game, const Solution& solution) {
  if (solution.distribution.empty()) {
    return "";
  }
  std::string text;
  for (const WeightedProfile& profile : solution.distribution) {
    std::string names;
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      names += (i == 0 ? "" : ", ") +
               game.strategy_names[i][static_cast<std::size_t>(profile.strategies[i])];
    }
    text += fmt::format(
        "    {} {} {:.6f}\n", fitted(names, 36), bar(profile.probability, 20), profile.probability);
  }
  const auto payoffs = expected_payoffs(game, solution.distribution);
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    text += fmt::format("  {}  payoff {}\n", game.player_names[i], number(payoffs[i]));
  }
  return text + fmt::format("largest gain by disobeying {:.2g}\n", solution.certificate.max_regret);
}

std::string components(const Solution& solution) {
  constexpr std::size_t kLongRow = 8;  // So many numbers that follow each other make a range.
  std::string text;
  for (std::size_t k = 0; k < solution.components.size(); ++k) {
    text += fmt::format("component {}: equilibria", k + 1);
    const std::vector<int>& members = solution.components[k];
    for (std::size_t m = 0; m < members.size(); ++m) {
      std::size_t end = m;  // The last of the numbers that follow each other from here on.
      while (end + 1 < members.size() && members[end + 1] == members[end] + 1) {
        ++end;
      }
      text += fmt::format(" {}", members[m] + 1);
      if (end >= m + kLongRow) {
        text += fmt::format(" to {}", members[end] + 1);
        m = end;
      }
    }
    text += "\n";
  }
  return text;
}

/// The columns for the names of the strategies in use. Names of a tree's strategies list moves and
/// may be long.
std::size_t name_width(const NormalFormGame& game, const MixedProfile& profile) {
  constexpr std::size_t kLeast = 24;
  constexpr std::size_t kMost = 60;
  std::size_t width = kLeast;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    for (std::size_t s = 0; s < profile[i].size(); ++s) {
      if (profile[i][s] > 0.0) {
        width = std::max(width, text_width(game.strategy_names[i][s]));
      }
    }
  }
  return std::min(width, kMost);
}

std::string strategies(const NormalFormGame& game, const MixedProfile& profile) {
  const std::size_t width = name_width(game, profile);
  std::string text;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    text += fmt::format(
        "  {}  payoff {}\n", game.player_names[i], number(game.expected_payoff(i, profile)));
    for (std::size_t s = 0; s < profile[i].size(); ++s) {
      if (profile[i][s] > 0.0) {
        text += fmt::format("    {} {} {:.6f}\n",
                            fitted(game.strategy_names[i][s], width),
                            bar(profile[i][s], 20),
                            profile[i][s]);
      }
    }
  }
  return text;
}

/// One equilibrium. `count` says which it is.
std::string equilibrium(const NormalFormGame& game,
                        const MixedProfile& profile,
                        const std::string& count,
                        std::optional<double> weight) {
  return fmt::format("\n{}, largest gain by deviating {:.2g}{}\n",
                     count,
                     game.max_regret(profile),
                     weight ? fmt::format(", selected with weight {:.4g}", *weight) : "") +
         strategies(game, profile);
}

/// One equilibrium of each group that leads to the same play.
std::string plays(const NormalFormGame& game, const Solution& solution, const SolutionNote& note) {
  std::string text;
  for (std::size_t k = 0; k < note.plays.size(); ++k) {
    const std::vector<int>& group = note.plays[k];
    double weight = 0.0;
    for (const int e : group) {
      weight += static_cast<std::size_t>(e) < solution.weights.size()
                    ? solution.weights[static_cast<std::size_t>(e)]
                    : 0.0;
    }
    std::string count = fmt::format("play {} of {}", k + 1, note.plays.size());
    if (group.size() > 1) {
      count += fmt::format(": {} equilibria that differ where play never comes; number {}",
                           group.size(),
                           group.front() + 1);
    } else {
      count += fmt::format(": equilibrium {}", group.front() + 1);
    }
    const bool shows = note.shows_weights && !solution.weights.empty();
    text += equilibrium(game,
                        solution.equilibria[static_cast<std::size_t>(group.front())],
                        count,
                        shows ? std::optional(weight) : std::nullopt);
  }
  return text;
}

}  // namespace

std::string solution_text(const NormalFormGame& game,
                          std::string_view concept_name,
                          const Solution& solution,
                          const SolutionNote& note) {
  std::string text = heading(game, concept_name, solution, note) + correlated_play(game, solution) +
                     components(solution);
  if (!note.plays.empty()) {
    return text + plays(game, solution, note);
  }
  for (std::size_t e = 0; e < solution.equilibria.size(); ++e) {
    const bool shows = note.shows_weights && e < solution.weights.size();
    text += equilibrium(game,
                        solution.equilibria[e],
                        fmt::format("{} of {}", e + 1, solution.equilibria.size()),
                        shows ? std::optional(solution.weights[e]) : std::nullopt);
  }
  return text;
}

}  // namespace demarche
