// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "demarche/core/types.hpp"
#include "demarche/simulate/exact_sum.hpp"
#include "demarche/simulate/quantile_sketch.hpp"

namespace demarche {

/// The lanes of a block that evidence gives a weight above 0, without gaps.
struct WeightedLanes {
  std::size_t count = 0;
  std::array<std::size_t, kBlockLanes> lane{};
  std::array<double, kBlockLanes> weight{};
  /// The weights in units of 2^-24, rounded, for the counts of sketches. A weight above 2^16 counts
  /// as that, so that 64 bits hold 2^23 such draws, and 2^39 with weights near 1.
  std::array<std::uint64_t, kBlockLanes> units{};

  /// Takes the solved lanes whose weight is above 0, and multiplies weights by `factor`.
  void start(std::span<const std::size_t> solved, const double* weights, double factor);
};

/// The sums of the weights w of draws.
struct WeightSums {
  std::uint64_t count = 0;      ///< Draws with a weight above 0.
  std::uint64_t undefined = 0;  ///< Solved draws with a likelihood that is not defined.
  double largest = 0.0;
  ExactSum sum;
  ExactSum squares;

  void add(std::span<const std::size_t> solved, const double* weights, const WeightedLanes& lanes);
  void merge(const WeightSums& other);
  /// (sum of w)^2 / (sum of w^2); 0 of no draws @cite Kong1992.
  [[nodiscard]] double effective_draws() const;
};

/// Sums of a value x over draws with the weights w. Those of one block are added in double
/// precision in the order of lanes, and sums of blocks exactly, so that the order of blocks does
/// not matter.
struct WeightedValue {
  /// What is summed.
  enum Sum : std::size_t { w, ww, wx, wxx, wwx, wwxx, num_sums };

  std::uint64_t count = 0;      ///< Draws with a weight above 0 and a finite value.
  std::uint64_t undefined = 0;  ///< Draws with a weight above 0 and no finite value.
  double minimum = std::numeric_limits<double>::infinity();
  double maximum = -std::numeric_limits<double>::infinity();
  std::array<ExactSum, num_sums> sums;

  /// Adds a row of kBlockLanes values.
  void add(const WeightedLanes& lanes, const double* row);
  void merge(const WeightedValue& other);

  [[nodiscard]] double mean() const;      ///< NaN of no draws.
  [[nodiscard]] double variance() const;  ///< Of the weighted draws; 0 of fewer than two.
  /// The standard error of the mean, which is a ratio of two sums: by the delta method, the root of
  /// sum of w^2 (x - mean)^2 over the square of sum of w @cite Geweke1989. NaN of fewer than two
  /// draws.
  [[nodiscard]] double standard_error() const;
  /// How many draws of equal weight would give this standard error.
  [[nodiscard]] double effective_draws() const;
};

/// A metric or payoff: see SummaryAccumulator.
struct WeightedSummary {
  WeightedValue expected;
  WeightedValue realised;
  QuantileSketch sketch;  ///< Of the realised values.

  void add(const WeightedLanes& lanes, const double* expectations, const double* realisations);
  void merge(WeightedSummary other);
};

/// One option of an option set: see OptionAccumulator.
struct WeightedOption {
  /// What is summed with the weights: regret, shares of being best, of being unbeaten.
  enum Sum : std::size_t { regret, best, unbeaten, num_sums };

  WeightedValue value;
  QuantileSketch sketch;
  std::array<ExactSum, num_sums> sums;
  QuantileSketch regret_sketch;
  double largest_regret = 0.0;

  void merge(WeightedOption other);
};

/// Counts the finite values of a row with the lanes' units.
void add_to_sketch(const WeightedLanes& lanes, const double* row, QuantileSketch& sketch);

}  // namespace demarche
