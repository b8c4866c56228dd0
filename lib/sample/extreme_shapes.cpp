// SPDX-License-Identifier: MIT
#include "sample/extreme_shapes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace demarche {
namespace {

/// Boost.Math's beta distribution is right down to shapes of 1e-150.
constexpr double kTinyShape = 1e-100;

/// With more degrees of freedom, a number of kFarT or more is impossible.
constexpr double kManyDegrees = 1e6;

/// ln(a B(a, 1/2)) with a = degrees of freedom / 2.
double log_scale(double a) {
  constexpr double kSmall = 1e-5;
  if (a < kSmall) {
    // The Taylor series about 0, since the difference of two logarithms would have few digits: the
    // coefficients are 2 ln 2, -pi^2 / 6 and 2 zeta(3).
    constexpr double kTwiceZetaOfThree = 2.4041138063191885;
    constexpr double kPi = std::numbers::pi;
    return a * (2.0 * std::numbers::ln2 + a * (-kPi * kPi / 6.0 + a * kTwiceZetaOfThree));
  }
  return std::lgamma(a + 1.0) + 0.5 * std::log(std::numbers::pi) - std::lgamma(a + 0.5);
}

}  // namespace

std::optional<double> probability_of_one(double alpha, double beta) {
  if (std::min(alpha, beta) >= kTinyShape) {
    return std::nullopt;
  }
  return alpha / (alpha + beta);
}

// With n degrees of freedom, a = n / 2 and z = n / (n + t^2), P(T > t) = I_z(a, 1/2) / 2, which is
// z^a / (2 a B(a, 1/2)) (1 + O(z)). For t >= kFarT, z is below 1e-299 n, and z = n / t^2.

double far_t_probability(double degrees_of_freedom, double t) {
  if (degrees_of_freedom > kManyDegrees) {
    return 0.0;
  }
  const double a = 0.5 * degrees_of_freedom;
  return 0.5 * std::exp(a * (std::log(degrees_of_freedom) - 2.0 * std::log(t)) - log_scale(a));
}

std::optional<double> far_t_quantile(double degrees_of_freedom, double p) {
  const double a = 0.5 * degrees_of_freedom;
  const double log_t =
      0.5 * (std::log(degrees_of_freedom) - (std::log(2.0 * p) + log_scale(a)) / a);
  if (!(p < 0.5) || degrees_of_freedom > kManyDegrees || !(log_t >= std::log(kFarT))) {
    return std::nullopt;
  }
  return std::exp(log_t);
}

}  // namespace demarche
