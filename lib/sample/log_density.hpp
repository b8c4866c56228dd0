// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/sample/distribution.hpp"
#include "sample/far_interval.hpp"

namespace demarche {

/// The ratio of densities of a continuous distribution without its truncation; empty for those that
/// have no tail, which are the uniform and the triangular ones and beta distributions of tiny
/// shapes, and for those that are not continuous.
[[nodiscard]] LogDensityRatio log_density_ratio(const Distribution& distribution);

}  // namespace demarche
