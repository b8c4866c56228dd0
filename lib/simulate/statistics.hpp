// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "demarche/simulate/exact_sum.hpp"
#include "demarche/simulate/quantile_sketch.hpp"
#include "demarche/solve/certificate.hpp"
#include "demarche/solve/solve_status.hpp"
#include "simulate/block_sums.hpp"

namespace demarche {

/// The 97.5 % quantile of the standard normal distribution, for intervals of 95 %.
inline constexpr double kNormalQuantile = 1.959963984540054;

/// Moments of a value, and the number of solved draws in which it was not finite.
struct ValueAccumulator {
  Moments moments;
  std::uint64_t undefined = 0;

  /// Adds a block's values of the solved draws.
  void add(std::span<const double> values) { add(values, block_sums(values)); }
  /// Adds a block's values, whose sums are known.
  void add(std::span<const double> values, const BlockSums& sums);
  void merge(const ValueAccumulator& other);
};

/// A metric or payoff: its expectation in each draw, and its value at the draw's sampled profile.
struct SummaryAccumulator {
  ValueAccumulator expected;
  ValueAccumulator realised;
  QuantileSketch sketch;  ///< Of the realised values.

  /// Adds a block's expectations and realised values, both of the solved draws. Runs call this for
  /// the metrics of the user's code, whose one value in a draw is both. The scenario's metrics and
  /// the payoffs arrive member by member: Accumulator::add_summary() puts their rows into a
  /// RowQueue, which adds several rows at a time to `expected` and `realised`, and fills `sketch`.
  void add(std::span<const double> expectations, std::span<const double> realisations);
  void merge(SummaryAccumulator other);
};

/// One option of an option set.
struct OptionAccumulator {
  ValueAccumulator value;
  QuantileSketch sketch;  ///< Of the value.
  Moments regret;         ///< By how much the best option of a draw is better.
  QuantileSketch regret_sketch;
  ExactSum best;               ///< Draws in which it was best; k options that tie get 1 / k each.
  std::uint64_t unbeaten = 0;  ///< Draws in which no option was better, ties counted in full.

  void merge(OptionAccumulator other);
};

/// How solving ended, over all draws. `by_status` and the iterations are of all draws, the rest of
/// solved ones.
struct SolveAccumulator {
  std::array<std::uint64_t, kNumSolveStatuses> by_status{};  ///< Draws.
  std::map<std::uint32_t, std::uint64_t> multiplicity;       ///< Draws by number of equilibria.
  std::uint64_t degenerate = 0;                              ///< Draws in which a tie was met.
  std::uint64_t incomplete = 0;  ///< Draws whose equilibria may not be all there are.
  std::uint64_t iterations = 0;
  std::uint64_t max_iterations = 0;
  Moments residual;
  Moments regret;

  /// Adds the certificates of a block's first `num_lanes` lanes, and sets `solved` to the lanes
  /// among them that are solved, in ascending order.
  void add(const Certificates& certificates,
           std::size_t num_lanes,
           std::vector<std::size_t>& solved);
  void merge(const SolveAccumulator& other);
  /// How many games were added.
  [[nodiscard]] std::uint64_t num_games() const noexcept;

 private:
  void add_solved(const Certificates& certificates, std::size_t count);
  void add_multiplicity(std::span<const int> num_equilibria);
};

}  // namespace demarche
