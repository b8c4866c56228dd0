// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "core/rational.hpp"
#include "demarche/core/types.hpp"
#include "demarche/game/extensive_game.hpp"

namespace demarche {

/// A part of a game tree that is solved at once: a node and what comes after it, down to the ends
/// of the game and to nodes whose continuation is known already.
///
/// Nodes are numbered from 0 in the order of a walk that goes down before it goes on, so the nodes
/// below node v are those from v + 1 up to, not including, `end` of v. A *move* is an action at an
/// information set of the piece; moves are numbered set by set.
struct TreePiece {
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  struct Node {
    std::size_t in_game = 0;     ///< Its place in ExtensiveGame::nodes.
    std::size_t parent = kNone;  ///< kNone for the root.
    std::size_t end = 0;         ///< The first node that is not below it.
    std::size_t set = kNone;     ///< The mover's information set; kNone for chance and leaves.
    std::size_t move = kNone;    ///< The move that leads here; kNone if chance leads here.
    double chance = 1.0;         ///< The probability of the chance move that leads here.
    std::vector<std::size_t> children;  ///< Empty at a leaf.
  };
  struct Set {
    std::size_t in_game = 0;         ///< Its place in ExtensiveGame::information_sets.
    std::size_t player = 0;          ///< Who moves.
    std::size_t first_move = 0;      ///< The number of its first action.
    std::size_t num_actions = 0;     ///< At least one.
    std::vector<std::size_t> nodes;  ///< Ascending.
  };

  std::size_t num_players = 0;
  std::size_t num_moves = 0;
  std::vector<Node> nodes;
  std::vector<Set> sets;
  /// [node][player]: what is paid at the node itself; at a leaf, what it is worth.
  std::vector<double> payoffs;
  /// [node][player]: how far a leaf's payoff may be from the true one.
  std::vector<double> errors;

  [[nodiscard]] double payoff(std::size_t node, std::size_t player) const {
    return payoffs[node * num_players + player];
  }
};

/// What a node of the game is worth for each player.
struct NodeValue {
  std::vector<double> payoffs;
  std::vector<double> errors;   ///< How far each payoff may be from the true one.
  std::vector<Rational> exact;  ///< The payoffs as fractions; empty if these are not known.
};

/// What the nodes of a game are worth, where that is known.
using NodeValues = std::vector<std::optional<NodeValue>>;

/// The piece below `root`. Nodes with a value are its leaves, the root excepted.
/// @pre The game has passed its check(), and each information set lies wholly within the piece or
/// wholly outside.
[[nodiscard]] TreePiece make_piece(const ExtensiveGame& game,
                                   std::size_t root,
                                   const NodeValues& values);

/// What each player gets in expectation from each node on, [node][player], if move m is made with
/// probability `moves[m]`.
[[nodiscard]] std::vector<double> continuation_payoffs(const TreePiece& piece,
                                                       const std::vector<double>& moves);

/// How far each of continuation_payoffs(), here `worth`, may be from the true one if move m is
/// `move_errors[m]` from its true probability: what the leaves' errors, those of the moves and
/// rounding come to.
[[nodiscard]] std::vector<double> continuation_errors(const TreePiece& piece,
                                                      const std::vector<double>& moves,
                                                      const std::vector<double>& move_errors,
                                                      const std::vector<double>& worth);

/// What each action of a set pays its player in expectation, given the beliefs at the set and what
/// each node is worth.
[[nodiscard]] std::vector<double> action_payoffs(const TreePiece& piece,
                                                 const TreePiece::Set& set,
                                                 const std::vector<double>& beliefs,
                                                 const std::vector<double>& worth);

/// How likely play is to come to a node from the root.
struct NodeReach {
  int num_never = 0;  ///< Chance moves of probability 0 on the way.
  double log = 0.0;   ///< The natural logarithm of the product of all other probabilities.
};

/// The reach of each node. `logs` are the logarithms of the moves' probabilities, which may be too
/// small for doubles themselves.
[[nodiscard]] std::vector<NodeReach> node_reach(const TreePiece& piece,
                                                const std::vector<double>& logs);

/// The probabilities of a set's nodes, given that one of them is reached. A chance move of
/// probability 0 is less likely than any mistake of a player, so only the nodes with the fewest of
/// them on the way count.
[[nodiscard]] std::vector<double> beliefs_at(const TreePiece::Set& set,
                                             const std::vector<NodeReach>& reach);

/// The beliefs at each set if every action of every set is equally likely.
[[nodiscard]] std::vector<std::vector<double>> even_beliefs(const TreePiece& piece);

}  // namespace demarche
