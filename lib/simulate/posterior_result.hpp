// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/v1/result.pb.h"
#include "simulate/posterior.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// Writes a posterior as the message of a result whose prior numbers are there already.
void add_posterior(const RunPlan& plan,
                   const PosteriorAccumulator& accumulated,
                   v1::Result& result);

}  // namespace demarche
