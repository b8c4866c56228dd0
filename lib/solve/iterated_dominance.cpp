// SPDX-License-Identifier: MIT
#include "demarche/solve/iterated_dominance.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include "demarche/game/materialise.hpp"
#include "solve/lane_solver.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

/// Whether `better` pays more than `worse` against everything that the others have left.
bool dominates(const NormalFormGame& game,
               std::size_t player,
               const std::vector<std::vector<int>>& left,
               int better,
               int worse) {
  const auto payoffs = game.payoffs(player);
  const std::size_t stride = game.stride(player);
  std::vector<std::size_t> place(game.num_players(), 0);
  while (true) {
    std::size_t base = 0;
    for (std::size_t i = 0; i < place.size(); ++i) {
      base += i == player ? 0 : game.stride(i) * static_cast<std::size_t>(left[i][place[i]]);
    }
    if (payoffs[base + stride * static_cast<std::size_t>(better)] <=
        payoffs[base + stride * static_cast<std::size_t>(worse)]) {
      return false;
    }
    std::size_t i = place.size();
    while (i-- > 0) {
      if (i != player && ++place[i] < left[i].size()) {
        break;
      }
      place[i] = 0;
    }
    if (i == static_cast<std::size_t>(-1)) {
      return true;
    }
  }
}

bool eliminate(const NormalFormGame& game,
               std::size_t player,
               std::vector<std::vector<int>>& left) {
  auto& own = left[player];
  const auto before = own.size();
  const auto all = own;
  std::erase_if(own, [&](int worse) {
    return std::any_of(all.begin(), all.end(), [&](int better) {
      return better != worse && dominates(game, player, left, better, worse);
    });
  });
  return own.size() < before;
}

Solution solve_dominance(const NormalFormGame& game, const ConceptOptions& /*options*/) {
  const auto result = IteratedDominance().solve(game);
  Solution solution;
  MixedProfile uniform;
  double count = 1.0;
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    auto& strategy = uniform.emplace_back(static_cast<std::size_t>(game.num_strategies()[i]), 0.0);
    for (const int s : result.survivors[i]) {
      strategy[static_cast<std::size_t>(s)] = 1.0 / static_cast<double>(result.survivors[i].size());
    }
    count *= static_cast<double>(result.survivors[i].size());
  }
  constexpr double kMost = std::numeric_limits<int>::max();
  solution.certificate = {.status = SolveStatus::converged,
                          .num_equilibria = static_cast<int>(std::min(count, kMost)),
                          .is_complete = true,
                          .is_degenerate = false,
                          .max_regret = game.max_regret(uniform),
                          .residual = 0.0,
                          .iterations = result.num_rounds};
  solution.equilibria.push_back(std::move(uniform));
  return solution;
}

}  // namespace

bool IteratedDominanceResult::is_single_profile() const noexcept {
  return std::all_of(
      survivors.begin(), survivors.end(), [](const auto& own) { return own.size() == 1; });
}

IteratedDominance::Result IteratedDominance::solve(const NormalFormGame& game) const {
  game.check_finite();
  Result result;
  for (const int count : game.num_strategies()) {
    auto& own = result.survivors.emplace_back();
    for (int s = 0; s < count; ++s) {
      own.push_back(s);
    }
  }
  bool is_changed = true;
  while (is_changed) {
    is_changed = false;
    for (std::size_t i = 0; i < game.num_players(); ++i) {
      is_changed = eliminate(game, i, result.survivors) || is_changed;
    }
    result.num_rounds += is_changed ? 1 : 0;
  }
  return result;
}

Concept iterated_dominance_concept() {
  return {.name = "dominance",
          .summary = "uniform play over what iterated strict dominance (by pure strategies) leaves",
          .refusal = Materialisation::refusal,
          .make_block_solver =
              [](const FactoredShape& shape, const ConceptOptions& options) {
                return make_lane_solver(shape, options, solve_dominance);
              },
          .solve = solve_dominance};
}

}  // namespace demarche
