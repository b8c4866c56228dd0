// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "demarche/core/fraction.hpp"

namespace demarche {

/// A set of nodes. At a player's set the mover has the same actions at each node and cannot tell at
/// which of them it is. At a set of chance each node has its own draw, all with the same
/// probabilities.
struct InformationSet {
  std::string name;                   ///< As the file has it; may be empty.
  std::optional<std::size_t> player;  ///< Who moves; none if chance does.
  std::vector<std::string> actions;   ///< Their names; at least one.
  std::vector<double> probabilities;  ///< Of chance's actions, summing to 1; empty for a player.
  /// The same exactly, if known, else empty. See ExtensiveGame::is_exact().
  std::vector<Fraction> exact_probabilities = {};

  /// Sets the probabilities to fractions, and the doubles to the nearest ones.
  void set_exact_probabilities(std::vector<Fraction> exact);
};

/// Payoffs that every play gets that passes a node with this outcome.
struct ExtensiveOutcome {
  std::string name;             ///< As the file has it; may be empty.
  std::vector<double> payoffs;  ///< One for each player.
  /// The same exactly, if known, else empty. See ExtensiveGame::is_exact().
  std::vector<Fraction> exact_payoffs = {};

  /// Sets the payoffs to fractions, and the doubles to the nearest ones.
  void set_exact_payoffs(std::vector<Fraction> exact);
};

/// A node of the tree. The game ends at a node without an information set.
struct ExtensiveNode {
  std::string name;                            ///< As the file has it; may be empty.
  std::optional<std::size_t> information_set;  ///< Index into ExtensiveGame::information_sets.
  std::optional<std::size_t> outcome;          ///< None pays nothing.
  std::vector<std::size_t> children;           ///< The node after each action.
};

/// A finite game in extensive form @cite Kuhn1953: a tree of moves, with chance and imperfect
/// information. A player's payoff is the sum of what the outcomes along the path pay.
///
/// Fill the fields by hand or by parse_efg(); check() tests whether they form a game.
struct ExtensiveGame {
  std::string title;                             ///< What the game is called.
  std::string comment;                           ///< What the file says about it.
  std::vector<std::string> player_names;         ///< At least one player.
  std::vector<InformationSet> information_sets;  ///< The players' and chance's.
  std::vector<ExtensiveOutcome> outcomes;        ///< Each may stand at several nodes.
  std::vector<ExtensiveNode> nodes;  ///< The root first, every node before its children.

  /// @throws InvalidArgument naming the element and the rule that it breaks: an index out of range,
  /// a node that is no child or twice one or before its parent, a child for each action, payoffs
  /// for each player and finite, probabilities in [0, 1] and summing to 1 (to 1e-9).
  void check() const;

  /// Whether the player has perfect recall, so that it always remembers what it did and knew: all
  /// nodes of each of its information sets come after the same own moves.
  /// @pre check() passes, and `player` is one of the game's.
  [[nodiscard]] bool has_perfect_recall(std::size_t player) const;

  /// Whether all payoffs and probabilities are known exactly: there is a fraction for each double,
  /// each double is still the one nearest to its fraction, and the probabilities of each chance
  /// move sum to exactly 1. A change of a double makes the game one of doubles.
  [[nodiscard]] bool is_exact() const;
};

}  // namespace demarche
