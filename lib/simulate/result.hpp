// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "demarche/v1/result.pb.h"
#include "simulate/accumulator.hpp"

namespace demarche {

/// The settings of a run as its result states them.
[[nodiscard]] v1::RunOptions run_options(const RunPlan& plan);

/// The probabilities for which summaries have quantiles.
[[nodiscard]] std::span<const double> summary_quantiles();

/// The estimate of a probability from the draws with an answer; `unsolved` draws have none.
[[nodiscard]] v1::Estimate probability_estimate(const std::string& id,
                                                const ValueAccumulator& value,
                                                std::uint64_t unsolved);

/// The result of a run whose first `draws_done` draws were accumulated.
[[nodiscard]] v1::Result make_result(const RunPlan& plan,
                                     const Accumulator& accumulated,
                                     std::uint64_t draws_done);

}  // namespace demarche
