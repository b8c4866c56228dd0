// SPDX-License-Identifier: MIT
#include "simulate/claims.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <limits>

#include "core/to_size.hpp"
#include "demarche/core/types.hpp"

namespace demarche {
namespace {

/// Rounding may put a probability a few units in the last place outside [0, 1]. NaN stays NaN.
double as_probability(double value) {
  return std::clamp(value, 0.0, 1.0);
}

}  // namespace

void claim_values(const ClaimModel& claim, const Play& play, const double* cells, double* values) {
  if (claim.event >= 0) {
    assert(claim.comparisons.empty());
    const double* const probabilities = play.query(to_size(claim.event));
    std::transform(probabilities, probabilities + kBlockLanes, values, as_probability);
    return;
  }
  std::array<double, kBlockLanes> holds{};
  holds.fill(1.0);
  std::array<double, kBlockLanes> best{};
  std::array<double, kBlockLanes> defined{};
  for (const auto& comparison : claim.comparisons) {
    best.fill(-std::numeric_limits<double>::infinity());
    defined.fill(1.0);
    for (const int alternative : comparison.against) {
      const double* const row = play.query(to_size(alternative));
      for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
        best[lane] = row[lane] > best[lane] ? row[lane] : best[lane];
        // Adds 0, or NaN if the value is not finite: the maximum may hide such a value.
        defined[lane] += row[lane] * 0.0;
      }
    }
    const double* const set = play.query(to_size(comparison.set));
    const double* const by = cells + comparison.by_row * kBlockLanes;
    for (std::size_t lane = 0; lane < kBlockLanes; ++lane) {
      const double margin = set[lane] - best[lane] - by[lane];
      defined[lane] += margin * 0.0;
      holds[lane] *= margin > 0.0 ? defined[lane] : defined[lane] - 1.0;
    }
  }
  std::copy(holds.begin(), holds.end(), values);
}

}  // namespace demarche
