// SPDX-License-Identifier: MIT
#include "demarche/game/tree_play.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demarche/core/error.hpp"
#include "game/own_moves.hpp"
#include "game/reduced_strategies.hpp"

namespace demarche {
namespace {

/// Rounding moves the probability of a node by less.
constexpr double kSameProbability = 1e-9;

/// A strategy in use and its probability.
struct Used {
  std::size_t strategy = 0;
  double probability = 0.0;
};

double total(const std::vector<Used>& used) {
  double sum = 0.0;
  for (const Used& one : used) {
    sum += one.probability;
  }
  return sum;
}

/// Follows profiles through the tree.
class Play {
 public:
  explicit Play(const ExtensiveGame& game)
      : game_(game), moves_(own_moves(game)), own_numbers_(own_numbers(game, moves_)) {
    for (const OwnMoves& moves : moves_) {
      bool is_complete = true;
      strategies_.push_back(reduced_strategies(moves, is_complete));
      if (!is_complete) {
        throw InvalidArgument("a player's reduced strategies have more than 2^25 choices in all");
      }
    }
  }

  [[nodiscard]] std::vector<double> probabilities(const MixedProfile& profile) const {
    std::vector<double> all(game_.nodes.size(), 0.0);
    std::vector<Place> open = {start(profile)};
    while (!open.empty()) {
      Place here = std::move(open.back());
      open.pop_back();
      double probability = here.chance;
      for (const auto& used : here.used) {
        probability *= total(used);
      }
      all[here.node] = probability;
      const ExtensiveNode& node = game_.nodes[here.node];
      for (std::size_t a = 0; a < node.children.size() && probability > 0.0; ++a) {
        open.push_back(after(here, a));
      }
    }
    return all;
  }

 private:
  /// A node with, for each player, the strategies in use that lead to it.
  struct Place {
    std::size_t node = 0;
    double chance = 1.0;
    std::vector<std::vector<Used>> used;
  };

  [[nodiscard]] Place start(const MixedProfile& profile) const {
    Place place;
    bool fits = profile.size() == strategies_.size();
    for (std::size_t i = 0; fits && i < profile.size(); ++i) {
      fits = profile[i].size() == strategies_[i].num_strategies;
      auto& used = place.used.emplace_back();
      for (std::size_t s = 0; s < profile[i].size(); ++s) {
        if (profile[i][s] > 0.0) {
          used.push_back({s, profile[i][s]});
        }
      }
    }
    if (!fits) {
      throw InvalidArgument(
          "a profile must have a probability for each reduced strategy of each player");
    }
    return place;
  }

  [[nodiscard]] Place after(const Place& here, std::size_t action) const {
    const ExtensiveNode& node = game_.nodes[here.node];
    const InformationSet& set = game_.information_sets[*node.information_set];
    Place next = here;
    next.node = node.children[action];
    if (set.player) {
      const ReducedStrategies& own = strategies_[*set.player];
      std::erase_if(next.used[*set.player], [&](const Used& one) {
        return own.choice(one.strategy, own_numbers_[*node.information_set]) !=
               static_cast<int>(action);
      });
    } else {
      next.chance *= set.probabilities[action];
    }
    return next;
  }

  const ExtensiveGame& game_;
  std::vector<OwnMoves> moves_;
  std::vector<std::size_t> own_numbers_;
  std::vector<ReducedStrategies> strategies_;
};

bool are_same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) {
    return std::abs(x - y) <= kSameProbability;
  });
}

}  // namespace

std::vector<std::vector<double>> node_probabilities(const ExtensiveGame& game,
                                                    std::span<const MixedProfile> profiles) {
  game.check();
  const Play play(game);
  std::vector<std::vector<double>> all;
  for (const MixedProfile& profile : profiles) {
    all.push_back(play.probabilities(profile));
  }
  return all;
}

std::vector<std::vector<int>> group_by_play(const ExtensiveGame& game,
                                            std::span<const MixedProfile> profiles) {
  const auto probabilities = node_probabilities(game, profiles);
  std::vector<std::vector<int>> groups;
  for (std::size_t p = 0; p < probabilities.size(); ++p) {
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& members) {
      return are_same(probabilities[static_cast<std::size_t>(members.front())], probabilities[p]);
    });
    if (group == groups.end()) {
      groups.push_back({static_cast<int>(p)});
    } else {
      group->push_back(static_cast<int>(p));
    }
  }
  return groups;
}

}  // namespace demarche
