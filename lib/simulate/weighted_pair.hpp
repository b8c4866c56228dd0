// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "demarche/core/types.hpp"
#include "demarche/simulate/exact_sum.hpp"
#include "simulate/weighted_statistics.hpp"

namespace demarche {

/// The numbers x and y that two scenarios have in the same draws, with the weights v and w that
/// evidence gives the draws in each.
struct WeightedPair {
  /// Sums over draws: v w, v w x, v w y, v w x y.
  enum Sum : std::size_t { vw, vwx, vwy, vwxy, num_sums };
  /// One scenario's weights and numbers in a block: rows of kBlockLanes.
  struct Rows {
    const double* weights;
    const double* values;
    double factor = 1.0;  ///< Of the weights, see PosteriorAccumulator::factor().
  };

  WeightedValue first;
  WeightedValue second;
  std::array<ExactSum, num_sums> products;
  std::uint64_t differing = 0;  ///< Draws in which the numbers or the weights differ.

  /// Adds the draws that both scenarios have an answer to.
  void add(std::span<const std::size_t> solved, const Rows& of_first, const Rows& of_second);
  void merge(const WeightedPair& other);

  /// The standard error of second.mean() - first.mean(), both being ratios of sums over the same
  /// draws: the errors of single draws are subtracted from each other before they are squared.
  [[nodiscard]] double standard_error() const;
};

}  // namespace demarche
