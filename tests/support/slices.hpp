// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/v1/slice.pb.h"

namespace demarche::testing {

/// A run in so many slices, each written to bytes and read again as between processes. The last one
/// stands first, so that who merges them has to order them.
std::vector<v1::RunSlice> run_in_slices(const Model& model, const RunSettings& settings, int count);

}  // namespace demarche::testing
