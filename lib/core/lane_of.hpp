// SPDX-License-Identifier: MIT
#pragma once

#include <cassert>
#include <cstddef>
#include <vector>

#include "demarche/core/types.hpp"

namespace demarche {

/// The numbers of one lane of `rows`, [count][kBlockLanes].
[[nodiscard]] inline std::vector<double> lane_of(const double* rows,
                                                 std::size_t count,
                                                 std::size_t lane) {
  assert(lane < kBlockLanes);
  std::vector<double> values(count);
  for (std::size_t row = 0; row < count; ++row) {
    values[row] = rows[row * kBlockLanes + lane];
  }
  return values;
}

}  // namespace demarche
