// SPDX-License-Identifier: MIT
#include "solve/trees/tree_assessment.hpp"

#include <algorithm>
#include <cassert>

namespace demarche {
namespace {

/// The probability of reaching each node from the root of the piece. Products of the probabilities
/// themselves, not exponentials of sums as in node_reach(), keep chance's probabilities as they
/// are.
std::vector<double> reach_probabilities(const TreePiece& piece, const std::vector<double>& moves) {
  std::vector<double> reach(piece.nodes.size(), 1.0);
  for (std::size_t v = 1; v < reach.size(); ++v) {
    const TreePiece::Node& node = piece.nodes[v];
    reach[v] =
        reach[node.parent] * (node.move == TreePiece::kNone ? node.chance : moves[node.move]);
  }
  return reach;
}

/// Bayes' rule at a set that is reached; `otherwise` at one that is not.
std::vector<double> beliefs_of(const TreePiece::Set& set,
                               const std::vector<double>& reach,
                               const std::vector<double>& otherwise) {
  double total = 0.0;
  std::vector<double> beliefs;
  for (const std::size_t v : set.nodes) {
    total += beliefs.emplace_back(reach[v]);
  }
  if (total == 0.0) {
    return otherwise;
  }
  for (double& belief : beliefs) {
    belief /= total;
  }
  return beliefs;
}

/// Nodes of a piece are numbered along its walk, those of the game as the game likes.
std::vector<double> in_order_of_game(const TreePiece& piece,
                                     const TreePiece::Set& set,
                                     const std::vector<double>& beliefs) {
  std::vector<std::pair<std::size_t, double>> sorted;
  for (std::size_t k = 0; k < set.nodes.size(); ++k) {
    sorted.emplace_back(piece.nodes[set.nodes[k]].in_game, beliefs[k]);
  }
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> ordered;
  for (const auto& [node, belief] : sorted) {
    ordered.push_back(belief);
  }
  return ordered;
}

}  // namespace

TreeAssessment empty_assessment(const ExtensiveGame& game) {
  TreeAssessment assessment;
  for (const InformationSet& set : game.information_sets) {
    assessment.behaviour.push_back(set.probabilities);
  }
  assessment.beliefs.resize(game.information_sets.size());
  assessment.regrets.assign(game.information_sets.size(), 0.0);
  assessment.payoffs.assign(game.player_names.size(), 0.0);
  return assessment;
}

std::vector<std::vector<double>> beliefs_after(const TreePiece& piece,
                                               const std::vector<double>& moves,
                                               const std::vector<std::vector<double>>& unreached) {
  assert(moves.size() == piece.num_moves && unreached.size() == piece.sets.size());
  const std::vector<double> reach = reach_probabilities(piece, moves);
  std::vector<std::vector<double>> beliefs;
  for (std::size_t h = 0; h < piece.sets.size(); ++h) {
    beliefs.push_back(beliefs_of(piece.sets[h], reach, unreached[h]));
  }
  return beliefs;
}

std::vector<double> assess(const TreePiece& piece,
                           const std::vector<double>& moves,
                           const std::vector<std::vector<double>>& unreached,
                           TreeAssessment& assessment) {
  std::vector<double> worth = continuation_payoffs(piece, moves);
  const auto beliefs = beliefs_after(piece, moves, unreached);
  for (std::size_t h = 0; h < piece.sets.size(); ++h) {
    const TreePiece::Set& set = piece.sets[h];
    const std::vector<double> payoffs = action_payoffs(piece, set, beliefs[h], worth);
    double mean = 0.0;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      mean += moves[set.first_move + a] * payoffs[a];
    }
    const auto first = moves.begin() + static_cast<std::ptrdiff_t>(set.first_move);
    assessment.behaviour[set.in_game].assign(first,
                                             first + static_cast<std::ptrdiff_t>(set.num_actions));
    assessment.beliefs[set.in_game] = in_order_of_game(piece, set, beliefs[h]);
    assessment.regrets[set.in_game] =
        std::max(0.0, *std::max_element(payoffs.begin(), payoffs.end()) - mean);
  }
  return worth;
}

}  // namespace demarche
