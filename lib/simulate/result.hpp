// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "demarche/v1/result.pb.h"
#include "simulate/accumulator.hpp"

namespace demarche {

/// What a result says about the settings of its run.
[[nodiscard]] v1::RunOptions run_options(const RunPlan& plan);

/// Writes what was accumulated over the first `draws_done` draws as a message.
[[nodiscard]] v1::Result make_result(const RunPlan& plan,
                                     const Accumulator& accumulated,
                                     std::uint64_t draws_done);

}  // namespace demarche
