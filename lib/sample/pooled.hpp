// SPDX-License-Identifier: MIT
#pragma once

#include "demarche/sample/distribution.hpp"

namespace demarche {

/// The quantile of the weighted mean of the views, by bisection between the smallest and the
/// largest of the views' quantiles: the smallest value up to which there is the probability `u`,
/// where `rest` = 1 - u.
[[nodiscard]] double pooled_quantile(const PooledDistribution& pooled, double u, double rest);

}  // namespace demarche
