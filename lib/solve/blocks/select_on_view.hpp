// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "demarche/solve/selection.hpp"
#include "solve/blocks/payoff_view.hpp"

namespace demarche {

/// Whether a selection needs the dense form of a game, not only a PayoffView.
[[nodiscard]] bool needs_dense_form(Selection selection);

/// The same as select_equilibria(), for games without a dense form.
/// @pre needs_dense_form(selection) is false.
[[nodiscard]] std::vector<double> select_on_view(const PayoffView& view,
                                                 const std::vector<MixedProfile>& equilibria,
                                                 Selection selection,
                                                 std::span<const int> start);

}  // namespace demarche
