// SPDX-License-Identifier: MIT
#include "demarche/report/solution_text.hpp"

#include <fmt/format.h>

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
  if (!solution.method.empty()) {
    text += solution.method + "\n";
  }
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
  std::string text;
  for (std::size_t k = 0; k < solution.components.size(); ++k) {
    text += fmt::format("component {}: equilibria", k + 1);
    for (const int e : solution.components[k]) {
      text += fmt::format(" {}", e + 1);
    }
    text += "\n";
  }
  return text;
}

std::string strategies(const NormalFormGame& game, const MixedProfile& profile) {
  std::string text;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    text += fmt::format(
        "  {}  payoff {}\n", game.player_names[i], number(game.expected_payoff(i, profile)));
    for (std::size_t s = 0; s < profile[i].size(); ++s) {
      if (profile[i][s] > 0.0) {
        text += fmt::format("    {} {} {:.6f}\n",
                            fitted(game.strategy_names[i][s], 24),
                            bar(profile[i][s], 20),
                            profile[i][s]);
      }
    }
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
  for (std::size_t e = 0; e < solution.equilibria.size(); ++e) {
    const MixedProfile& profile = solution.equilibria[e];
    text += fmt::format("\n{} of {}, largest gain by deviating {:.2g}{}\n",
                        e + 1,
                        solution.equilibria.size(),
                        game.max_regret(profile),
                        note.shows_weights && e < solution.weights.size()
                            ? fmt::format(", selected with weight {:.4g}", solution.weights[e])
                            : "");
    text += strategies(game, profile);
  }
  return text;
}

}  // namespace demarche
