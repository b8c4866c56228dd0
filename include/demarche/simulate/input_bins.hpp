// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "demarche/sample/distribution.hpp"

namespace demarche {

/// How the numbers of an input are sorted into bins: bin b has the numbers above bounds[b - 1], if
/// there is one, up to bounds[b].
struct InputBins {
  static constexpr std::size_t kMost = 64;  ///< No input has more bins.

  std::vector<double> bounds;  ///< Ascending, at most 63 numbers, one fewer than there are bins.
  std::vector<double> values;  ///< Of a discrete input, the number of each bin; else empty.

  /// How many bins there are.
  [[nodiscard]] std::size_t num_bins() const noexcept { return bounds.size() + 1; }
  /// Whether each bin stands for one number.
  [[nodiscard]] bool is_discrete() const noexcept { return !values.empty(); }
};

/// Bins of equal probability. A distribution of at most 64 numbers has a bin for each of them, and
/// a constant one bin.
[[nodiscard]] InputBins bins_of(const Distribution& distribution);

/// Bins of equal numbers of draws; a bin for each number if there are at most 64 different ones.
/// @throws InvalidArgument if a number is not finite.
[[nodiscard]] InputBins bins_of(std::span<const double> numbers);

/// The bin of each number, to `found`. NaN counts as the first bin.
void find_bins(const InputBins& bins, std::span<const double> numbers, std::uint8_t* found);

}  // namespace demarche
