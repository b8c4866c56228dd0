// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/draw.hpp"

namespace demarche {

/// Which part of a draw to explain.
struct ExplainSettings {
  std::string actor = {};  ///< The actor's id; empty: every actor.
  std::string profile =
      {};  ///< "us.relief = full, ..."; other levers are as sampled. Empty: all as sampled.
  std::size_t width = 100;  ///< Columns of a line; at least 60.
};

/// One draw as text (UTF-8): its parameters, the game, every actor's payoff at the profile term by
/// term with sources, the solution, and why each actor would not move.
/// @throws InvalidArgument if there is no such actor, or the profile cannot be read or is
/// infeasible.
[[nodiscard]] std::string explain(const Model& model,
                                  const Draw& draw,
                                  const ExplainSettings& settings = {});

}  // namespace demarche
