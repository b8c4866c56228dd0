// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace demarche {

/// Quantiles of a stream of numbers in bounded memory. Numbers are counted in buckets by their
/// sign, exponent and upper nine bits of the mantissa, so a bucket is at most 2^-9 of its value
/// wide. Merging is exact, and its order does not matter.
class QuantileSketch {
 public:
  /// Counts of neighbouring buckets. A window grows at either end as numbers come.
  struct Window {
    std::uint32_t first = 0;            ///< Number of the first bucket.
    std::vector<std::uint64_t> counts;  ///< Of the buckets from `first` on.

    /// Counts `count` more numbers in a bucket.
    void add(std::uint32_t bucket, std::uint64_t count);
    /// The sum of the counts.
    [[nodiscard]] std::uint64_t total() const noexcept;
  };

  /// The sketch of no numbers.
  QuantileSketch() = default;
  /// A sketch from its parts, as they were stored.
  /// @throws InvalidArgument if a window reaches beyond the last bucket.
  QuantileSketch(Window negative, Window positive, std::uint64_t zeros);

  /// A quantile is nearer to zero than the exact one by less than this fraction of its value.
  [[nodiscard]] static constexpr double relative_error() noexcept { return 1.0 / 512.0; }

  /// Adds a number.
  /// @pre `value` is finite.
  void add(double value);
  /// Adds those of the numbers that are finite.
  void add_block(std::span<const double> values);
  /// Adds the numbers of another sketch.
  void merge(const QuantileSketch& other);

  /// How many numbers.
  [[nodiscard]] std::uint64_t count() const noexcept;
  /// The edge of the lowest bucket such that at least the share `probability` of the numbers lies
  /// in or below it; of its edges the one nearer to zero. NaN if there are no numbers.
  /// @throws InvalidArgument unless `probability` is in [0, 1].
  [[nodiscard]] double quantile(double probability) const;

  /// Negative numbers by their magnitude, for storage.
  [[nodiscard]] const Window& negative() const noexcept { return negative_; }
  /// Positive numbers, for storage.
  [[nodiscard]] const Window& positive() const noexcept { return positive_; }
  [[nodiscard]] std::uint64_t zeros() const noexcept { return zeros_; }  ///< How many zeros.

 private:
  Window negative_;
  Window positive_;
  std::uint64_t zeros_ = 0;
};

}  // namespace demarche
