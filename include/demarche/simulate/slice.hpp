// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/v1/slice.pb.h"

namespace demarche {

/// Runs slice `index` of `count`. With n blocks in the run, the slice has those from
/// n * index / count up to, not including, n * (index + 1) / count. The statistics are stored
/// without rounding. A slice that `progress` stopped covers a prefix of its draws.
/// @throws InvalidArgument as run() does, or unless 0 <= index < count.
[[nodiscard]] v1::RunSlice run_slice(const Model& model,
                                     const RunSettings& settings,
                                     int index,
                                     int count);

/// Merges slices of one run, in any order, to the result of run(), bit for bit. Slices may come
/// from different machines if they use the same instruction set. If slices are missing or were
/// stopped, the result covers the draws before the first gap.
/// @throws InvalidArgument as run() does, or if a slice is of another model, other settings or
/// another version of the library, two slices overlap or none begins at draw 0.
[[nodiscard]] v1::Result merge_slices(const Model& model,
                                      const RunSettings& settings,
                                      std::span<const v1::RunSlice> slices);

}  // namespace demarche
