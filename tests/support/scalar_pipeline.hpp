// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

namespace demarche::testing {

/// A model of the shape that the pipeline's speed is measured on: independent normal parameters and
/// a two-player game of 3 strategies each, whose payoffs are a constant and a few parameters times
/// coefficients.
struct PipelineModel {
  static constexpr std::size_t kParameters = 20;
  static constexpr std::size_t kStrategies = 3;
  static constexpr std::size_t kProfiles = kStrategies * kStrategies;
  static constexpr std::size_t kTerms = 4;

  struct Payoff {
    double constant = 0.0;
    std::array<std::size_t, kTerms> parameters{};
    std::array<double, kTerms> coefficients{};
  };
  std::array<double, kParameters> means{};
  std::array<double, kParameters> standard_deviations{};
  /// [player][the first player's strategy * kStrategies + the second's].
  std::array<std::array<Payoff, kProfiles>, 2> payoffs;
};

[[nodiscard]] PipelineModel random_pipeline_model(std::uint64_t seed);

/// The model as a scenario with an outcome for each profile, the sum of payoffs as a metric, and a
/// claim that a certain profile is played.
[[nodiscard]] std::string pipeline_scenario(const PipelineModel& model);

/// Mean and variance, updated number by number (Welford).
struct Welford {
  void add(double value) noexcept {
    count += 1.0;
    const double distance = value - mean;
    mean += distance / count;
    squares += distance * (value - mean);
    minimum = value < minimum ? value : minimum;
    maximum = value > maximum ? value : maximum;
  }
  [[nodiscard]] double variance() const noexcept { return squares / (count - 1.0); }
  [[nodiscard]] double standard_error() const noexcept;

  double count = 0.0;
  double mean = 0.0;
  double squares = 0.0;
  double minimum = std::numeric_limits<double>::infinity();
  double maximum = -std::numeric_limits<double>::infinity();
};

/// A histogram with bins of equal width.
struct Histogram {
  static constexpr double kLow = -16.0;
  static constexpr double kHigh = 16.0;
  static constexpr std::size_t kBins = 4096;

  void add(double value) noexcept {
    const double place = (value - kLow) * (static_cast<double>(kBins) / (kHigh - kLow));
    const double last = static_cast<double>(kBins - 1);
    ++counts[static_cast<std::size_t>(place < 0.0 ? 0.0 : place > last ? last : place)];
  }
  [[nodiscard]] double quantile(double probability) const;

  std::array<std::uint64_t, kBins> counts{};
};

/// The statistics that a run on pipeline_scenario() reports.
struct PipelineStatistics {
  struct Value {
    Welford expected;  ///< Of the expectation under each draw's equilibria.
    Welford realised;  ///< Of the value at a profile sampled from the equilibria.
    Histogram histogram;
  };
  std::uint64_t draws = 0;
  std::array<Welford, PipelineModel::kProfiles> profiles;
  std::array<std::array<Welford, PipelineModel::kStrategies>, 2> levels;
  std::array<Value, 2> payoffs;
  Value welfare;
  Welford claim;
  std::array<std::uint64_t, PipelineModel::kProfiles> sampled{};
  std::array<std::uint64_t, 16> multiplicity{};
};

/// The pipeline as one would write it draw by draw: Boost's normal sampler, payoffs term by term,
/// enumeration of all supports, running statistics.
[[nodiscard]] PipelineStatistics run_scalar_pipeline(const PipelineModel& model,
                                                     std::uint64_t seed,
                                                     std::uint64_t draws);

}  // namespace demarche::testing
