// SPDX-License-Identifier: MIT
#include "solve/registry.hpp"

#include <fmt/format.h>

#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"

namespace demarche {

const std::vector<Concept>& concepts() {
  static const std::vector<Concept> all = {
      logit_quantal_response_concept(),
      pure_equilibria_concept(),
      nash_equilibria_concept(),
      lemke_howson_concept(),
      zero_sum_concept(),
      logit_path_concept(),
      global_newton_concept(),
      iterated_polymatrix_concept(),
      simplicial_subdivision_concept(),
      stackelberg_concept(),
      pure_stackelberg_concept(),
      weak_stackelberg_concept(),
      sequential_moves_concept(),
      correlated_equilibrium_concept(),
      coarse_correlated_equilibrium_concept(),
      iterated_dominance_concept(),
      weak_dominance_concept(),
      level_k_concept(),
      cognitive_hierarchy_concept(),
      best_response_dynamics_concept(),
      fictitious_play_concept(),
      logit_response_dynamics_concept(),
      replicator_concept(),
      discrete_replicator_concept(),
  };
  return all;
}

const Concept& find_concept(std::string_view name) {
  std::string known;
  for (const Concept& entry : concepts()) {
    if (entry.name == name) {
      return entry;
    }
    known += (known.empty() ? "" : ", ") + std::string(entry.name);
  }
  std::vector<std::string> names;
  for (const Concept& entry : concepts()) {
    names.emplace_back(entry.name);
  }
  const auto closest = closest_name(name, names);
  throw InvalidArgument(fmt::format("there is no solution concept '{}'{}; known are {}",
                                    name,
                                    closest.empty() ? "" : fmt::format(", closest is {}", closest),
                                    known));
}

int iteration_budget(const ConceptOptions& options, int own) noexcept {
  return options.max_iterations > 0 ? options.max_iterations : own;
}

}  // namespace demarche
