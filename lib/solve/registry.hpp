// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/solve/concept.hpp"

namespace demarche {

// One function per concept, each defined in the source of that concept.
[[nodiscard]] Concept logit_quantal_response_concept();
[[nodiscard]] Concept pure_equilibria_concept();
[[nodiscard]] Concept nash_equilibria_concept();
[[nodiscard]] Concept lemke_howson_concept();
[[nodiscard]] Concept iterated_dominance_concept();
[[nodiscard]] Concept weak_dominance_concept();
[[nodiscard]] Concept zero_sum_concept();
[[nodiscard]] Concept stackelberg_concept();
[[nodiscard]] Concept pure_stackelberg_concept();
[[nodiscard]] Concept weak_stackelberg_concept();
[[nodiscard]] Concept sequential_moves_concept();
[[nodiscard]] Concept correlated_equilibrium_concept();
[[nodiscard]] Concept coarse_correlated_equilibrium_concept();
[[nodiscard]] Concept logit_path_concept();
[[nodiscard]] Concept global_newton_concept();
[[nodiscard]] Concept iterated_polymatrix_concept();
[[nodiscard]] Concept simplicial_subdivision_concept();
[[nodiscard]] Concept level_k_concept();
[[nodiscard]] Concept cognitive_hierarchy_concept();
[[nodiscard]] Concept best_response_dynamics_concept();
[[nodiscard]] Concept fictitious_play_concept();
[[nodiscard]] Concept logit_response_dynamics_concept();
[[nodiscard]] Concept replicator_concept();
[[nodiscard]] Concept discrete_replicator_concept();

/// The budget that the user set, or the concept's own.
[[nodiscard]] int iteration_budget(const ConceptOptions& options, int own) noexcept;

}  // namespace demarche
