// SPDX-License-Identifier: MIT
#include "solve/blocks/dense_concept.hpp"

#include <fmt/format.h>

#include <numeric>

#include "demarche/game/materialise.hpp"

namespace demarche {

std::optional<std::string> dense_refusal(const FactoredShape& shape, int most) {
  if (auto reason = Materialisation::refusal(shape)) {
    return reason;
  }
  const auto counts = without_idle_players(Materialisation(shape).num_strategies());
  const int total = std::accumulate(counts.begin(), counts.end(), 0);
  if (total > most) {
    return fmt::format(
        "the players have {} strategies together, and at most {} fit; qre takes more", total, most);
  }
  return std::nullopt;
}

Solution one_equilibrium(const NormalFormGame& game,
                         SolveStatus status,
                         const MixedProfile& strategies,
                         double relative_regret,
                         int iterations) {
  Solution solution;
  const bool is_solved = status == SolveStatus::converged;
  solution.certificate = {.status = status,
                          .num_equilibria = is_solved ? 1 : 0,
                          .residual = relative_regret,
                          .iterations = iterations};
  if (is_solved) {
    solution.certificate.max_regret = game.max_regret(strategies);
    solution.equilibria.push_back(strategies);
  }
  return solution;
}

}  // namespace demarche
