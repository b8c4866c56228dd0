// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "demarche/game/normal_form_game.hpp"

namespace demarche::testing {

/// The logit quantal response equilibrium at `precision` on the principal branch, followed in log
/// probabilities by steps so short that Newton's method corrects each by at most
/// `longest_correction`: slow, and hard to lead astray. Nothing if that gets nowhere.
std::optional<MixedProfile> trace_logit_branch(const NormalFormGame& game,
                                               double precision,
                                               double longest_correction);

}  // namespace demarche::testing
