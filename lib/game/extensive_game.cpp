// SPDX-License-Identifier: MIT
#include "demarche/game/extensive_game.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/rational.hpp"
#include "demarche/core/error.hpp"
#include "game/exact_numbers.hpp"
#include "game/own_moves.hpp"

namespace demarche {
namespace {

/// How far the sum of a chance move's probabilities may be from 1.
constexpr double kProbabilityTolerance = 1e-9;

void require(bool holds, const char* element, std::size_t index, const char* rule) {
  if (!holds) {
    throw InvalidArgument(fmt::format("{}[{}] {}", element, index, rule));
  }
}

void check_sets(const ExtensiveGame& game) {
  for (std::size_t h = 0; h < game.information_sets.size(); ++h) {
    const InformationSet& set = game.information_sets[h];
    const auto check = [&](bool holds, const char* rule) {
      require(holds, "information_sets", h, rule);
    };
    check(!set.actions.empty(), "needs at least one action");
    if (set.player) {
      check(*set.player < game.player_names.size(), "has a player who is not in the game");
      check(set.probabilities.empty(), "is a player's and has probabilities");
      continue;
    }
    check(set.probabilities.size() == set.actions.size(), "needs a probability for each action");
    double sum = 0.0;
    for (const double probability : set.probabilities) {
      check(probability >= 0.0 && probability <= 1.0, "has a probability outside [0, 1]");
      sum += probability;
    }
    check(std::abs(sum - 1.0) <= kProbabilityTolerance, "has probabilities that do not sum to 1");
  }
}

/// Checks that the nodes form a tree in which every node stands before its children. One pass is
/// enough: a child must have a larger number than its parent and only one parent.
void check_nodes(const ExtensiveGame& game) {
  std::vector<char> has_parent(game.nodes.size(), 0);
  for (std::size_t v = 0; v < game.nodes.size(); ++v) {
    const ExtensiveNode& node = game.nodes[v];
    const auto check = [&](bool holds, const char* rule) { require(holds, "nodes", v, rule); };
    check(v == 0 || has_parent[v] != 0, "is not the child of a node before it");
    check(!node.outcome || *node.outcome < game.outcomes.size(), "has an unknown outcome");
    check(!node.information_set || *node.information_set < game.information_sets.size(),
          "has an unknown information set");
    const std::size_t num_actions =
        node.information_set ? game.information_sets[*node.information_set].actions.size() : 0;
    check(node.children.size() == num_actions, "needs a child for each action");
    for (const std::size_t child : node.children) {
      check(child > v && child < game.nodes.size(), "has a child that is not after it");
      check(has_parent[child] == 0, "has a child that is another's, too");
      has_parent[child] = 1;
    }
  }
}

std::vector<double> nearest_doubles(const std::vector<Fraction>& fractions) {
  std::vector<double> doubles;
  for (const Fraction& fraction : fractions) {
    doubles.push_back(fraction.to_double());
  }
  return doubles;
}

}  // namespace

void InformationSet::set_exact_probabilities(std::vector<Fraction> exact) {
  probabilities = nearest_doubles(exact);
  exact_probabilities = std::move(exact);
}

void ExtensiveOutcome::set_exact_payoffs(std::vector<Fraction> exact) {
  payoffs = nearest_doubles(exact);
  exact_payoffs = std::move(exact);
}

bool ExtensiveGame::is_exact() const {
  return std::all_of(information_sets.begin(), information_sets.end(), has_exact_probabilities) &&
         std::all_of(outcomes.begin(), outcomes.end(), [](const ExtensiveOutcome& outcome) {
           return are_nearest(outcome.payoffs, outcome.exact_payoffs);
         });
}

void ExtensiveGame::check() const {
  if (player_names.empty() || nodes.empty()) {
    throw InvalidArgument("a game needs at least one player and one node");
  }
  check_sets(*this);
  for (std::size_t o = 0; o < outcomes.size(); ++o) {
    const std::vector<double>& payoffs = outcomes[o].payoffs;
    require(payoffs.size() == player_names.size(), "outcomes", o, "needs a payoff for each player");
    require(std::all_of(payoffs.begin(), payoffs.end(), [](double x) { return std::isfinite(x); }),
            "outcomes",
            o,
            "has a payoff that is not finite");
  }
  check_nodes(*this);
}

bool ExtensiveGame::has_perfect_recall(std::size_t player) const {
  return own_moves(*this)[player].has_perfect_recall();
}

}  // namespace demarche
