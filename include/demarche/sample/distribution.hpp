// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <string>
#include <variant>
#include <vector>

namespace demarche {

/// The families of docs/scenario_format.md, with the same fields.
struct ConstantDistribution {
  double value = 0.0;
};
struct UniformDistribution {
  double low = 0.0, high = 1.0;
};
struct TriangularDistribution {
  double low = 0.0, mode = 0.5, high = 1.0;
};
struct PertDistribution {
  double low = 0.0, mode = 0.5, high = 1.0, shape = 4.0;
};
struct NormalDistribution {
  double mean = 0.0, standard_deviation = 1.0;
};
struct LognormalDistribution {
  double median = 1.0, log_standard_deviation = 1.0;
};
struct BetaDistribution {
  double alpha = 1.0, beta = 1.0, low = 0.0, high = 1.0;
};
struct GammaDistribution {
  double shape = 1.0, scale = 1.0;
};
struct ExponentialDistribution {
  double rate = 1.0;
};
struct StudentTDistribution {
  double degrees_of_freedom = 1.0, location = 0.0, scale = 1.0;
};
struct BernoulliDistribution {
  double probability = 0.5;
};
struct DiscreteDistribution {
  std::vector<double> values, weights;
};
struct EmpiricalDistribution {
  std::vector<double> sample;
};

/// A distribution of one real parameter.
struct Distribution {
  using Family = std::variant<ConstantDistribution,
                              UniformDistribution,
                              TriangularDistribution,
                              PertDistribution,
                              NormalDistribution,
                              LognormalDistribution,
                              BetaDistribution,
                              GammaDistribution,
                              ExponentialDistribution,
                              StudentTDistribution,
                              BernoulliDistribution,
                              DiscreteDistribution,
                              EmpiricalDistribution>;
  Family family;
  /// A continuous family is conditioned on this interval.
  double truncate_low = -std::numeric_limits<double>::infinity();
  double truncate_high = std::numeric_limits<double>::infinity();

  /// What is wrong with it, one sentence each; empty if valid. Every rule is checked.
  [[nodiscard]] std::vector<std::string> problems() const;
  /// The exact quantile function at u in (0, 1), by Boost.Math.
  [[nodiscard]] double quantile(double u) const;
  /// The value that is exceeded with probability q in (0, 1): quantile(1 - q), with the digits that
  /// 1 - q would lose.
  [[nodiscard]] double upper_quantile(double q) const;
  /// Smallest and largest possible values (infinite where unbounded).
  [[nodiscard]] double lower_bound() const;
  [[nodiscard]] double upper_bound() const;
};

}  // namespace demarche
