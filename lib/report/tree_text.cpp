// SPDX-License-Identifier: MIT
#include "demarche/report/tree_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "report/answer_json.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

/// What the tree says of nodes beyond their fields.
struct TreeView {
  explicit TreeView(const ExtensiveGame& game, const BehaviourProfile& behaviour)
      : parents(game.nodes.size(), 0),
        actions(game.nodes.size(), 0),
        depths(game.nodes.size(), 0),
        reach(game.nodes.size(), 1.0),
        nodes(game.information_sets.size()) {
    for (std::size_t v = 0; v < game.nodes.size(); ++v) {
      const ExtensiveNode& node = game.nodes[v];
      if (node.information_set) {
        nodes[*node.information_set].push_back(v);
      }
      for (std::size_t a = 0; a < node.children.size(); ++a) {
        parents[node.children[a]] = v;
        actions[node.children[a]] = a;
        depths[node.children[a]] = depths[v] + 1;
        reach[node.children[a]] = reach[v] * behaviour[*node.information_set][a];
      }
    }
  }

  std::vector<std::size_t> parents;
  std::vector<std::size_t> actions;             ///< The action that leads to each node.
  std::vector<std::size_t> depths;              ///< The moves before each node.
  std::vector<double> reach;                    ///< The probability that play comes to each node.
  std::vector<std::vector<std::size_t>> nodes;  ///< Of each information set.
};

std::string action_name(const InformationSet& set, std::size_t action) {
  return set.actions[action].empty() ? std::to_string(action + 1) : set.actions[action];
}

/// The moves that lead to a node, with commas. Of many, only the last ones are named, so that a
/// report grows with the tree and not with its square.
std::string history(const ExtensiveGame& game, const TreeView& view, std::size_t node) {
  constexpr std::size_t kMostNamed = 16;
  if (node == 0) {
    return "first move";
  }
  std::vector<std::string> names;
  for (std::size_t v = node; v != 0 && names.size() < kMostNamed; v = view.parents[v]) {
    const InformationSet& set = game.information_sets[*game.nodes[view.parents[v]].information_set];
    names.push_back(action_name(set, view.actions[v]));
  }
  std::reverse(names.begin(), names.end());
  const std::size_t num_left_out = view.depths[node] - names.size();
  return (num_left_out > 0 ? fmt::format("{} moves, then ", num_left_out) : "") +
         fmt::format("{}", fmt::join(names, ", "));
}

/// The set's name, or the moves that lead to its nodes.
std::string set_name(const ExtensiveGame& game, const TreeView& view, std::size_t h) {
  constexpr std::size_t kMostNodes = 3;
  if (!game.information_sets[h].name.empty()) {
    return game.information_sets[h].name;
  }
  const std::vector<std::size_t>& nodes = view.nodes[h];
  if (nodes.size() > kMostNodes) {
    return fmt::format(
        "{}, or one of {} other ways here", history(game, view, nodes[0]), nodes.size() - 1);
  }
  std::vector<std::string> ways;
  for (const std::size_t node : nodes) {
    ways.push_back(history(game, view, node));
  }
  return fmt::format("{}", fmt::join(ways, ", or "));
}

std::string heading(const ExtensiveGame& game,
                    std::string_view concept_name,
                    const TreeSolution& solution,
                    const SolutionNote& note) {
  const Certificate& certificate = solution.certificate;
  std::string text = note.source.empty() ? "" : note.source + "\n";
  text += game.title.empty() ? "" : game.title + "\n";
  text += fmt::format("concept {}: {}{}{}\n",
                      concept_name,
                      to_string(certificate.status),
                      certificate.is_complete ? ", the only answer" : "",
                      certificate.is_degenerate ? ", the game is degenerate" : "");
  text += solution.method.empty() ? "" : solution.method + "\n";
  if (note.seconds) {
    text += fmt::format("solved in {:.3g} seconds\n", *note.seconds);
  }
  return text;
}

/// What is played at a set, and what its player believes there.
std::string set_text(const ExtensiveGame& game,
                     const TreeSolution& solution,
                     const TreeView& view,
                     std::size_t h) {
  const InformationSet& set = game.information_sets[h];
  double reach = 0.0;
  for (const std::size_t v : view.nodes[h]) {
    reach += view.reach[v];
  }
  const auto& ties = solution.tied_sets;
  std::string text = fmt::format(
      "    {}{}{}\n",
      set_name(game, view, h),
      reach == 0.0 ? " (never reached)" : "",
      std::binary_search(ties.begin(), ties.end(), h) ? " (another action pays the same)" : "");
  for (std::size_t a = 0; a < set.actions.size(); ++a) {
    const double probability = solution.assessment.behaviour[h][a];
    if (probability > 0.0) {
      text += fmt::format("      {} {} {:.6f}\n",
                          fitted(action_name(set, a), 22),
                          bar(probability, 20),
                          probability);
    }
  }
  for (std::size_t k = 0; k < view.nodes[h].size() && view.nodes[h].size() > 1; ++k) {
    const double belief = solution.assessment.beliefs[h][k];
    if (belief > 0.0) {
      text += fmt::format(
          "      after {}: {}\n", history(game, view, view.nodes[h][k]), percent(belief));
    }
  }
  return text;
}

}  // namespace

std::string tree_text(const ExtensiveGame& game,
                      std::string_view concept_name,
                      const TreeSolution& solution,
                      const SolutionNote& note) {
  std::string text = heading(game, concept_name, solution, note);
  if (solution.certificate.status != SolveStatus::converged) {
    return text;
  }
  const TreeView view(game, solution.assessment.behaviour);
  text += fmt::format("\nlargest gain by another action {:.2g}\n", solution.certificate.max_regret);
  for (std::size_t i = 0; i < game.player_names.size(); ++i) {
    text += fmt::format(
        "  {}  payoff {}\n", game.player_names[i], number(solution.assessment.payoffs[i]));
    for (std::size_t h = 0; h < game.information_sets.size(); ++h) {
      if (game.information_sets[h].player == i && !view.nodes[h].empty()) {
        text += set_text(game, solution, view, h);
      }
    }
  }
  return text;
}

std::string tree_json(const ExtensiveGame& game,
                      std::string_view concept_name,
                      const TreeSolution& solution,
                      const SolutionNote& note) {
  nlohmann::ordered_json json =
      answer_json(game.player_names, concept_name, solution.certificate, note);
  if (solution.certificate.status == SolveStatus::converged) {
    json["payoffs"] = solution.assessment.payoffs;
    json["max_regret"] = solution.certificate.max_regret;
    json["information_sets"] = nlohmann::ordered_json::array();
    for (std::size_t h = 0; h < game.information_sets.size(); ++h) {
      const InformationSet& set = game.information_sets[h];
      nlohmann::ordered_json& entry = json["information_sets"].emplace_back();
      entry["name"] = set.name;
      entry["player"] = set.player ? nlohmann::ordered_json(game.player_names[*set.player])
                                   : nlohmann::ordered_json(nullptr);
      entry["actions"] = set.actions;
      entry["probabilities"] = solution.assessment.behaviour[h];
      entry["beliefs"] = solution.assessment.beliefs[h];
      entry["regret"] = solution.assessment.regrets[h];
    }
    json["tied_sets"] = solution.tied_sets;
  }
  json["method"] = solution.method;
  return json_text(json);
}

}  // namespace demarche
