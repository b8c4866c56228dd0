// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/draw.hpp"

namespace demarche {

/// What to explain of a draw.
struct ExplainSettings {
  std::string actor = {};  ///< Id; empty: every actor.
  std::string profile =
      {};  ///< "us.relief = full, ...": levers left out are as sampled. Empty: as sampled.
};

/// One draw as text (UTF-8): its parameters, the game, every actor's payoff at the profile term by
/// term with sources, the solution, and why each actor would not move.
/// @throws InvalidArgument if there is no such actor, or the profile cannot be read or is
/// infeasible.
[[nodiscard]] std::string explain(const Model& model,
                                  const Draw& draw,
                                  const ExplainSettings& settings = {});

}  // namespace demarche
