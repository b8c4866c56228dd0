// SPDX-License-Identifier: MIT
#include "game/own_moves.hpp"

#include <cassert>
#include <limits>
#include <map>
#include <utility>

namespace demarche {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

/// A node on the path from the root to where the walk is.
struct Step {
  std::size_t node = 0;
  std::size_t next = 0;            // The child that the walk takes next.
  std::size_t sequence = 0;        // The mover's own moves before this node.
  std::size_t first_sequence = 0;  // The mover's own moves after the node's first action.
};

/// One walk over the tree that numbers every player's sequences of own moves. It keeps its own
/// stack instead of a recursion, since a tree may be millions of nodes deep.
class Walk {
 public:
  explicit Walk(const ExtensiveGame& game)
      : game_(game),
        moves_(game.player_names.size()),
        numbers_(game.information_sets.size(), kNone),
        now_(game.player_names.size(), 0) {
    for (OwnMoves& own : moves_) {
      own.visits.emplace_back();
    }
  }

  std::vector<OwnMoves> run() {
    enter(0);
    while (!path_.empty()) {
      Step& step = path_.back();
      const ExtensiveNode& node = game_.nodes[step.node];
      const auto player = game_.information_sets[*node.information_set].player;
      const std::size_t action = step.next++;
      if (action == node.children.size()) {
        if (player) {
          now_[*player] = step.sequence;
        }
        path_.pop_back();
        continue;
      }
      if (player) {
        now_[*player] = step.first_sequence + action;
      }
      enter(node.children[action]);
    }
    return std::move(moves_);
  }

 private:
  void enter(std::size_t v) {
    const ExtensiveNode& node = game_.nodes[v];
    if (!node.information_set) {
      return;
    }
    Step step{v, 0, 0, 0};
    if (const auto player = game_.information_sets[*node.information_set].player) {
      step.sequence = now_[*player];
      step.first_sequence = visit(moves_[*player], *node.information_set, step.sequence);
    }
    path_.push_back(step);
  }

  /// Records that the player meets `set` after `sequence`. Returns the sequence that the set's
  /// first action then leads to.
  std::size_t visit(OwnMoves& own, std::size_t set, std::size_t sequence) {
    const std::size_t num_actions = game_.information_sets[set].actions.size();
    if (numbers_[set] == kNone) {
      numbers_[set] = own.sets.size();
      own.sets.push_back(set);
      own.num_actions.push_back(num_actions);
    }
    const auto [known, is_new] = visits_.try_emplace({set, sequence}, own.visits.size());
    if (!is_new) {
      return known->second;
    }
    const std::size_t first = own.visits.size();
    own.visits.resize(first + num_actions);
    own.visits[sequence].push_back({numbers_[set], first});
    return first;
  }

  const ExtensiveGame& game_;
  std::vector<OwnMoves> moves_;
  std::vector<std::size_t> numbers_;  // Of a set of the game, its place among its player's.
  std::vector<std::size_t> now_;      // Each player's sequence at the walk's place.
  std::vector<Step> path_;
  // By a set and the sequence before it: the sequence after the set's first action.
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> visits_;
};

}  // namespace

bool OwnMoves::has_perfect_recall() const {
  std::vector<char> is_met(sets.size(), 0);
  for (const auto& after : visits) {
    for (const OwnVisit& visit : after) {
      if (is_met[visit.set] != 0) {
        return false;
      }
      is_met[visit.set] = 1;
    }
  }
  return true;
}

double OwnMoves::count_strategies() const {
  assert(has_perfect_recall());
  std::vector<std::size_t> before(sets.size());
  std::vector<std::size_t> after(sets.size());
  for (std::size_t sequence = 0; sequence < visits.size(); ++sequence) {
    for (const OwnVisit& visit : visits[sequence]) {
      before[visit.set] = sequence;
      after[visit.set] = visit.first_sequence;
    }
  }
  // ways[q] is the number of ways to choose at all sets that can still come after sequence q.
  // Choices at one set exclude each other, so their ways are added; different sets after one
  // sequence are independent, so theirs are multiplied. Later sets have larger numbers and are
  // counted first.
  std::vector<double> ways(visits.size(), 1.0);
  for (std::size_t h = sets.size(); h-- > 0;) {
    double own = 0.0;
    for (std::size_t a = 0; a < num_actions[h]; ++a) {
      own += ways[after[h] + a];
    }
    ways[before[h]] *= own;
  }
  return ways[0];
}

std::vector<OwnMoves> own_moves(const ExtensiveGame& game) {
  return Walk(game).run();
}

std::vector<std::size_t> own_numbers(const ExtensiveGame& game,
                                     const std::vector<OwnMoves>& moves) {
  std::vector<std::size_t> numbers(game.information_sets.size(), 0);
  for (const OwnMoves& own : moves) {
    for (std::size_t h = 0; h < own.sets.size(); ++h) {
      numbers[own.sets[h]] = h;
    }
  }
  return numbers;
}
}  // namespace demarche
