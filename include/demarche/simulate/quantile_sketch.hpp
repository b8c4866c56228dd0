// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace demarche {

/// Quantiles of a stream of numbers in bounded memory: counts in buckets that are 2^-9 of their
/// value wide, by sign, exponent and nine bits of the mantissa. Merging is exact and free of order.
class QuantileSketch {
 public:
  /// Counts by bucket number, from `first` on; grows at either end.
  struct Window {
    std::uint32_t first = 0;            ///< Number of the first bucket.
    std::vector<std::uint64_t> counts;  ///< Of the buckets from `first` on.

    /// Counts `count` more numbers in a bucket.
    void add(std::uint32_t bucket, std::uint64_t count);
    /// The sum of the counts.
    [[nodiscard]] std::uint64_t total() const noexcept;
  };

  /// Of no numbers.
  QuantileSketch() = default;
  /// A sketch stored by its parts.
  /// @throws InvalidArgument if a window holds more buckets than there are.
  QuantileSketch(Window negative, Window positive, std::uint64_t zeros);

  /// A quantile is off by less than this fraction of its value, towards zero.
  [[nodiscard]] static constexpr double relative_error() noexcept { return 1.0 / 512.0; }

  /// Adds a finite number.
  void add(double value);
  /// Adds those of the numbers that are finite.
  void add_block(std::span<const double> values);
  /// Adds the numbers of another sketch.
  void merge(const QuantileSketch& other);

  /// How many numbers.
  [[nodiscard]] std::uint64_t count() const noexcept;
  /// The smallest bucket edge with at least the share `probability` of the numbers at or below its
  /// bucket. NaN if empty. @throws InvalidArgument unless `probability` is in [0, 1].
  [[nodiscard]] double quantile(double probability) const;

  /// By magnitude; for storage, as are the next two.
  [[nodiscard]] const Window& negative() const noexcept { return negative_; }
  /// Of positive numbers.
  [[nodiscard]] const Window& positive() const noexcept { return positive_; }
  [[nodiscard]] std::uint64_t zeros() const noexcept { return zeros_; }  ///< How many zeros.

 private:
  Window negative_;
  Window positive_;
  std::uint64_t zeros_ = 0;
};

}  // namespace demarche
