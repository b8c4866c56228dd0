// SPDX-License-Identifier: MIT
#include "demarche/analyze/jackknife.hpp"

#include <array>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

namespace demarche {
namespace {

/// The 97.5 % quantile of Student's t distribution. An analysis asks for it with every output and
/// parameter, of few different numbers of degrees of freedom. Each is a search for a root of the
/// incomplete beta function, so the smallest ones are kept.
double upper_quantile(int degrees_of_freedom) {
  const auto compute = [](int degrees) {
    constexpr double kUpper = 0.975;
    return boost::math::quantile(boost::math::students_t_distribution<double>(degrees), kUpper);
  };
  static constexpr std::size_t kKept = 32;
  static const std::array<double, kKept> kept = [&] {
    std::array<double, kKept> all{};
    for (std::size_t degrees = 1; degrees < kKept; ++degrees) {
      all[degrees] = compute(static_cast<int>(degrees));
    }
    return all;
  }();
  const auto degrees = static_cast<std::size_t>(degrees_of_freedom);
  return degrees < kKept ? kept[degrees] : compute(degrees_of_freedom);
}

}  // namespace

IntervalEstimate jackknife(double estimate,
                           std::span<const double> without,
                           std::span<const double> sizes) {
  assert(without.size() == sizes.size());
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  constexpr int kFewestGroups = 4;
  double total = 0.0;
  int num_groups = 0;
  for (const double size : sizes) {
    total += size;
    num_groups += size > 0.0 ? 1 : 0;
  }
  if (num_groups < kFewestGroups) {
    return {estimate, kNone, kNone, kNone};
  }
  // The mean of the pseudo-values h theta - (h - 1) theta_(-g), h being total / size.
  double mean = num_groups * estimate;
  for (std::size_t g = 0; g < sizes.size(); ++g) {
    mean -= sizes[g] > 0.0 ? (1.0 - sizes[g] / total) * without[g] : 0.0;
  }
  double variance = 0.0;
  for (std::size_t g = 0; g < sizes.size(); ++g) {
    if (sizes[g] > 0.0) {
      const double h = total / sizes[g];
      const double pseudo = h * estimate - (h - 1.0) * without[g];
      variance += (pseudo - mean) * (pseudo - mean) / (h - 1.0) / num_groups;
    }
  }
  const double error = std::sqrt(variance);
  const double half = upper_quantile(num_groups - 1) * error;
  return {estimate, error, estimate - half, estimate + half};
}

}  // namespace demarche
