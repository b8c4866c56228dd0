// SPDX-License-Identifier: MIT
#include "demarche/game/reduced_strategic_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "core/counted.hpp"
#include "demarche/core/error.hpp"
#include "game/integer_tree.hpp"
#include "game/own_moves.hpp"
#include "game/payoff_sums.hpp"
#include "game/profile_count.hpp"
#include "game/reduced_strategies.hpp"

namespace demarche {
namespace {

/// Throws if a game with these numbers of strategies has too many payoffs.
void require_size(const std::vector<double>& counts) {
  std::vector<double> factors = counts;
  factors.push_back(static_cast<double>(counts.size()));
  const double total = std::accumulate(factors.begin(), factors.end(), 1.0, std::multiplies());
  if (total > static_cast<double>(NormalFormGame::kMaxPayoffs)) {
    constexpr std::size_t kMostShown = 8;
    std::string shown;
    for (std::size_t i = 0; i < std::min(counts.size(), kMostShown); ++i) {
      shown += (i == 0 ? "" : " x ") + product_text(std::span(counts).subspan(i, 1));
    }
    throw InvalidArgument(
        fmt::format("the reduced strategic form needs {} payoffs ({}, {}{} reduced "
                    "strategies); a game may have at most 2^27",
                    product_text(factors),
                    counted(counts.size(), "player"),
                    shown,
                    counts.size() > kMostShown ? " x ..." : ""));
  }
}

/// The reduced strategies of all players. Sizes are checked first, so that nothing is listed that
/// would not fit. Without perfect recall they cannot be counted in advance; those players are
/// checked while their strategies are listed.
std::vector<ReducedStrategies> enumerate(const ExtensiveGame& game,
                                         const std::vector<OwnMoves>& moves) {
  std::vector<double> counts;
  for (std::size_t i = 0; i < moves.size(); ++i) {
    const bool is_countable = moves[i].has_perfect_recall();
    // Where strategies cannot be counted, 1 is a lower bound.
    counts.push_back(is_countable ? moves[i].count_strategies() : 1.0);
  }
  require_size(counts);
  for (std::size_t i = 0; i < moves.size(); ++i) {
    if (counts[i] * static_cast<double>(moves[i].sets.size()) > kMaxChoices) {
      throw InvalidArgument(
          fmt::format("player {} has {:.6g} reduced strategies with choices at {} information "
                      "sets; at most 2^25 choices are kept",
                      game.player_names[i],
                      counts[i],
                      moves[i].sets.size()));
    }
  }
  std::vector<ReducedStrategies> all;
  for (std::size_t i = 0; i < moves.size(); ++i) {
    bool is_complete = true;
    all.push_back(reduced_strategies(moves[i], is_complete));
    if (!is_complete) {
      throw InvalidArgument(
          fmt::format("player {}, who does not recall all it did, has more than {} reduced "
                      "strategies with choices at {} information sets; at most 2^25 choices are "
                      "kept",
                      game.player_names[i],
                      all[i].num_strategies,
                      moves[i].sets.size()));
    }
    counts[i] = static_cast<double>(all[i].num_strategies);
    require_size(counts);  // So that the next player's strategies are not listed in vain.
  }
  return all;
}

/// The strategies of a player that lead to where the walk is: lists_[player][begin] up to, not
/// including, lists_[player][end].
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A node on the path from the root to where the walk is.
struct Step {
  std::size_t node = 0;
  std::size_t next = 0;      // The child that the walk takes next.
  double probability = 1.0;  // Of chance's moves on the path.
  Range range;               // The mover's strategies that lead here, sorted by their action here.
  std::size_t cursor = 0;    // The first strategy of the range whose action has not been walked.
};

/// The most steps of adding payoffs. So many take some minutes.
constexpr double kMaxWork = 68'719'476'736.0;  // 2^36

/// Walks over the tree and adds the outcome of each node, times the probability of chance's moves,
/// to the payoffs of all profiles that lead to the node. For each player it keeps the strategies
/// that lead to the walk's place as a range of a list; the profiles are the product of these
/// ranges. `Sums` is what adds.
template <class Sums>
class PayoffWalk {
 public:
  PayoffWalk(const ExtensiveGame& game,
             const std::vector<OwnMoves>& moves,
             const std::vector<ReducedStrategies>& strategies,
             const NormalFormGame& form,
             Sums& sums)
      : game_(game),
        strategies_(strategies),
        own_numbers_(own_numbers(game, moves)),
        form_(form),
        sums_(sums),
        lists_(strategies.size()),
        ranges_(strategies.size()) {
    for (std::size_t i = 0; i < strategies.size(); ++i) {
      for (std::size_t s = 0; s < strategies[i].num_strategies; ++s) {
        lists_[i].push_back(s);
      }
      ranges_[i] = {0, lists_[i].size()};
      if (lists_[i].size() > 1) {
        choosers_.push_back(i);
      }
    }
  }

  /// The number of steps that run() takes.
  /// @throws InvalidArgument if they are more than kMaxWork.
  double count_steps() {
    is_trial_ = true;
    work_ = 0.0;
    walk();
    return work_;
  }
  /// Adds the payoffs.
  void run() {
    is_trial_ = false;
    work_ = 0.0;
    walk();
  }

 private:
  void walk() {
    enter(0, 1.0);
    while (!path_.empty()) {
      Step& step = path_.back();
      const ExtensiveNode& node = game_.nodes[step.node];
      const InformationSet& set = game_.information_sets[*node.information_set];
      const std::size_t action = step.next++;
      if (action == node.children.size()) {
        if (set.player) {
          ranges_[*set.player] = step.range;
        }
        path_.pop_back();
      } else if (set.player) {
        Range& range = ranges_[*set.player];
        range = {step.cursor, end_of_action(step, *set.player, *node.information_set, action)};
        step.cursor = range.end;
        if (range.begin < range.end) {
          enter(node.children[action], step.probability);
        }
      } else if (is_possible(set, action)) {
        enter(node.children[action], step.probability * set.probabilities[action]);
      }
    }
  }

  /// An exact probability may be so small that its double is 0.
  static bool is_possible(const InformationSet& set, std::size_t action) {
    return set.probabilities[action] > 0.0 ||
           (!set.exact_probabilities.empty() && set.exact_probabilities[action] > Fraction());
  }

  void spend(double steps) {
    work_ += steps;
    if (work_ > kMaxWork) {
      throw InvalidArgument(
          "the payoffs of the reduced strategic form take more than 2^36 steps to add up");
    }
  }

  void enter(std::size_t v, double probability) {
    const ExtensiveNode& node = game_.nodes[v];
    if (node.outcome) {
      pay(v, probability);
    }
    if (!node.information_set) {
      return;
    }
    Step step{v, 0, probability, {}, 0};
    if (const auto player = game_.information_sets[*node.information_set].player) {
      step.range = ranges_[*player];
      step.cursor = step.range.begin;
      const std::size_t own = own_numbers_[*node.information_set];
      auto& list = lists_[*player];
      spend(static_cast<double>(step.range.end - step.range.begin));
      // Deeper nodes sort only within the range of one action, so the ranges of this node's actions
      // keep their strategies.
      std::sort(list.begin() + static_cast<std::ptrdiff_t>(step.range.begin),
                list.begin() + static_cast<std::ptrdiff_t>(step.range.end),
                [&](std::size_t a, std::size_t b) {
                  return strategies_[*player].choice(a, own) < strategies_[*player].choice(b, own);
                });
    }
    path_.push_back(step);
  }

  [[nodiscard]] std::size_t end_of_action(const Step& step,
                                          std::size_t player,
                                          std::size_t set,
                                          std::size_t action) const {
    std::size_t end = step.cursor;
    while (end < step.range.end &&
           strategies_[player].choice(lists_[player][end], own_numbers_[set]) ==
               static_cast<int>(action)) {
      ++end;
    }
    return end;
  }

  /// Adds what node `v` pays, times `probability`, to all profiles of the current ranges, or counts
  /// the steps that this takes. The last player's strategies change fastest.
  void pay(std::size_t v, double probability) {
    if (is_trial_) {
      auto steps = static_cast<double>(game_.player_names.size());
      for (const std::size_t i : choosers_) {
        steps *= static_cast<double>(ranges_[i].end - ranges_[i].begin);
      }
      spend(steps);
      return;
    }
    sums_.start(v, probability);
    std::size_t profile = 0;
    positions_.clear();
    for (const std::size_t i : choosers_) {
      positions_.push_back(ranges_[i].begin);
      profile += lists_[i][ranges_[i].begin] * form_.stride(i);
    }
    while (true) {
      sums_.pay(profile);
      std::size_t k = positions_.size();
      for (; k > 0; --k) {
        const std::size_t i = choosers_[k - 1];
        std::size_t& at = positions_[k - 1];
        profile -= lists_[i][at] * form_.stride(i);
        at = at + 1 == ranges_[i].end ? ranges_[i].begin : at + 1;
        profile += lists_[i][at] * form_.stride(i);
        if (at != ranges_[i].begin) {
          break;
        }
      }
      if (k == 0) {
        return;
      }
    }
  }

  const ExtensiveGame& game_;
  const std::vector<ReducedStrategies>& strategies_;
  std::vector<std::size_t> own_numbers_;
  const NormalFormGame& form_;
  Sums& sums_;
  std::vector<std::vector<std::size_t>> lists_;  // Each player's strategies, reordered by the walk.
  std::vector<Range> ranges_;                    // For each player, at the walk's place.
  std::vector<std::size_t> choosers_;            // Players with more than one strategy.
  std::vector<std::size_t> positions_;
  std::vector<Step> path_;
  bool is_trial_ = true;
  double work_ = 0.0;
};

/// Fills in the payoffs: exactly, if the tree is exact and this takes neither much memory nor much
/// time, else in doubles.
void add_payoffs(const ExtensiveGame& game,
                 const std::vector<OwnMoves>& moves,
                 const std::vector<ReducedStrategies>& strategies,
                 NormalFormGame& form) {
  // A step takes about a nanosecond in doubles and ten in long integers.
  constexpr double kMaxIntegerWork = 1 << 28;
  DoubleSums in_doubles(game, form);
  PayoffWalk walk(game, moves, strategies, form, in_doubles);
  const double work = walk.count_steps();
  const bool is_small =
      form.num_players() * form.num_profiles() <= NormalFormGame::kMaxExactPayoffs;
  const auto tree = is_small ? integer_tree(game) : std::nullopt;
  if (tree && tree->largest_sum <= Integer(1) << std::numeric_limits<double>::digits) {
    IntegerSums<double> sums(game, *tree, form);
    PayoffWalk(game, moves, strategies, form, sums).run();
    sums.finish();
  } else if (tree && work <= kMaxIntegerWork) {
    IntegerSums<Integer> sums(game, *tree, form);
    PayoffWalk(game, moves, strategies, form, sums).run();
    sums.finish();
  } else {
    walk.run();
  }
}

/// Longer names say little to a reader, and names of more strategies take much memory.
constexpr std::size_t kLongestName = 60;
constexpr std::size_t kMostNames = std::size_t{1} << 16;

/// Whether the actions of a set can be told apart in a list of moves.
bool has_clear_actions(const InformationSet& set) {
  const std::set<std::string> distinct(set.actions.begin(), set.actions.end());
  return distinct.size() == set.actions.size() &&
         std::none_of(set.actions.begin(), set.actions.end(), [](const std::string& name) {
           return name.empty() || name.find(',') != std::string::npos;
         });
}

/// The strategies' names by the actions they take, without those that are the only ones: "blockade,
/// attack". Nothing if such names would be long, many or unclear.
std::optional<std::vector<std::string>> names_by_moves(const ExtensiveGame& game,
                                                       const OwnMoves& moves,
                                                       const ReducedStrategies& strategies) {
  std::vector<std::size_t> choosing;
  for (std::size_t h = 0; h < moves.sets.size(); ++h) {
    if (moves.num_actions[h] > 1) {
      choosing.push_back(h);
    }
  }
  if (choosing.empty() || strategies.num_strategies > kMostNames ||
      !std::all_of(choosing.begin(), choosing.end(), [&](std::size_t h) {
        return has_clear_actions(game.information_sets[moves.sets[h]]);
      })) {
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (std::size_t s = 0; s < strategies.num_strategies; ++s) {
    std::string& name = names.emplace_back();
    for (const std::size_t h : choosing) {
      if (const int action = strategies.choice(s, h); action >= 0) {
        name += (name.empty() ? "" : ", ") +
                game.information_sets[moves.sets[h]].actions[static_cast<std::size_t>(action)];
      }
    }
    if (name.size() > kLongestName) {
      return std::nullopt;
    }
  }
  // A player who forgets may meet its sets in different orders, so that lists of moves coincide.
  const bool is_clear = std::set<std::string>(names.begin(), names.end()).size() == names.size();
  return is_clear ? std::optional(std::move(names)) : std::nullopt;
}

/// Names by the numbers of actions, as Gambit has them.
std::vector<std::string> names_by_numbers(const OwnMoves& moves,
                                          const ReducedStrategies& strategies) {
  constexpr std::size_t kMostDigits = 9;
  const bool is_spaced = std::any_of(moves.num_actions.begin(),
                                     moves.num_actions.end(),
                                     [](std::size_t n) { return n > kMostDigits; });
  std::vector<std::string> names;
  for (std::size_t s = 0; s < strategies.num_strategies; ++s) {
    names.push_back(strategies.name(s, is_spaced));
  }
  return names;
}

}  // namespace

NormalFormGame reduced_strategic_form(const ExtensiveGame& game) {
  game.check();
  const std::vector<OwnMoves> moves = own_moves(game);
  const std::vector<ReducedStrategies> strategies = enumerate(game, moves);
  std::vector<int> counts;
  counts.reserve(strategies.size());
  for (const ReducedStrategies& own : strategies) {
    counts.push_back(static_cast<int>(own.num_strategies));
  }
  NormalFormGame form(counts);
  form.title = game.title;
  form.player_names = game.player_names;
  for (std::size_t i = 0; i < strategies.size(); ++i) {
    auto names = names_by_moves(game, moves[i], strategies[i]);
    form.strategy_names[i] = names ? std::move(*names) : names_by_numbers(moves[i], strategies[i]);
  }
  add_payoffs(game, moves, strategies, form);
  form.check_finite();
  return form;
}

}  // namespace demarche
