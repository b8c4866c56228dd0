// SPDX-License-Identifier: MIT
#include "simulate/split_play.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <set>

#include "core/to_size.hpp"

namespace demarche {

SplitPlay::SplitPlay(const Model& model, const std::vector<int>& items) : model_(model) {
  choose_players(items);
  find_combinations();
}

/// Each item leaves the player with the most combinations of levels in its table free, and holds
/// the levers of all others.
void SplitPlay::choose_players(const std::vector<int>& items) {
  std::set<int> held;
  for (const int number : items) {
    const FactorTable& table = model_.evidence[to_size(number)].likelihood;
    std::map<std::size_t, std::size_t> sizes;
    for (const int variable : table.scope) {
      const auto v = to_size(variable);
      const auto player = to_size(model_.variables[v].actor);
      sizes.emplace(player, 1).first->second *= to_size(model_.shape.variable_sizes[v]);
    }
    Item& item = items_.emplace_back();
    item.number = to_size(number);
    const auto largest = std::max_element(
        sizes.begin(), sizes.end(), [](auto& a, auto& b) { return a.second < b.second; });
    item.player = largest == sizes.end() ? 0 : largest->first;
    for (const int variable : table.scope) {
      if (to_size(model_.variables[to_size(variable)].actor) != item.player) {
        held.insert(variable);
      }
    }
  }
  held_.assign(held.begin(), held.end());
}

void SplitPlay::find_combinations() {
  std::size_t count = 1;
  for (const int variable : held_) {
    count *= to_size(model_.shape.variable_sizes[to_size(variable)]);
    if (count > kMostCombinations) {
      is_sampled_ = true;
      return;
    }
  }
  std::vector<int> level_of(model_.variables.size(), -1);
  for (std::size_t number = 0; number < count; ++number) {
    std::size_t rest = number;
    for (const int variable : held_) {
      const auto size = to_size(model_.shape.variable_sizes[to_size(variable)]);
      level_of[to_size(variable)] = static_cast<int>(rest % size);
      rest /= size;
    }
    Combination parts = combination(level_of);
    const bool is_feasible = std::all_of(
        parts.begin(), parts.end(), [](const Part& part) { return !part.strategies.empty(); });
    if (is_feasible) {
      combinations_.push_back(std::move(parts));
    }
  }
}

/// The players whose play the combination changes: those with held levers and those with items.
SplitPlay::Combination SplitPlay::combination(const std::vector<int>& level_of) const {
  Combination parts;
  for (std::size_t player = 0; player < model_.shape.num_players(); ++player) {
    const FactoredPlayer& own = model_.shape.players[player];
    Part part;
    part.player = player;
    for (const Item& item : items_) {
      if (item.player == player) {
        part.items.push_back(item.number);
      }
    }
    const bool has_held =
        std::any_of(own.variables.begin(), own.variables.end(), [&](int variable) {
          return level_of[to_size(variable)] >= 0;
        });
    if (part.items.empty() && !has_held) {
      continue;
    }
    find_strategies(level_of, part);
    parts.push_back(std::move(part));
  }
  return parts;
}

/// Finds the strategies of a part that have the held levels, and their cells in the part's items.
void SplitPlay::find_strategies(const std::vector<int>& level_of, Part& part) const {
  const FactoredPlayer& own = model_.shape.players[part.player];
  for (std::size_t s = 0; s < own.strategies.size(); ++s) {
    std::vector<int> levels = level_of;
    bool fits = true;
    for (std::size_t k = 0; k < own.variables.size(); ++k) {
      int& level = levels[to_size(own.variables[k])];
      fits = fits && (level < 0 || level == own.strategies[s][k]);
      level = own.strategies[s][k];
    }
    if (!fits) {
      continue;
    }
    part.strategies.push_back(s);
    for (const std::size_t item : part.items) {
      std::size_t cell = 0;
      for (const int variable : model_.evidence[item].likelihood.scope) {
        assert(levels[to_size(variable)] >= 0);
        cell = cell * to_size(model_.shape.variable_sizes[to_size(variable)]) +
               to_size(levels[to_size(variable)]);
      }
      part.cells.push_back(cell);
    }
  }
}

void SplitPlay::condition(const Play& prior,
                          const Likelihoods& likelihoods,
                          std::size_t num_lanes,
                          const BlockSolution& solution,
                          BlockSolution& conditional,
                          std::array<double, kBlockLanes>& weights) {
  conditional.start();
  conditional.certificates = solution.certificates;
  if (is_sampled_) {
    take_sampled(prior, likelihoods, num_lanes, solution, conditional);
  } else {
    split(likelihoods, solution, conditional);
  }
  normalise(solution, conditional, weights);
}

void SplitPlay::split(const Likelihoods& likelihoods,
                      const BlockSolution& solution,
                      BlockSolution& conditional) const {
  const std::size_t num_strategies = model_.shape.num_strategies();
  conditional.num_components = solution.num_components * combinations_.size();
  conditional.require_components(conditional.num_components, num_strategies);
  std::size_t target = 0;
  for (std::size_t c = 0; c < solution.num_components; ++c) {
    const double* const from = solution.probabilities[c].data();
    for (const Combination& parts : combinations_) {
      double* const to = conditional.probabilities[target].data();
      double* const weight = conditional.weights[target].data();
      std::copy_n(from, num_strategies * kBlockLanes, to);
      std::copy_n(solution.weights[c].data(), kBlockLanes, weight);
      for (const Part& part : parts) {
        add_part(likelihoods, part, from, to, weight);
      }
      ++target;
    }
  }
}

/// Conditions the play of one player in one component, and multiplies the component's weight by the
/// probability of what it is conditioned on.
void SplitPlay::add_part(const Likelihoods& likelihoods,
                         const Part& part,
                         const double* from,
                         double* to,
                         double* weight) const {
  const std::size_t first = model_.shape.first_strategy(part.player);
  const std::size_t count = model_.shape.players[part.player].strategies.size();
  std::fill_n(to + first * kBlockLanes, count * kBlockLanes, 0.0);
  std::array<double, kBlockLanes> sum{};
  for (std::size_t k = 0; k < part.strategies.size(); ++k) {
    const std::size_t place = (first + part.strategies[k]) * kBlockLanes;
    double* const row = to + place;
    std::copy_n(from + place, kBlockLanes, row);
    for (std::size_t i = 0; i < part.items.size(); ++i) {
      const double* const likelihood =
          likelihoods.row(part.items[i], part.cells[k * part.items.size() + i]);
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        row[lane] = times_likelihood(row[lane], likelihood[lane]);
      }
    }
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      sum[lane] += row[lane];
    }
  }
  for (const std::size_t strategy : part.strategies) {
    double* const row = to + (first + strategy) * kBlockLanes;
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      row[lane] = sum[lane] > 0.0 ? row[lane] / sum[lane] : 0.0;
    }
  }
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    weight[lane] = times_likelihood(weight[lane], sum[lane]);
  }
}

void SplitPlay::take_sampled(const Play& prior,
                             const Likelihoods& likelihoods,
                             std::size_t num_lanes,
                             const BlockSolution& solution,
                             BlockSolution& conditional) const {
  conditional.num_components = 1;
  conditional.require_components(1, model_.shape.num_strategies());
  AlignedArray& to = conditional.probabilities[0];
  std::fill_n(to.data(), to.size(), 0.0);
  std::array<double, kBlockLanes> likelihood{};
  std::array<double, kBlockLanes>& weight = conditional.weights[0];
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    weight[lane] = solution.certificates.status[lane] == SolveStatus::converged ? 1.0 : 0.0;
    for (std::size_t player = 0; player < model_.shape.num_players(); ++player) {
      const std::size_t strategy =
          model_.shape.first_strategy(player) + to_size(prior.strategy(player, lane));
      to[strategy * kBlockLanes + lane] = 1.0;
    }
  }
  for (const Item& item : items_) {
    likelihoods.at_sampled_profiles(item.number, prior, num_lanes, likelihood.data());
    for (std::size_t lane = 0; lane < num_lanes; ++lane) {
      weight[lane] = times_likelihood(weight[lane], likelihood[lane]);
    }
  }
}

/// Gives lanes their weights, and components weights that sum to 1. A lane without a weight above 0
/// gets its solution back.
void SplitPlay::normalise(const BlockSolution& solution,
                          BlockSolution& conditional,
                          std::array<double, kBlockLanes>& weights) const {
  weights.fill(0.0);
  for (std::size_t c = 0; c < conditional.num_components; ++c) {
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      weights[lane] += conditional.weights[c][lane];
    }
  }
  for (std::size_t c = 0; c < conditional.num_components; ++c) {
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      double& weight = conditional.weights[c][lane];
      weight = weights[lane] > 0.0 ? weight / weights[lane] : 0.0;
    }
  }
  for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
    if (weights[lane] > 0.0) {
      continue;
    }
    conditional.num_components = std::max(conditional.num_components, solution.num_components);
    conditional.require_components(conditional.num_components, model_.shape.num_strategies());
    for (std::size_t c = 0; c < solution.num_components; ++c) {
      conditional.weights[c][lane] = solution.weights[c][lane];
      for (std::size_t s = 0; s < model_.shape.num_strategies(); ++s) {
        conditional.probabilities[c][s * kBlockLanes + lane] =
            solution.probabilities[c][s * kBlockLanes + lane];
      }
    }
  }
}

}  // namespace demarche
