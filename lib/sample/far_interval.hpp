// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace demarche {

/// ln f(p + d) - ln f(p) for the density f of a distribution. Taken as a function of the distance
/// d, since a difference of two logarithms would have no digits left far out.
using LogDensityRatio = std::function<double(double p, double d)>;

/// A distribution conditioned on an interval far out in one of its tails, where the density falls
/// from one end to the other and the probability of the interval may be too small for a double.
/// Only ratios of densities are used: with the end p where the density is largest and G(d) the
/// integral of f(p + t) / f(p) for t from 0 to d, the share of the probability within the distance
/// d of p is G(d) / G(all). G is computed by Gauss's rule in panels that are so narrow that the
/// density falls by a factor of e^1.5 at most in each.
class FarInterval {
 public:
  /// @pre low < high, one of them finite; from there the density falls.
  FarInterval(LogDensityRatio ratio, double low, double high);

  /// Whether G is known: it is finite and above 0, and the density falls so fast that what lies
  /// beyond the panels could not be told in a double.
  [[nodiscard]] bool has_probability() const noexcept;
  /// The value that has the share `u` of the probability below it and `rest` = 1 - u above.
  /// @pre has_probability()
  [[nodiscard]] double quantile(double u, double rest) const;

 private:
  [[nodiscard]] double log_ratio(double d) const { return ratio_(peak_, sign_ * d); }
  [[nodiscard]] double integral(double from, double to) const;
  [[nodiscard]] double width_of_all_panels() const;
  void make_panels(double width);

  LogDensityRatio ratio_;
  double low_;
  double high_;
  double peak_;                 // The end where the density is largest.
  double sign_;                 // 1 if the peak is the low end, else -1.
  std::vector<double> begins_;  // Distances from the peak at which panels begin, then the last end.
  std::vector<double> before_;  // G at each of these distances.
  std::vector<double> after_;   // G from each of them to the last end.
};

}  // namespace demarche
