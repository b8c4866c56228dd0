// SPDX-License-Identifier: MIT
#include "solve/pure/pure_search.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

#include "demarche/core/interruption.hpp"

namespace demarche {
namespace {

/// About a tenth of a millisecond of work.
constexpr long long kNodesBetweenInterruptionChecks = 1024;

/// The agents of players who choose.
std::vector<Agent> choosing_agents(const FactoredShape& shape) {
  auto agents = separate_agents(shape);
  std::erase_if(agents, [&](const Agent& agent) {
    return shape.players[static_cast<std::size_t>(agent.player)].is_behavioural();
  });
  return agents;
}

}  // namespace

PureSearch::PureSearch(const FactoredShape& shape)
    : shape_(shape), view_(shape), agents_(choosing_agents(shape)), chosen_(agents_.size(), 0) {
  std::vector<AgentPlan> plans;
  for (std::size_t a = 0; a < agents_.size(); ++a) {
    plans.push_back(plan(a));
  }
  order(std::move(plans));
  map_strategies();
  for (std::size_t k = 0; k < view_.players().size(); ++k) {
    const auto& tables = shape.players[view_.players()[k]].payoff;
    for (std::size_t t = 0; t < tables.size(); ++t) {
      if (auto found = average(tables[t], view_.first_value(k, t))) {
        averages_.push_back(std::move(*found));
      }
    }
  }
}

PureSearch::AgentPlan PureSearch::plan(std::size_t agent) const {
  AgentPlan result;
  result.agent = agent;
  result.num_strategies = agents_[agent].strategies.size();
  const auto player = static_cast<std::size_t>(agents_[agent].player);
  result.player = static_cast<std::size_t>(
      std::find(view_.players().begin(), view_.players().end(), player) - view_.players().begin());
  const auto& tables = shape_.players[player].payoff;
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const FactorTable& table = tables[t];
    Term term;
    term.first_value = view_.first_value(result.player, t);
    term.own = table_offsets(shape_, agents_[agent], table);
    if (term.own.empty()) {
      continue;
    }
    for (std::size_t b = 0; b < agents_.size(); ++b) {
      auto theirs =
          b == agent ? std::vector<std::size_t>{} : table_offsets(shape_, agents_[b], table);
      if (!theirs.empty()) {
        term.others.push_back(b);
        term.offsets.push_back(std::move(theirs));
      }
    }
    result.terms.push_back(std::move(term));
  }
  return result;
}

std::optional<PureSearch::Average> PureSearch::average(const FactorTable& table,
                                                       std::size_t first_value) const {
  Average result;
  result.shifts = {0};
  result.factors = {{}};
  std::vector<Agent> all = player_agents(shape_);
  for (const Agent& agent : all) {
    const auto player = static_cast<std::size_t>(agent.player);
    const auto theirs = table_offsets(shape_, agent, table);
    if (!shape_.players[player].is_behavioural() || theirs.empty()) {
      continue;
    }
    std::vector<std::size_t> shifts;
    std::vector<std::vector<std::size_t>> factors;
    for (std::size_t c = 0; c < result.shifts.size(); ++c) {
      for (std::size_t s = 0; s < theirs.size(); ++s) {
        shifts.push_back(result.shifts[c] + theirs[s]);
        factors.push_back(result.factors[c]);
        factors.back().push_back(shape_.first_strategy(player) + s);
      }
    }
    result.shifts = std::move(shifts);
    result.factors = std::move(factors);
  }
  if (result.factors.size() == 1 && result.factors[0].empty()) {
    return std::nullopt;
  }
  // The targets are all cells that choices of the agents who choose lead to.
  std::set<std::size_t> targets = {first_value};
  for (const Agent& agent : agents_) {
    const auto theirs = table_offsets(shape_, agent, table);
    std::set<std::size_t> more;
    for (const std::size_t cell : targets) {
      for (const std::size_t offset : theirs) {
        more.insert(cell + offset);
      }
    }
    targets = theirs.empty() ? targets : more;
  }
  result.targets.assign(targets.begin(), targets.end());
  return result;
}

void PureSearch::order(std::vector<AgentPlan> plans) {
  Dependencies missing;
  for (const AgentPlan& plan : plans) {
    auto& needed = missing.emplace_back();
    for (const Term& term : plan.terms) {
      needed.insert(term.others.begin(), term.others.end());
    }
  }
  std::vector<bool> is_placed(plans.size(), false);
  std::vector<bool> is_decided(plans.size(), false);
  while (plans_.size() < plans.size()) {
    const std::size_t next = cheapest(plans, missing, is_placed);
    is_placed[next] = true;
    plans[next].is_forced = missing[next].empty();
    for (auto& needed : missing) {
      needed.erase(next);
    }
    plans_.push_back(plans[next]);
    is_decided[next] = plans[next].is_forced;
    for (std::size_t k = 0; k < plans_.size(); ++k) {
      const std::size_t a = plans_[k].agent;
      if (!is_decided[a] && missing[a].empty()) {
        is_decided[a] = true;
        plans_.back().checked.push_back(k);
      }
    }
  }
}

std::size_t PureSearch::cheapest(const std::vector<AgentPlan>& plans,
                                 const Dependencies& missing,
                                 const std::vector<bool>& is_placed) {
  std::size_t next = plans.size();
  double best = std::numeric_limits<double>::infinity();
  for (std::size_t a = 0; a < plans.size(); ++a) {
    if (is_placed[a]) {
      continue;
    }
    const double cost = choice_cost(a, plans[a].num_strategies, missing);
    if (cost < best) {
      best = cost;
      next = a;
    }
  }
  return next;
}

double PureSearch::choice_cost(std::size_t agent,
                               std::size_t num_strategies,
                               const Dependencies& missing) {
  if (missing[agent].empty()) {
    return 0.0;
  }
  // An agent that waits for n others counts as 1 / n, as each of them brings it that much nearer.
  double num_waiting = 1.0;
  for (const auto& needed : missing) {
    num_waiting += needed.contains(agent) ? 1.0 / static_cast<double>(needed.size()) : 0.0;
  }
  return std::log(static_cast<double>(num_strategies) + 0.5) / num_waiting;
}

void PureSearch::map_strategies() {
  for (const std::size_t player : view_.players()) {
    auto& own = agents_of_.emplace_back();
    std::size_t num_combinations = 1;
    for (std::size_t a = 0; a < agents_.size(); ++a) {
      if (static_cast<std::size_t>(agents_[a].player) == player) {
        own.push_back(a);
        num_combinations *= agents_[a].strategies.size();
      }
    }
    auto& strategies = strategy_of_.emplace_back(num_combinations, -1);
    for (std::size_t s = 0; s < shape_.players[player].strategies.size(); ++s) {
      std::size_t combination = 0;
      for (const std::size_t a : own) {
        combination = combination * agents_[a].strategies.size() + agents_[a].strategy_of[s];
      }
      strategies[combination] = static_cast<int>(s);
    }
  }
}

bool PureSearch::load(const std::vector<double>& cells) {
  assert(cells.size() == shape_.num_cells);
  if (!view_.load(cells)) {
    return false;
  }
  const std::vector<double>& values = view_.values();
  values_ = values;
  const auto probabilities = view_.all_probabilities(view_.uniform_profile());
  for (const Average& average : averages_) {
    for (const std::size_t target : average.targets) {
      double sum = 0.0;
      for (std::size_t c = 0; c < average.shifts.size(); ++c) {
        double weight = 1.0;
        for (const std::size_t row : average.factors[c]) {
          weight *= probabilities[row];
        }
        sum += weight * values[target + average.shifts[c]];
      }
      values_[target] = sum;
    }
  }
  return true;
}

PureEquilibriaResult PureSearch::run(double tie_tolerance, long long max_nodes) {
  assert(tie_tolerance >= 0.0);
  tie_tolerance_ = tie_tolerance;
  max_nodes_ = max_nodes;
  num_nodes_ = 0;
  is_stopped_ = false;
  result_ = {};
  descend(0);
  if (num_nodes_ > max_nodes_ || is_stopped_) {
    result_.status = SolveStatus::iteration_limit;
    result_.profiles.clear();
    return std::move(result_);
  }
  std::sort(result_.profiles.begin(), result_.profiles.end());
  result_.status = result_.profiles.empty() ? SolveStatus::no_equilibrium : SolveStatus::converged;
  return std::move(result_);
}

void PureSearch::compute_payoffs(const AgentPlan& plan) {
  payoffs_.assign(plan.num_strategies, 0.0);
  for (const Term& term : plan.terms) {
    std::size_t cell = term.first_value;
    for (std::size_t k = 0; k < term.others.size(); ++k) {
      cell += term.offsets[k][chosen_[term.others[k]]];
    }
    for (std::size_t s = 0; s < plan.num_strategies; ++s) {
      payoffs_[s] += values_[cell + term.own[s]];
    }
  }
}

bool PureSearch::passes_checks(const AgentPlan& plan) {
  return std::all_of(plan.checked.begin(), plan.checked.end(), [&](std::size_t k) {
    compute_payoffs(plans_[k]);
    const double best = *std::max_element(payoffs_.begin(), payoffs_.end());
    return payoffs_[chosen_[plans_[k].agent]] >= best - tie_tolerance_;
  });
}

void PureSearch::descend(std::size_t depth) {
  if (depth == plans_.size()) {
    keep();
    return;
  }
  const AgentPlan& plan = plans_[depth];
  std::vector<std::size_t> domain;
  if (plan.is_forced) {
    compute_payoffs(plan);
    domain = best_of(payoffs_, tie_tolerance_);
  }
  const std::size_t count = plan.is_forced ? domain.size() : plan.num_strategies;
  for (std::size_t k = 0; k < count && num_nodes_ <= max_nodes_ && !is_stopped_; ++k) {
    is_stopped_ = ++num_nodes_ % kNodesBetweenInterruptionChecks == 0 && is_interrupted();
    chosen_[plan.agent] = plan.is_forced ? domain[k] : k;
    if (passes_checks(plan)) {
      descend(depth + 1);
    }
  }
}

void PureSearch::keep() {
  auto& profile = result_.profiles.emplace_back();
  for (std::size_t i = 0; i < agents_of_.size(); ++i) {
    std::size_t combination = 0;
    for (const std::size_t a : agents_of_[i]) {
      combination = combination * agents_[a].strategies.size() + chosen_[a];
    }
    profile.push_back(strategy_of_[i][combination]);
  }
  for (const AgentPlan& plan : plans_) {
    compute_payoffs(plan);
    const auto best = best_of(payoffs_, tie_tolerance_);
    result_.is_degenerate = result_.is_degenerate || best.size() > 1;
    const double gain =
        *std::max_element(payoffs_.begin(), payoffs_.end()) - payoffs_[chosen_[plan.agent]];
    result_.regret = std::max(result_.regret, gain);
  }
}

}  // namespace demarche
