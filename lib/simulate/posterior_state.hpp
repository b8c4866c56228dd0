// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/v1/slice.pb.h"
#include "simulate/posterior.hpp"

namespace demarche {

/// Writes what evidence makes of a slice's draws.
void store(const PosteriorAccumulator& posterior, v1::PosteriorState& state);

/// Reads it into an accumulator of no draws.
/// @throws InvalidArgument if it is of another scenario or damaged.
void restore(const v1::PosteriorState& state, PosteriorAccumulator& posterior);

}  // namespace demarche
