// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/simulate/run_sums.hpp"
#include "demarche/v1/result.pb.h"
#include "demarche/v1/slice.pb.h"

namespace demarche {

/// What the numbers of a run hinge on, from its sums: first-order indices, differences, curves, the
/// share of parameters without a source, where draws are not solved, and what knowing parameters is
/// worth. Of an option there are the 10 largest effects of parameters, of other outputs the 10
/// largest and those whose interval lies above 0; sums are over all parameters.
/// @pre The sums are of a run of the model.
[[nodiscard]] v1::Analysis analyze(const Model& model, const RunSums& sums);

/// As run(), with the analysis in the result.
/// @throws InvalidArgument as run() does.
[[nodiscard]] v1::Result run_and_analyze(const Model& model, const RunSettings& settings);

/// As merge_slices(), with the analysis in the result if all slices hold sums.
/// @throws InvalidArgument as merge_slices() does.
[[nodiscard]] v1::Result merge_and_analyze(const Model& model,
                                           const RunSettings& settings,
                                           std::span<const v1::RunSlice> slices);

}  // namespace demarche
