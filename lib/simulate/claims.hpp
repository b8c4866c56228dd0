// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/scenario/model.hpp"
#include "simulate/play.hpp"

namespace demarche {

/// Whether a claim holds in each lane of a block: the probability of its event, or 1 or 0 if it
/// compares expectations; NaN where a value that it compares is not finite. Unsolved lanes are
/// undefined. `cells` are those of the block's engine; writes kBlockLanes values.
void claim_values(const ClaimModel& claim, const Play& play, const double* cells, double* values);

}  // namespace demarche
