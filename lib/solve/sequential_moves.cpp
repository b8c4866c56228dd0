// SPDX-License-Identifier: MIT
#include "demarche/solve/sequential_moves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "demarche/core/error.hpp"
#include "demarche/game/materialise.hpp"
#include "solve/blocks/lane_solver.hpp"
#include "solve/registry.hpp"

namespace demarche {
namespace {

/// Backward induction. It goes from the last mover to the first and holds, for every history before
/// the mover, the profile that play reaches.
class Induction {
 public:
  Induction(const NormalFormGame& game, const std::vector<int>& order)
      : game_(game), reached_(game.num_profiles()), is_tied_(game.num_profiles(), 0) {
    assert(order.size() == game.num_players());
    std::iota(reached_.begin(), reached_.end(), std::size_t{0});
    // The entry of a history is at the profile in which the players who move later play strategy 0.
    for (std::size_t k = order.size(); k-- > 0;) {
      choose(static_cast<std::size_t>(order[k]));
    }
  }

  [[nodiscard]] std::size_t profile() const { return reached_[0]; }
  [[nodiscard]] bool is_tied() const { return is_tied_[0] != 0; }
  [[nodiscard]] bool has_ties() const { return has_ties_; }

 private:
  void choose(std::size_t player) {
    const std::size_t stride = game_.stride(player);
    const auto count = static_cast<std::size_t>(game_.num_strategies()[player]);
    const auto payoffs = game_.payoffs(player);
    for (std::size_t p = 0; p < reached_.size(); ++p) {
      if (p / stride % count != 0) {
        continue;
      }
      std::size_t best = p;
      bool is_tied = false;
      for (std::size_t s = 1; s < count; ++s) {
        const std::size_t other = p + s * stride;
        const double gain = payoffs[reached_[other]] - payoffs[reached_[best]];
        is_tied = gain > 0.0 ? false : is_tied || gain == 0.0;
        best = gain > 0.0 ? other : best;
      }
      is_tied_[p] = is_tied || is_tied_[best] != 0 ? 1 : 0;
      has_ties_ = has_ties_ || is_tied;
      reached_[p] = reached_[best];
    }
  }

  const NormalFormGame& game_;
  std::vector<std::size_t> reached_;
  std::vector<char> is_tied_;
  bool has_ties_ = false;
};

std::vector<int> full_order(const std::vector<int>& order, std::size_t num_players) {
  std::vector<int> all(num_players);
  std::iota(all.begin(), all.end(), 0);
  if (order.empty()) {
    return all;
  }
  std::vector<int> sorted = order;
  std::sort(sorted.begin(), sorted.end());
  if (sorted != all) {
    throw InvalidArgument(
        fmt::format("order must name each of the {} players once (from 0), got {}",
                    num_players,
                    fmt::join(order, ", ")));
  }
  return order;
}

Solution solve_concept(const NormalFormGame& game, const ConceptOptions& options) {
  const auto result = SequentialMoves({.order = options.order}).solve(game);
  Solution solution;
  solution.certificate = {.status = SolveStatus::converged,
                          .num_equilibria = 1,
                          .is_complete = !result.has_ties,
                          .is_degenerate = result.has_ties,
                          .iterations = static_cast<int>(game.num_profiles())};
  solution.equilibria.push_back(game.pure_profile(result.profile));
  return solution;
}

}  // namespace

SequentialMoves::SequentialMoves(Options options) : options_(std::move(options)) {}

SequentialMoves::Result SequentialMoves::solve(const NormalFormGame& game) const {
  game.check_finite();
  const Induction induction(game, full_order(options_.order, game.num_players()));
  Result result;
  result.profile = game.profile(induction.profile());
  result.is_tied = induction.is_tied();
  result.has_ties = induction.has_ties();
  for (std::size_t i = 0; i < game.num_players(); ++i) {
    result.payoffs.push_back(game.payoffs(i)[induction.profile()]);
  }
  return result;
}

Concept sequential_moves_concept() {
  return lane_concept<solve_concept>(
      {.name = "sequential",
       .summary = "players move in a stated order and see the moves before: subgame perfection",
       .work = "profiles",
       .reads = {&ConceptOptions::order},
       .order_of_moves =
           [](std::size_t num_players, const ConceptOptions& options) {
             return full_order(options.order, num_players);
           },
       .refusal = Materialisation::refusal});
}

}  // namespace demarche
