// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/draw.hpp"

namespace demarche {

/// "A crisis between two capitals, draw 7", or "..., every parameter at its mean".
[[nodiscard]] std::string draw_title(const Model& model, const Draw& draw);

/// The ids of the levels of a player's strategy: "partial, none".
[[nodiscard]] std::string strategy_text(const Model& model,
                                        const FactoredPlayer& player,
                                        const std::vector<int>& strategy);

/// How the draw's game was solved, and what each strategy of these actors would bring them, in
/// lines of `width` columns.
[[nodiscard]] std::string explain_solution(const Model& model,
                                           const Draw& draw,
                                           const std::vector<int>& actors,
                                           std::size_t width);

}  // namespace demarche
