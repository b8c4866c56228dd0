// SPDX-License-Identifier: MIT
#include "simulate/later_moves.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "core/to_size.hpp"

namespace demarche {
namespace {

/// The level that an intervention sets a variable to, or -1.
int level_set(const Intervention& intervention, int variable) {
  const auto& variables = intervention.variables;
  const auto found = std::find(variables.begin(), variables.end(), variable);
  return found == variables.end()
             ? -1
             : intervention.levels[static_cast<std::size_t>(found - variables.begin())];
}

bool sets_any(const Intervention& intervention, const FactoredPlayer& player) {
  return std::any_of(player.variables.begin(), player.variables.end(), [&](int variable) {
    return level_set(intervention, variable) >= 0;
  });
}

bool sets_all(const Intervention& intervention, const FactoredPlayer& player) {
  return std::all_of(player.variables.begin(), player.variables.end(), [&](int variable) {
    return level_set(intervention, variable) >= 0;
  });
}

std::vector<int> strategies_with(const Intervention& intervention, const FactoredPlayer& player) {
  std::vector<int> found;
  for (std::size_t s = 0; s < player.strategies.size(); ++s) {
    bool agrees = true;
    for (std::size_t k = 0; k < player.variables.size(); ++k) {
      const int level = level_set(intervention, player.variables[k]);
      agrees = agrees && (level < 0 || level == player.strategies[s][k]);
    }
    if (agrees) {
      found.push_back(static_cast<int>(s));
    }
  }
  return found;
}

}  // namespace

LaterMoves::LaterMoves(const RunPlan& plan)
    : plan_(plan),
      materialisation_(plan.model.shape),
      order_(plan.solution_concept.order_of_moves(materialisation_.players().size(),
                                                  plan.concept_options)),
      game_(materialisation_.num_strategies()),
      behaviour_(materialisation_.num_behaviour_rows() * kBlockLanes),
      solved_(game_.uniform_profile()),
      play_(solved_) {
  assert(order_.size() == game_.num_players());
}

bool LaterMoves::is_ruled_out(const Intervention& intervention) const {
  return std::any_of(players().begin(), players().end(), [&](std::size_t k) {
    const FactoredPlayer& player = plan_.model.shape.players[k];
    return sets_any(intervention, player) && strategies_with(intervention, player).empty();
  });
}

LaterMoves::Choice LaterMoves::choice(const Intervention& intervention) const {
  assert(!is_ruled_out(intervention));
  const auto player = [&](int k) -> const FactoredPlayer& {
    return plan_.model.shape.players[players()[to_size(k)]];
  };
  const auto first = std::find_if(
      order_.begin(), order_.end(), [&](int k) { return sets_any(intervention, player(k)); });
  const bool is_open = std::any_of(first, order_.end(), [&](int k) {
    return player(k).strategies.size() > 1 && !sets_all(intervention, player(k));
  });
  if (!is_open) {
    return {};
  }
  Choice left(order_.size());
  for (auto k = first; k != order_.end(); ++k) {
    left[to_size(*k)] = strategies_with(intervention, player(*k));
  }
  return left;
}

LaterMoves::Choice LaterMoves::choice(std::size_t player, int strategy) const {
  Choice left(order_.size());
  const auto mover = std::find(order_.begin(), order_.end(), static_cast<int>(player));
  assert(mover != order_.end());
  left[player] = {strategy};
  for (auto k = mover + 1; k != order_.end(); ++k) {
    std::vector<int>& all = left[to_size(*k)];
    all.resize(to_size(game_.num_strategies()[to_size(*k)]));
    std::iota(all.begin(), all.end(), 0);
  }
  return left;
}

void LaterMoves::start(const GameBlock& games, const BlockSolution& solution) {
  assert(solution.num_components <= 1);  // Whoever moves in sequence has one answer.
  games_ = games;
  solution_ = &solution;
  materialisation_.behaviour(games, behaviour_.data());
}

void LaterMoves::load(std::size_t lane) {
  assert(solution_->certificates.status[lane] == SolveStatus::converged);
  for (std::size_t k = 0; k < game_.num_players(); ++k) {
    materialisation_.payoffs(games_, lane, behaviour_.data(), k, game_.payoffs(k).data());
    const std::size_t first = plan_.model.shape.first_strategy(players()[k]);
    for (std::size_t s = 0; s < solved_[k].size(); ++s) {
      solved_[k][s] = solution_->probabilities[0][(first + s) * kBlockLanes + lane];
    }
  }
}

/// Writes the payoffs of the game that is left: those of the current one, averaged over what is
/// kept.
void LaterMoves::fill(const Choice& choice, NormalFormGame& smaller) {
  kept_.assign(1, {0, 1.0});
  places_.assign(1, 0);
  for (std::size_t k = 0; k < choice.size(); ++k) {
    const std::size_t stride = game_.stride(k);
    if (!choice[k].empty()) {
      const std::size_t count = places_.size();
      std::vector<std::size_t> longer;
      longer.reserve(count * choice[k].size());
      for (const std::size_t place : places_) {
        for (const int s : choice[k]) {
          longer.push_back(place + to_size(s) * stride);
        }
      }
      places_ = std::move(longer);
      continue;
    }
    std::vector<std::pair<std::size_t, double>> longer;
    for (const auto& [offset, probability] : kept_) {
      for (std::size_t s = 0; s < solved_[k].size(); ++s) {
        if (solved_[k][s] > 0.0) {
          longer.emplace_back(offset + s * stride, probability * solved_[k][s]);
        }
      }
    }
    kept_ = std::move(longer);
  }
  assert(places_.size() == smaller.num_profiles());
  for (std::size_t k = 0; k < choice.size(); ++k) {
    const auto payoffs = game_.payoffs(k);
    const auto target = smaller.payoffs(k);
    for (std::size_t p = 0; p < places_.size(); ++p) {
      double sum = 0.0;
      for (const auto& [offset, probability] : kept_) {
        sum += probability * payoffs[places_[p] + offset];
      }
      target[p] = sum;
    }
  }
}

bool LaterMoves::solve(const Choice& choice) {
  sizes_.clear();
  for (const auto& strategies : choice) {
    sizes_.push_back(std::max(1, static_cast<int>(strategies.size())));
  }
  auto found = smaller_games_.find(sizes_);
  if (found == smaller_games_.end()) {
    found = smaller_games_.emplace(sizes_, NormalFormGame(sizes_)).first;
  }
  fill(choice, found->second);
  const Solution answer = plan_.solution_concept.solve(found->second, plan_.concept_options);
  if (answer.certificate.status != SolveStatus::converged) {
    return false;
  }
  assert(answer.equilibria.size() == 1);
  for (std::size_t k = 0; k < choice.size(); ++k) {
    if (choice[k].empty()) {
      play_[k] = solved_[k];
      continue;
    }
    std::fill(play_[k].begin(), play_[k].end(), 0.0);
    for (std::size_t s = 0; s < choice[k].size(); ++s) {
      play_[k][to_size(choice[k][s])] = answer.equilibria[0][k][s];
    }
  }
  return true;
}

}  // namespace demarche
