// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "demarche/solve/concept.hpp"
#include "solve/blocks/lane_solver.hpp"

namespace demarche {

/// The most strategies of all players together for solvers that keep a matrix of all pairs.
inline constexpr int kMostStrategies = 200;

/// Why games of this shape are refused by solvers of dense games with at most `most` strategies of
/// all players together.
[[nodiscard]] std::optional<std::string> dense_refusal(const FactoredShape& shape, int most);

/// A concept that solves games one by one in dense form.
template <Solution (*solve)(const NormalFormGame&, const ConceptOptions&)>
Concept dense_concept(std::string_view name, std::string_view summary) {
  return {
      .name = name,
      .summary = summary,
      .refusal = [](const FactoredShape& shape) { return dense_refusal(shape, kMostStrategies); },
      .make_block_solver =
          [](const FactoredShape& shape, const ConceptOptions& options) {
            return make_lane_solver(shape, options, solve);
          },
      .solve = solve};
}

/// The answer of a solver that finds one equilibrium.
[[nodiscard]] Solution one_equilibrium(const NormalFormGame& game,
                                       SolveStatus status,
                                       const MixedProfile& strategies,
                                       double relative_regret,
                                       int iterations);

}  // namespace demarche
