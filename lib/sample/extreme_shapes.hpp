// SPDX-License-Identifier: MIT
#pragma once

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <optional>

namespace demarche {

// Where shapes are so small that Boost.Math's distributions overflow or underflow inside. In all
// other cases these functions give Boost.Math's numbers.

/// Whether a beta distribution is 0 or 1 as far as doubles can tell, and then the probability of 1.
/// With the smaller of its shapes s, 1 - F(x) and F(x) between 5e-324 and 1 - 2^-53 differ from
/// those of these two values by less than 745 s.
[[nodiscard]] std::optional<double> probability_of_one(double alpha, double beta);

/// The standard beta distribution.
template <class Policy>
struct BetaOfAnyShape {
  boost::math::beta_distribution<double, Policy> standard;

  [[nodiscard]] double probability(double x, bool upper) const {
    if (const auto one = probability_of_one(standard.alpha(), standard.beta())) {
      return upper ? *one : 1.0 - *one;
    }
    return upper ? cdf(complement(standard, x)) : cdf(standard, x);
  }
  [[nodiscard]] double quantile(double p, bool upper) const {
    if (const auto one = probability_of_one(standard.alpha(), standard.beta())) {
      // F is 1 - one from 0 on, and 1 from 1 on.
      return (upper ? p < *one : p > 1.0 - *one) ? 1.0 : 0.0;
    }
    return upper ? boost::math::quantile(complement(standard, p))
                 : boost::math::quantile(standard, p);
  }
};

/// From here on the square of a t-distributed number overflows within Boost.Math.
inline constexpr double kFarT = 1e150;

/// P(T > t) of Student's t distribution.
/// @pre t >= kFarT
[[nodiscard]] double far_t_probability(double degrees_of_freedom, double t);

/// The t with P(T > t) = p, infinity if it is beyond the doubles; nothing if it is below kFarT.
[[nodiscard]] std::optional<double> far_t_quantile(double degrees_of_freedom, double p);

/// The standard Student t distribution.
template <class Policy>
struct StudentTOfAnyShape {
  boost::math::students_t_distribution<double, Policy> standard;

  [[nodiscard]] double probability(double t, bool upper) const {
    if (std::abs(t) >= kFarT) {
      const double beyond = far_t_probability(standard.degrees_of_freedom(), std::abs(t));
      return (t > 0.0) == upper ? beyond : 1.0 - beyond;
    }
    return upper ? cdf(complement(standard, t)) : cdf(standard, t);
  }
  [[nodiscard]] double quantile(double p, bool upper) const {
    if (const auto far = far_t_quantile(standard.degrees_of_freedom(), p)) {
      return upper ? *far : -*far;
    }
    if (const auto far = far_t_quantile(standard.degrees_of_freedom(), 1.0 - p)) {
      return upper ? -*far : *far;
    }
    return upper ? boost::math::quantile(complement(standard, p))
                 : boost::math::quantile(standard, p);
  }
};

}  // namespace demarche
