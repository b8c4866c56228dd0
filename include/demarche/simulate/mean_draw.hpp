// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/draw.hpp"
#include "demarche/simulate/run.hpp"

namespace demarche {

/// The game in which every parameter has its mean, solved as a draw of a run is: one typical game,
/// not the mean over draws. A parameter that is 0 or 1 has a value between, that of the expert who
/// is right as well. Nothing is sampled: `is_of_means` is set, `sampled_profile` is empty, and the
/// evidence weight is NaN. Options are not compared: their values are empty. The settings' seed and
/// draws have no effect.
/// @throws InvalidArgument as run() does, naming every parameter without a finite mean, or if code
/// computes payoffs.
[[nodiscard]] Draw mean_draw(const Model& model, const RunSettings& settings);

}  // namespace demarche
