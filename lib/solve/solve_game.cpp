// SPDX-License-Identifier: MIT
#include "demarche/solve/solve_game.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace demarche {
namespace {

/// Weights and correlated play are probabilities, and components are ascending lists of places.
[[maybe_unused]] bool is_consistent(const Solution& solution) {
  constexpr double kRounding = 1e-9;
  const auto sums_to_one = [&](double sum) { return std::abs(sum - 1.0) <= kRounding; };
  const double weight = std::accumulate(solution.weights.begin(), solution.weights.end(), 0.0);
  double probability = 0.0;
  for (const WeightedProfile& profile : solution.distribution) {
    probability += profile.probability;
  }
  const auto num_equilibria = static_cast<int>(solution.equilibria.size());
  return solution.weights.size() == solution.equilibria.size() &&
         (solution.weights.empty() || sums_to_one(weight)) &&
         (solution.distribution.empty() || sums_to_one(probability)) &&
         std::all_of(solution.components.begin(), solution.components.end(), [&](const auto& own) {
           return !own.empty() && std::is_sorted(own.begin(), own.end()) && own.front() >= 0 &&
                  own.back() < num_equilibria;
         });
}

}  // namespace

Solution solve_game(const Concept& solution_concept,
                    const NormalFormGame& game,
                    const ConceptOptions& options) {
  const std::string name(solution_concept.name);
  check_options_for(options, {&name, 1});
  Solution solution = solution_concept.solve(game, options);
  solution.weights = select_equilibria(game, solution.equilibria, options.selection, options.start);
  assert(is_consistent(solution));
  return solution;
}

Solution solve_game(std::string_view concept_name,
                    const NormalFormGame& game,
                    const ConceptOptions& options) {
  return solve_game(find_concept(concept_name), game, options);
}

}  // namespace demarche
