// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/simulate/binned_sums.hpp"
#include "demarche/v1/slice.pb.h"

namespace demarche {

/// Stores sums without rounding.
void store(const BinnedSums& sums, v1::SumsState& state);

/// Adds the sums that store() wrote.
/// @throws InvalidArgument if they do not fit `sums` or are no valid state.
void merge(const v1::SumsState& state, BinnedSums& sums);

}  // namespace demarche
