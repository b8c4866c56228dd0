// SPDX-License-Identifier: MIT
#include "solve/trees/tree_piece.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>

namespace demarche {
namespace {

/// Builds a piece in one walk.
class Walk {
 public:
  Walk(const ExtensiveGame& game, const NodeValues& values) : game_(game), values_(values) {
    piece_.num_players = game.player_names.size();
  }

  TreePiece run(std::size_t root) {
    // A stack instead of a recursion, since trees may be millions of nodes deep.
    std::vector<Open> open = {{.in_game = root}};
    while (!open.empty()) {
      const Open next = open.back();
      open.pop_back();
      const std::size_t here = add(next);
      const ExtensiveNode& node = game_.nodes[next.in_game];
      if (is_leaf(next.in_game, here)) {
        continue;
      }
      const InformationSet& set = game_.information_sets[*node.information_set];
      const std::size_t first_move = set.player ? enter(here, *node.information_set) : 0;
      for (std::size_t a = node.children.size(); a-- > 0;) {
        open.push_back({.in_game = node.children[a],
                        .parent = here,
                        .move = set.player ? first_move + a : TreePiece::kNone,
                        .chance = set.player ? 1.0 : set.probabilities[a]});
      }
    }
    finish();
    return std::move(piece_);
  }

 private:
  struct Open {
    std::size_t in_game = 0;
    std::size_t parent = TreePiece::kNone;
    std::size_t move = TreePiece::kNone;
    double chance = 1.0;
  };

  [[nodiscard]] bool is_leaf(std::size_t in_game, std::size_t here) const {
    return !game_.nodes[in_game].information_set || (here > 0 && values_[in_game]);
  }

  std::size_t add(const Open& next) {
    const std::size_t here = piece_.nodes.size();
    piece_.nodes.push_back({.in_game = next.in_game,
                            .parent = next.parent,
                            .end = 0,
                            .set = TreePiece::kNone,
                            .move = next.move,
                            .chance = next.chance,
                            .children = {}});
    if (next.parent != TreePiece::kNone) {
      piece_.nodes[next.parent].children.push_back(here);
    }
    const ExtensiveNode& node = game_.nodes[next.in_game];
    const auto& value = values_[next.in_game];
    const bool is_known = here > 0 && value;
    for (std::size_t i = 0; i < piece_.num_players; ++i) {
      piece_.payoffs.push_back(is_known       ? value->payoffs[i]
                               : node.outcome ? game_.outcomes[*node.outcome].payoffs[i]
                                              : 0.0);
      piece_.errors.push_back(is_known ? value->errors[i] : 0.0);
    }
    return here;
  }

  /// Puts a node into its information set and returns the set's first move.
  std::size_t enter(std::size_t here, std::size_t in_game) {
    const auto [place, is_new] = places_.emplace(in_game, piece_.sets.size());
    if (is_new) {
      const InformationSet& set = game_.information_sets[in_game];
      piece_.sets.push_back({.in_game = in_game,
                             .player = *set.player,
                             .first_move = piece_.num_moves,
                             .num_actions = set.actions.size(),
                             .nodes = {}});
      piece_.num_moves += set.actions.size();
    }
    piece_.nodes[here].set = place->second;
    piece_.sets[place->second].nodes.push_back(here);
    return piece_.sets[place->second].first_move;
  }

  /// Children were pushed in reverse and are popped in order, so node numbers follow the walk. A
  /// node ends where its last child ends.
  void finish() {
    for (std::size_t v = piece_.nodes.size(); v-- > 0;) {
      TreePiece::Node& node = piece_.nodes[v];
      node.end = node.children.empty() ? v + 1 : piece_.nodes[node.children.back()].end;
    }
  }

  const ExtensiveGame& game_;
  const NodeValues& values_;
  TreePiece piece_;
  std::map<std::size_t, std::size_t> places_;  ///< Of the game's sets among those of the piece.
};

}  // namespace

TreePiece make_piece(const ExtensiveGame& game, std::size_t root, const NodeValues& values) {
  assert(values.size() == game.nodes.size());
  return Walk(game, values).run(root);
}

std::vector<double> continuation_payoffs(const TreePiece& piece, const std::vector<double>& moves) {
  assert(moves.size() == piece.num_moves);
  std::vector<double> worth = piece.payoffs;
  for (std::size_t v = piece.nodes.size(); v-- > 1;) {
    const TreePiece::Node& node = piece.nodes[v];
    const double probability = node.move == TreePiece::kNone ? node.chance : moves[node.move];
    for (std::size_t i = 0; i < piece.num_players; ++i) {
      worth[node.parent * piece.num_players + i] += probability * worth[v * piece.num_players + i];
    }
  }
  return worth;
}

std::vector<double> continuation_errors(const TreePiece& piece,
                                        const std::vector<double>& moves,
                                        const std::vector<double>& move_errors,
                                        const std::vector<double>& worth) {
  constexpr double kUnit = std::numeric_limits<double>::epsilon();
  const std::size_t n = piece.num_players;
  std::vector<double> errors = piece.errors;
  for (std::size_t v = piece.nodes.size(); v-- > 0;) {
    const TreePiece::Node& node = piece.nodes[v];
    const bool is_chance = node.move == TreePiece::kNone;
    for (std::size_t i = 0; i < n; ++i) {
      errors[v * n + i] += kUnit * std::abs(piece.payoff(v, i));
      if (v == 0) {
        continue;
      }
      const double value = worth[v * n + i];
      const double probability = is_chance ? node.chance : moves[node.move];
      const auto num_terms = static_cast<double>(piece.nodes[node.parent].children.size() + 1);
      // Probabilities sum to 1, so their errors count with the distance from the mean.
      const double mean = worth[node.parent * n + i] - piece.payoff(node.parent, i);
      errors[node.parent * n + i] +=
          probability * (errors[v * n + i] + num_terms * kUnit * std::abs(value)) +
          (is_chance ? 0.0 : move_errors[node.move] * std::abs(value - mean));
    }
  }
  return errors;
}

std::vector<double> action_payoffs(const TreePiece& piece,
                                   const TreePiece::Set& set,
                                   const std::vector<double>& beliefs,
                                   const std::vector<double>& worth) {
  std::vector<double> payoffs(set.num_actions, 0.0);
  for (std::size_t k = 0; k < set.nodes.size(); ++k) {
    const auto& children = piece.nodes[set.nodes[k]].children;
    for (std::size_t a = 0; a < set.num_actions; ++a) {
      payoffs[a] += beliefs[k] * worth[children[a] * piece.num_players + set.player];
    }
  }
  return payoffs;
}

std::vector<NodeReach> node_reach(const TreePiece& piece, const std::vector<double>& logs) {
  std::vector<NodeReach> reach(piece.nodes.size());
  for (std::size_t v = 1; v < reach.size(); ++v) {
    const TreePiece::Node& node = piece.nodes[v];
    reach[v] = reach[node.parent];
    if (node.move != TreePiece::kNone) {
      reach[v].log += logs[node.move];
    } else if (node.chance > 0.0) {
      reach[v].log += std::log(node.chance);
    } else {
      ++reach[v].num_never;
    }
  }
  return reach;
}

std::vector<double> beliefs_at(const TreePiece::Set& set, const std::vector<NodeReach>& reach) {
  NodeReach most = reach[set.nodes[0]];
  for (const std::size_t v : set.nodes) {
    const bool is_likelier = reach[v].num_never < most.num_never ||
                             (reach[v].num_never == most.num_never && reach[v].log > most.log);
    most = is_likelier ? reach[v] : most;
  }
  std::vector<double> beliefs;
  double total = 0.0;
  for (const std::size_t v : set.nodes) {
    total += beliefs.emplace_back(
        reach[v].num_never == most.num_never ? std::exp(reach[v].log - most.log) : 0.0);
  }
  for (double& belief : beliefs) {
    belief /= total;
  }
  return beliefs;
}

std::vector<std::vector<double>> even_beliefs(const TreePiece& piece) {
  std::vector<double> logs(piece.num_moves);
  for (const TreePiece::Set& set : piece.sets) {
    std::fill_n(logs.begin() + static_cast<std::ptrdiff_t>(set.first_move),
                set.num_actions,
                -std::log(static_cast<double>(set.num_actions)));
  }
  const std::vector<NodeReach> reach = node_reach(piece, logs);
  std::vector<std::vector<double>> beliefs;
  for (const TreePiece::Set& set : piece.sets) {
    beliefs.push_back(beliefs_at(set, reach));
  }
  return beliefs;
}

}  // namespace demarche
