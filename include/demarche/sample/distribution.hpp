// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <string>
#include <variant>
#include <vector>

namespace demarche {

// The families of docs/scenario_format.md, with the same fields.

/// Always `value`.
struct ConstantDistribution {
  double value = 0.0;  ///< Finite.
};
/// The uniform distribution from `low` to `high`.
struct UniformDistribution {
  double low = 0.0;   ///< Below `high`.
  double high = 1.0;  ///< Above `low`.
};
/// The triangular distribution: its density rises linearly from `low` to `mode` and falls to
/// `high`.
struct TriangularDistribution {
  double low = 0.0;   ///< At most `mode`.
  double mode = 0.5;  ///< The most likely value.
  double high = 1.0;  ///< At least `mode`, above `low`.
};
/// A beta distribution on [low, high] with the mean (low + shape mode + high) / (shape + 2).
struct PertDistribution {
  double low = 0.0;    ///< At most `mode`.
  double mode = 0.5;   ///< The most likely value.
  double high = 1.0;   ///< At least `mode`, above `low`.
  double shape = 4.0;  ///< The higher, the closer to the mode; above 0.
};
/// The normal distribution.
struct NormalDistribution {
  double mean = 0.0;                ///< Finite.
  double standard_deviation = 1.0;  ///< Above 0.
};
/// The exponential of a normal variable.
struct LognormalDistribution {
  double median = 1.0;                  ///< Above 0.
  double log_standard_deviation = 1.0;  ///< Of the logarithm; above 0.
};
/// The beta distribution, stretched to [low, high].
struct BetaDistribution {
  double alpha = 1.0;  ///< Above 0.
  double beta = 1.0;   ///< Above 0.
  double low = 0.0;    ///< Below `high`.
  double high = 1.0;   ///< Above `low`.
};
/// The gamma distribution; its mean is shape times scale.
struct GammaDistribution {
  double shape = 1.0;  ///< Above 0.
  double scale = 1.0;  ///< Above 0.
};
/// The exponential distribution; its mean is 1 / rate.
struct ExponentialDistribution {
  double rate = 1.0;  ///< Above 0.
};
/// Student's t distribution, times `scale`, plus `location`.
struct StudentTDistribution {
  double degrees_of_freedom = 1.0;  ///< Above 0; the smaller, the heavier the tails.
  double location = 0.0;            ///< The median.
  double scale = 1.0;               ///< Above 0.
};
/// The value 1 with the probability `probability`, else 0.
struct BernoulliDistribution {
  double probability = 0.5;  ///< The probability of 1, in [0, 1].
};
/// Some values, each with a probability proportional to its weight.
struct DiscreteDistribution {
  std::vector<double> values;   ///< At least one.
  std::vector<double> weights;  ///< One for each value; if empty, all values are equally likely.
};
/// The distribution whose quantile function interpolates linearly between the sorted numbers of a
/// sample.
struct EmpiricalDistribution {
  std::vector<double> sample;  ///< In any order.
};
/// Johnson's quantile-parameterised distribution (J-QPD): bounded on one side or on both, with
/// three given quantiles that lie in symmetry around the median. Source: C. C. Hadlock and J. E.
/// Bickel, Decision Analysis 14(1), 2017.
struct JqpdDistribution {
  double tail = 0.1;            ///< The probability below `low_quantile`; above 0, below 1/2.
  double low_quantile = 0.25;   ///< Above `low`, below `median`.
  double median = 0.5;          ///< The value exceeded with probability 1/2.
  double high_quantile = 0.75;  ///< Exceeded with probability `tail`; above `median`, below `high`.
  double low = 0.0;             ///< The smallest possible value; -infinity: none.
  double high = std::numeric_limits<double>::infinity();  ///< The largest one; infinity: none.
};
/// The metalog distribution, whose quantile function is linear in its coefficients: unbounded, or
/// its logarithm or logit where one end or both are given. Source: T. W. Keelin, Decision Analysis
/// 13(4), 2016.
struct MetalogDistribution {
  std::vector<double> coefficients;  ///< At least two, whose quantile function rises everywhere.
  double low = -std::numeric_limits<double>::infinity();  ///< The smallest possible value.
  double high = std::numeric_limits<double>::infinity();  ///< The largest possible value.
};

struct Distribution;

/// What several experts say of one number. Its distribution is the weighted mean of theirs.
struct PooledDistribution {
  std::vector<Distribution> views;  ///< At least one.
  std::vector<double> weights;      ///< One for each view; if empty, all views count alike.
  /// Whether a parameter of its own tells which expert is right (see ParameterSampler), rather than
  /// a draw for this parameter alone.
  bool is_shared = false;
};

/// A distribution of one real parameter.
struct Distribution {
  /// One of the families above.
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
                              EmpiricalDistribution,
                              JqpdDistribution,
                              MetalogDistribution,
                              PooledDistribution>;
  Family family;  ///< The family with its numbers.
  /// A continuous family is conditioned on this interval.
  double truncate_low = -std::numeric_limits<double>::infinity();
  double truncate_high = std::numeric_limits<double>::infinity();  ///< Its upper end.
  /// A continuous family is stretched about its median: its value at the standard normal score z is
  /// that of the family at `widen` times z. The ends stay. Finite, above 0.
  double widen = 1.0;

  /// One sentence for each rule that the distribution breaks; empty if it is valid.
  [[nodiscard]] std::vector<std::string> problems() const;
  /// The exact quantile function at u in (0, 1), by Boost.Math.
  [[nodiscard]] double quantile(double u) const;
  /// The value that is exceeded with probability q in (0, 1): quantile(1 - q), with the digits that
  /// 1 - q would lose.
  [[nodiscard]] double upper_quantile(double q) const;
  /// The probability of values up to x.
  [[nodiscard]] double probability(double x) const;
  /// The probability of values above x: 1 - probability(x), with the digits that this would lose.
  [[nodiscard]] double upper_probability(double x) const;
  /// The smallest possible value, -infinity where there is none.
  [[nodiscard]] double lower_bound() const;
  /// The largest possible value, infinity where there is none.
  [[nodiscard]] double upper_bound() const;
  /// The mean, to a relative error of 1e-8 where no closed form is known; NaN where there is none
  /// or none that a double holds.
  [[nodiscard]] double mean() const;
};

}  // namespace demarche
