// SPDX-License-Identifier: MIT
#include "game/integer_tree.hpp"

#include <algorithm>
#include <utility>

namespace demarche {
namespace {

constexpr std::size_t kMostBits = 4096;
constexpr std::size_t kMostBitsTogether = std::size_t{1} << 28;

/// Whether `count` integers of about this size are small enough to be kept.
bool is_small(const Integer& largest, std::size_t count) {
  const std::size_t bits = msb(largest) + 1;
  return bits <= kMostBits && bits <= kMostBitsTogether / std::max<std::size_t>(count, 1);
}

/// The probabilities of chance's moves before each node. Nodes after a player's move share the
/// weight of the node before it.
bool add_weights(const ExtensiveGame& game, IntegerTree& tree) {
  std::vector<Rational> probabilities = {1};
  tree.weight_of.assign(game.nodes.size(), 0);
  for (std::size_t v = 0; v < game.nodes.size(); ++v) {
    const ExtensiveNode& node = game.nodes[v];
    if (!node.information_set) {
      continue;
    }
    const InformationSet& set = game.information_sets[*node.information_set];
    for (std::size_t a = 0; a < node.children.size(); ++a) {
      std::size_t& weight = tree.weight_of[node.children[a]];
      weight = tree.weight_of[v];
      if (!set.player) {
        probabilities.emplace_back(probabilities[weight] * to_rational(set.exact_probabilities[a]));
        weight = probabilities.size() - 1;
        tree.weight_scale = with_denominator(tree.weight_scale, probabilities.back());
        if (!is_small(tree.weight_scale, probabilities.size())) {
          return false;
        }
      }
    }
  }
  for (const Rational& probability : probabilities) {
    tree.weights.push_back(times(probability, tree.weight_scale));
  }
  return true;
}

bool add_payoffs(const ExtensiveGame& game, IntegerTree& tree) {
  tree.payoffs.assign(game.outcomes.size(), {});
  for (std::size_t i = 0; i < game.player_names.size(); ++i) {
    Integer scale = 1;
    for (const ExtensiveOutcome& outcome : game.outcomes) {
      scale = with_denominator(scale, to_rational(outcome.exact_payoffs[i]));
      if (!is_small(scale, game.outcomes.size() * game.player_names.size())) {
        return false;
      }
    }
    for (std::size_t o = 0; o < game.outcomes.size(); ++o) {
      tree.payoffs[o].push_back(times(to_rational(game.outcomes[o].exact_payoffs[i]), scale));
    }
    tree.payoff_scales.push_back(std::move(scale));
  }
  return true;
}

/// The most outcomes that stand on one path of the tree.
std::size_t most_outcomes(const ExtensiveGame& game) {
  std::size_t most = 0;
  std::vector<std::size_t> passed(game.nodes.size(), 0);
  for (std::size_t v = 0; v < game.nodes.size(); ++v) {
    passed[v] += game.nodes[v].outcome ? 1 : 0;
    most = std::max(most, passed[v]);
    for (const std::size_t child : game.nodes[v].children) {
      passed[child] = passed[v];
    }
  }
  return most;
}

}  // namespace

std::optional<IntegerTree> integer_tree(const ExtensiveGame& game) {
  IntegerTree tree;
  if (!game.is_exact() || !add_weights(game, tree) || !add_payoffs(game, tree)) {
    return std::nullopt;
  }
  Integer largest = 0;
  for (const auto& payoffs : tree.payoffs) {
    for (const Integer& payoff : payoffs) {
      largest = std::max(largest, Integer(abs(payoff)));
    }
  }
  tree.largest_sum = tree.weight_scale * largest * most_outcomes(game);
  return tree;
}

}  // namespace demarche
