// SPDX-License-Identifier: MIT
#pragma once

#include <span>

namespace demarche {

/// An estimate with its 95 % interval.
struct IntervalEstimate {
  double value = 0.0;           ///< The estimate.
  double standard_error = 0.0;  ///< NaN if too few groups tell.
  double low = 0.0;             ///< Lower end of the interval; NaN as well.
  double high = 0.0;            ///< Its upper end.
};

/// The interval of an estimate from leaving out one group of draws at a time: Student's t with one
/// degree of freedom fewer than there are groups, around the estimate. `without[g]` is the estimate
/// from all draws but those of group g, and `sizes[g]` how many draws that group has; groups may
/// differ in size, and those without draws do not count. Fewer than 4 groups tell nothing: the
/// interval is NaN then. Source: F. M. T. A. Busing, E. Meijer and R. van der Leeden, Statistics
/// and Computing 9, 1999 (delete-m jackknife for unequal m).
[[nodiscard]] IntervalEstimate jackknife(double estimate,
                                         std::span<const double> without,
                                         std::span<const double> sizes);

}  // namespace demarche
