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
    std::uint32_t first = 0;
    std::vector<std::uint64_t> counts;

    void add(std::uint32_t bucket, std::uint64_t count);
    [[nodiscard]] std::uint64_t total() const noexcept;
  };

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
  void merge(const QuantileSketch& other);

  [[nodiscard]] std::uint64_t count() const noexcept;
  /// The smallest bucket edge with at least the share `probability` of the numbers at or below its
  /// bucket. NaN if empty. @throws InvalidArgument unless `probability` is in [0, 1].
  [[nodiscard]] double quantile(double probability) const;

  [[nodiscard]] const Window& negative() const noexcept { return negative_; }
  [[nodiscard]] const Window& positive() const noexcept { return positive_; }
  [[nodiscard]] std::uint64_t zeros() const noexcept { return zeros_; }

 private:
  Window negative_;
  Window positive_;
  std::uint64_t zeros_ = 0;
};

}  // namespace demarche
