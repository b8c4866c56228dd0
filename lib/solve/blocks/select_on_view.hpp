// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "demarche/solve/selection.hpp"
#include "solve/blocks/payoff_view.hpp"

namespace demarche {

/// Whether a selection asks for more than a view of the game.
[[nodiscard]] bool needs_dense_form(Selection selection);

/// select_equilibria() for games without a dense form; the selection must do without one.
[[nodiscard]] std::vector<double> select_on_view(const PayoffView& view,
                                                 const std::vector<MixedProfile>& equilibria,
                                                 Selection selection,
                                                 std::span<const int> start);

}  // namespace demarche
