// SPDX-License-Identifier: MIT
#include "demarche/report/solution_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "demarche/game/responses.hpp"
#include "report/answer_json.hpp"
#include "report/correlated_play.hpp"

namespace demarche {
namespace {

/// The names of a profile's strategies, with commas. Numbers from 1 replace ambiguous names.
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

}  // namespace

std::string solution_json(const NormalFormGame& game,
                          std::string_view concept_name,
                          const Solution& solution,
                          const SolutionNote& note) {
  nlohmann::ordered_json json =
      answer_json(game.player_names, concept_name, solution.certificate, note);
  json["equilibria"] = nlohmann::ordered_json::array();
  for (std::size_t e = 0; e < solution.equilibria.size(); ++e) {
    const MixedProfile& profile = solution.equilibria[e];
    nlohmann::ordered_json& equilibrium = json["equilibria"].emplace_back();
    equilibrium["strategies"] = profile;
    equilibrium["payoffs"] = expected_payoffs(game, profile);
    equilibrium["max_regret"] = game.max_regret(profile);
    if (note.shows_weights && e < solution.weights.size()) {
      equilibrium["weight"] = solution.weights[e];
    }
  }
  if (!note.plays.empty()) {
    json["plays"] = note.plays;
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
  return json_text(json);
}

}  // namespace demarche
