// SPDX-License-Identifier: MIT
#include "demarche/solve/solve_game.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <vector>

#include "core/sums_to_one.hpp"
#include "demarche/solve/nash_equilibria.hpp"
#include "solve/blocks/idle_players.hpp"

namespace demarche {
namespace {

/// Weights and correlated play are probabilities, and components are ascending lists of places.
[[maybe_unused]] bool is_consistent(const Solution& solution) {
  std::vector<double> probabilities;
  for (const WeightedProfile& profile : solution.distribution) {
    probabilities.push_back(profile.probability);
  }
  const auto num_equilibria = static_cast<int>(solution.equilibria.size());
  return solution.weights.size() == solution.equilibria.size() &&
         (solution.weights.empty() || sums_to_one(solution.weights)) &&
         (solution.distribution.empty() || sums_to_one(probabilities)) &&
         std::all_of(solution.components.begin(), solution.components.end(), [&](const auto& own) {
           return !own.empty() && std::is_sorted(own.begin(), own.end()) && own.front() >= 0 &&
                  own.back() < num_equilibria;
         });
}

}  // namespace

Solution solve_game(const Concept& solution_concept,
                    const NormalFormGame& game,
                    const ConceptOptions& options) {
  check_options_for(options, solution_concept);
  check_players(options, game.num_strategies());
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

DefaultConcept default_concept(const std::vector<int>& num_strategies) {
  const auto reason = NashEquilibria::refusal(num_strategies);
  if (!reason) {
    return {.name = "nash"};
  }
  const std::string_view name =
      without_idle_players(num_strategies).size() == 2 ? "lemke-howson" : "logit-nash";
  return {
      .name = name,
      .reason = fmt::format("nash, the default, lists all equilibria, and {}. {} has been taken "
                            "in its place and lists one; name a concept to choose yourself",
                            *reason,
                            name)};
}

}  // namespace demarche
