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
    for (std::size_t i = 0; i < piece_.num_players; ++i) {
      piece_.payoffs.push_back(here > 0 && values_[next.in_game] ? (*values_[next.in_game])[i]
                               : node.outcome ? game_.outcomes[*node.outcome].payoffs[i]
                                              : 0.0);
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

std::vector<double> payoff_spreads(const TreePiece& piece) {
  std::vector<double> spreads;
  for (std::size_t i = 0; i < piece.num_players; ++i) {
    std::vector<double> along(piece.nodes.size());
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (std::size_t v = 0; v < along.size(); ++v) {
      const TreePiece::Node& node = piece.nodes[v];
      along[v] = piece.payoff(v, i) + (v == 0 ? 0.0 : along[node.parent]);
      if (node.children.empty()) {
        low = std::min(low, along[v]);
        high = std::max(high, along[v]);
      }
    }
    spreads.push_back(high - low);
  }
  return spreads;
}

void divide_payoffs(TreePiece& piece, const std::vector<double>& units) {
  for (std::size_t v = 0; v < piece.nodes.size(); ++v) {
    for (std::size_t i = 0; i < piece.num_players; ++i) {
      if (units[i] > 0.0) {
        piece.payoffs[v * piece.num_players + i] /= units[i];
      }
    }
  }
}

}  // namespace demarche
