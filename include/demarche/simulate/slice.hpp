// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/v1/slice.pb.h"

namespace demarche {

/// Runs the draws of slice `index` of `count`: of the run's blocks, those from index / count of
/// them to (index + 1) / count. What it accumulated is kept without rounding. A slice stopped by
/// `progress` covers a prefix of its draws.
/// @throws InvalidArgument as run() does, or unless 0 <= index < count.
[[nodiscard]] v1::RunSlice run_slice(const Model& model,
                                     const RunSettings& settings,
                                     int index,
                                     int count);

/// Joins slices of one run, in any order, to what run() returns, bit for bit: slices may be made on
/// any machines of one instruction set. If some are missing or were stopped, the result covers the
/// draws before the first gap. At least one slice has to begin the run.
/// @throws InvalidArgument as run() does, or if a slice is of another model, settings or version of
/// the library, two overlap or none begins at draw 0.
[[nodiscard]] v1::Result merge_slices(const Model& model,
                                      const RunSettings& settings,
                                      std::span<const v1::RunSlice> slices);

}  // namespace demarche
