// SPDX-License-Identifier: MIT
#include "support/extensive_games.hpp"

#include <algorithm>
#include <boost/random/mersenne_twister.hpp>
#include <boost/random/uniform_int_distribution.hpp>

namespace demarche::testing {
namespace {

constexpr int kMostSets = 3;

class Grower {
 public:
  explicit Grower(std::uint64_t seed) : engine_(seed) {
    tree_.game.player_names.resize(static_cast<std::size_t>(below(3)) + 1);
    tree_.sets.resize(tree_.game.player_names.size());
  }

  RandomTree run() {
    grow(below(4) + 1);
    return std::move(tree_);
  }

 private:
  int below(int n) { return boost::random::uniform_int_distribution<int>(0, n - 1)(engine_); }

  std::size_t grow(int depth) {
    const std::size_t v = tree_.game.nodes.size();
    tree_.game.nodes.emplace_back();
    const bool is_end = depth == 0 || (v > 0 && below(5) == 0);
    if (below(6) == 0 || (is_end && below(8) > 0)) {
      std::vector<double> payoffs(tree_.game.player_names.size());
      std::generate(payoffs.begin(), payoffs.end(), [&] { return below(19) - 9; });
      tree_.game.nodes[v].outcome = tree_.game.outcomes.size();
      tree_.game.outcomes.push_back({"", payoffs});
    }
    if (is_end) {
      return v;
    }
    const std::size_t set = below(4) == 0 ? chance_set() : players_set();
    tree_.game.nodes[v].information_set = set;
    for (std::size_t a = 0; a < tree_.game.information_sets[set].actions.size(); ++a) {
      const std::size_t child = grow(depth - 1);
      tree_.game.nodes[v].children.push_back(child);
    }
    return v;
  }

  std::size_t chance_set() {
    const int weight = below(5);  // 0 and 4 give one branch the probability 0.
    tree_.game.information_sets.push_back(
        {"", std::nullopt, {"x", "y"}, {0.25 * weight, 1.0 - 0.25 * weight}});
    return tree_.game.information_sets.size() - 1;
  }

  std::size_t players_set() {
    const auto player = static_cast<std::size_t>(below(static_cast<int>(tree_.sets.size())));
    auto& own = tree_.sets[player];
    const int num_own = static_cast<int>(own.size());
    if (num_own == kMostSets || (num_own > 0 && below(3) == 0)) {
      return own[static_cast<std::size_t>(below(num_own))];
    }
    own.push_back(tree_.game.information_sets.size());
    const auto num_actions = static_cast<std::size_t>(std::max(1, below(4)));
    tree_.game.information_sets.push_back(
        {"", player, std::vector<std::string>(num_actions, "a"), {}});
    return own.back();
  }

  boost::random::mt19937_64 engine_;
  RandomTree tree_;
};

void play(const ExtensiveGame& game,
          const std::vector<int>& profile,
          std::size_t v,
          double probability,
          std::vector<double>& payoffs) {
  const ExtensiveNode& node = game.nodes[v];
  for (std::size_t i = 0; node.outcome && i < payoffs.size(); ++i) {
    payoffs[i] += probability * game.outcomes[*node.outcome].payoffs[i];
  }
  if (!node.information_set) {
    return;
  }
  const InformationSet& set = game.information_sets[*node.information_set];
  if (set.player) {
    const auto action = static_cast<std::size_t>(profile[*node.information_set]);
    play(game, profile, node.children[action], probability, payoffs);
    return;
  }
  for (std::size_t a = 0; a < node.children.size(); ++a) {
    play(game, profile, node.children[a], probability * set.probabilities[a], payoffs);
  }
}

/// The action that a name has at an information set of the player; -1 for none.
int action_at(const RandomTree& tree,
              std::size_t player,
              const std::string& name,
              std::size_t set) {
  const auto& own = tree.sets[player];
  const auto h = std::find(own.begin(), own.end(), set) - own.begin();
  const char letter = name[static_cast<std::size_t>(h)];
  return letter == '*' ? -1 : letter - '1';
}

void reach(const RandomTree& tree,
           std::size_t player,
           const std::string& name,
           std::size_t v,
           std::set<std::size_t>& reached) {
  const ExtensiveNode& node = tree.game.nodes[v];
  if (!node.information_set) {
    return;
  }
  if (tree.game.information_sets[*node.information_set].player != player) {
    for (const std::size_t child : node.children) {
      reach(tree, player, name, child, reached);
    }
    return;
  }
  reached.insert(*node.information_set);
  const int action = action_at(tree, player, name, *node.information_set);
  if (action >= 0) {
    reach(tree, player, name, node.children[static_cast<std::size_t>(action)], reached);
  }
}

}  // namespace

RandomTree random_tree(std::uint64_t seed) {
  return Grower(seed).run();
}

std::vector<std::vector<int>> plain_profiles(const RandomTree& tree) {
  std::vector<std::vector<int>> profiles;
  std::vector<int> profile(tree.game.information_sets.size(), 0);
  while (true) {
    profiles.push_back(profile);
    std::size_t h = 0;
    for (; h < profile.size(); ++h) {
      const InformationSet& set = tree.game.information_sets[h];
      if (set.player && ++profile[h] < static_cast<int>(set.actions.size())) {
        break;
      }
      profile[h] = 0;
    }
    if (h == profile.size()) {
      return profiles;
    }
  }
}

std::vector<double> payoffs_of_play(const ExtensiveGame& game, const std::vector<int>& profile) {
  std::vector<double> payoffs(game.player_names.size(), 0.0);
  play(game, profile, 0, 1.0, payoffs);
  return payoffs;
}

std::vector<int> matches(const RandomTree& tree,
                         std::size_t player,
                         const std::vector<std::string>& names,
                         const std::vector<int>& profile) {
  std::vector<int> found;
  for (std::size_t s = 0; s < names.size(); ++s) {
    const bool agrees =
        std::all_of(tree.sets[player].begin(), tree.sets[player].end(), [&](std::size_t set) {
          const int action = action_at(tree, player, names[s], set);
          return action < 0 || action == profile[set];
        });
    if (agrees) {
      found.push_back(static_cast<int>(s));
    }
  }
  return found;
}

std::set<std::size_t> sets_named(const RandomTree& tree,
                                 std::size_t player,
                                 const std::string& name) {
  std::set<std::size_t> named;
  for (const std::size_t set : tree.sets[player]) {
    if (action_at(tree, player, name, set) >= 0) {
      named.insert(set);
    }
  }
  return named;
}

std::set<std::size_t> sets_reached(const RandomTree& tree,
                                   std::size_t player,
                                   const std::string& name) {
  std::set<std::size_t> reached;
  reach(tree, player, name, 0, reached);
  return reached;
}

}  // namespace demarche::testing
