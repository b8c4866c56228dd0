// SPDX-License-Identifier: MIT
#include "demarche/report/solution_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "report/text.hpp"

namespace demarche {
namespace {

/// A name read from a file may hold bytes that are not UTF-8.
constexpr auto kReplaceInvalid = nlohmann::ordered_json::error_handler_t::replace;

/// Strategies' names with commas; their numbers (from 1) where names would be ambiguous.
std::string profile_key(const NormalFormGame& game, const std::vector<int>& profile) {
  bool is_clear = true;
  for (const auto& names : game.strategy_names) {
    const std::set<std::string> distinct(names.begin(), names.end());
    is_clear = is_clear && distinct.size() == names.size() &&
               std::none_of(names.begin(), names.end(), [](const std::string& name) {
                 return name.find(',') != std::string::npos;
               });
  }
  std::string key;
  for (std::size_t i = 0; i < profile.size(); ++i) {
    const auto s = static_cast<std::size_t>(profile[i]);
    key += (i == 0 ? "" : ",") + (is_clear ? game.strategy_names[i][s] : std::to_string(s + 1));
  }
  return key;
}

std::vector<double> expected_payoffs(const NormalFormGame& game,
                                     const std::vector<WeightedProfile>& distribution) {
  std::vector<double> payoffs(game.num_players(), 0.0);
  for (const WeightedProfile& profile : distribution) {
    for (std::size_t i = 0; i < payoffs.size(); ++i) {
      payoffs[i] += profile.probability * game.payoffs(i)[game.profile_index(profile.strategies)];
    }
  }
  return payoffs;
}

}  // namespace

std::string solution_json(const NormalFormGame& game,
                          std::string_view concept_name,
                          const Solution& solution,
                          const SolutionNote& note) {
  nlohmann::ordered_json json;
  if (!note.source.empty()) {
    json["game"] = note.source;
  }
  json["players"] = game.player_names;
  json["concept"] = concept_name;
  json["status"] = to_string(solution.certificate.status);
  json["complete"] = solution.certificate.is_complete;
  json["degenerate"] = solution.certificate.is_degenerate;
  if (note.seconds) {
    json["seconds"] = *note.seconds;
  }
  json["equilibria"] = nlohmann::ordered_json::array();
  for (std::size_t e = 0; e < solution.equilibria.size(); ++e) {
    const MixedProfile& profile = solution.equilibria[e];
    std::vector<double> payoffs;
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      payoffs.push_back(game.expected_payoff(i, profile));
    }
    nlohmann::ordered_json& equilibrium = json["equilibria"].emplace_back();
    equilibrium["strategies"] = profile;
    equilibrium["payoffs"] = payoffs;
    equilibrium["max_regret"] = game.max_regret(profile);
    if (!solution.weights.empty()) {
      equilibrium["weight"] = solution.weights[e];
    }
  }
  if (!solution.components.empty()) {
    json["components"] = solution.components;
  }
  for (const WeightedProfile& profile : solution.distribution) {
    json["distribution"][profile_key(game, profile.strategies)] = profile.probability;
  }
  if (!solution.distribution.empty()) {
    json["payoffs"] = expected_payoffs(game, solution.distribution);
    json["max_regret"] = solution.certificate.max_regret;
  }
  if (!solution.method.empty()) {
    json["method"] = solution.method;
  }
  return json.dump(2, ' ', false, kReplaceInvalid);
}

std::string solution_text(const NormalFormGame& game,
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
    text += fmt::format("{}\n", solution.method);
  }
  if (note.seconds) {
    text += fmt::format("solved in {:.3g} seconds\n", *note.seconds);
  }
  for (const WeightedProfile& profile : solution.distribution) {
    std::string names;
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      names += (i == 0 ? "" : ", ") +
               game.strategy_names[i][static_cast<std::size_t>(profile.strategies[i])];
    }
    text += fmt::format(
        "    {} {} {:.6f}\n", fitted(names, 36), bar(profile.probability, 20), profile.probability);
  }
  if (!solution.distribution.empty()) {
    const auto payoffs = expected_payoffs(game, solution.distribution);
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      text += fmt::format("  {}  payoff {}\n", game.player_names[i], number(payoffs[i]));
    }
    text += fmt::format("largest gain by disobeying {:.2g}\n", certificate.max_regret);
  }
  for (std::size_t k = 0; k < solution.components.size(); ++k) {
    text += fmt::format("component {}: equilibria", k + 1);
    for (const int e : solution.components[k]) {
      text += fmt::format(" {}", e + 1);
    }
    text += "\n";
  }
  for (std::size_t e = 0; e < solution.equilibria.size(); ++e) {
    const MixedProfile& profile = solution.equilibria[e];
    text += fmt::format("\n{} of {}, largest gain by deviating {:.2g}{}\n",
                        e + 1,
                        solution.equilibria.size(),
                        game.max_regret(profile),
                        solution.weights.empty()
                            ? ""
                            : fmt::format(", selected with weight {:.4g}", solution.weights[e]));
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
  }
  return text;
}

}  // namespace demarche
