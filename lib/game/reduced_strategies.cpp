// SPDX-License-Identifier: MIT
#include "game/reduced_strategies.hpp"

#include <limits>

namespace demarche {
namespace {

/// Counts through the choices like an odometer. The digits are the information sets that the
/// choices made so far reach, so the number of digits changes as it counts.
class Enumeration {
 public:
  explicit Enumeration(const OwnMoves& moves) : moves_(moves), choice_(moves.sets.size(), -1) {}

  ReducedStrategies run(bool& is_complete) {
    ReducedStrategies all{choice_.size(), 0, {}};
    is_complete = true;
    do {
      for (std::size_t open = next_open(); open < choice_.size(); open = next_open()) {
        choice_[open] = 0;
        decided_.push_back(open);
      }
      if (all.choices.size() + choice_.size() > kMaxChoices) {
        is_complete = false;
        return all;
      }
      all.choices.insert(all.choices.end(), choice_.begin(), choice_.end());
      ++all.num_strategies;
    } while (advance());
    return all;
  }

 private:
  /// Walks over the tree along the choices made, and returns the first information set it meets
  /// that has no choice yet, or the number of sets if there is none. A set with one action gets
  /// that action on the way.
  std::size_t next_open() {
    std::size_t open = choice_.size();
    std::size_t first = std::numeric_limits<std::size_t>::max();
    sequences_.assign(1, 0);
    while (!sequences_.empty()) {
      const std::size_t sequence = sequences_.back();
      sequences_.pop_back();
      for (const OwnVisit& visit : moves_.visits[sequence]) {
        int& chosen = choice_[visit.set];
        if (chosen < 0 && moves_.num_actions[visit.set] == 1) {
          chosen = 0;
          decided_.push_back(visit.set);
        }
        if (chosen >= 0) {
          sequences_.push_back(visit.first_sequence + static_cast<std::size_t>(chosen));
        } else if (visit.first_sequence < first) {
          // Sequences are numbered in the order in which the walk over the tree met them, so the
          // smallest number is the set that stands first in the tree.
          first = visit.first_sequence;
          open = visit.set;
        }
      }
    }
    return open;
  }

  /// Takes the next action at the last decision that has one left, and undoes the decisions after
  /// it. Returns false if no decision has one left.
  bool advance() {
    while (!decided_.empty()) {
      const std::size_t last = decided_.back();
      if (static_cast<std::size_t>(++choice_[last]) < moves_.num_actions[last]) {
        return true;
      }
      choice_[last] = -1;
      decided_.pop_back();
    }
    return false;
  }

  const OwnMoves& moves_;
  std::vector<int> choice_;
  std::vector<std::size_t> decided_;    // Sets with a choice, in the order of decision.
  std::vector<std::size_t> sequences_;  // A stack of sequences that next_open() has yet to visit.
};

}  // namespace

std::string ReducedStrategies::name(std::size_t strategy, bool is_spaced) const {
  std::string text;
  for (std::size_t h = 0; h < num_sets; ++h) {
    if (is_spaced && h > 0) {
      text += '.';
    }
    const int chosen = choice(strategy, h);
    text += chosen < 0 ? "*" : std::to_string(chosen + 1);
  }
  return text.empty() ? "*" : text;
}

ReducedStrategies reduced_strategies(const OwnMoves& moves, bool& is_complete) {
  return Enumeration(moves).run(is_complete);
}

}  // namespace demarche
