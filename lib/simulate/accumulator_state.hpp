// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/v1/slice.pb.h"
#include "simulate/accumulator.hpp"

namespace demarche {

/// Stores an accumulator without rounding.
void store(const Accumulator& accumulator, v1::RunSlice& slice);

/// The accumulator that store() wrote to the slice.
/// @throws InvalidArgument if the slice does not fit the plan's model or does not hold a valid
/// state.
[[nodiscard]] Accumulator restored(const RunPlan& plan, const v1::RunSlice& slice);

}  // namespace demarche
