// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "demarche/game/normal_form_game.hpp"

namespace demarche::testing {

/// The logit quantal response equilibrium at `precision` on the principal branch, followed in log
/// probabilities by steps so short that Newton's method corrects each by at most
/// `longest_correction`. Such steps are slow but hardly ever lead onto another branch. Nothing if a
/// step would have to be too short.
std::optional<MixedProfile> trace_logit_branch(const NormalFormGame& game,
                                               double precision,
                                               double longest_correction);

}  // namespace demarche::testing
