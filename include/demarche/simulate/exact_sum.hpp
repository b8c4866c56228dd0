// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace demarche {

/// The exact sum of doubles, after the small superaccumulator of Neal (2015) @cite Neal2015:
/// overlapping 64-bit chunks hold every bit that a double can have. Adding and merging are exact,
/// so the value does not depend on any order.
class ExactSum {
 public:
  /// Adds a number. Infinity counts as 2^1024.
  /// @pre `value` is not NaN.
  void add(double value) noexcept;
  /// Adds another sum.
  void merge(const ExactSum& other) noexcept;

  /// The sum, rounded to the nearest double (ties to even).
  [[nodiscard]] double value() const noexcept;

  /// The sum as high + low, |low| at most half a unit in the last place of high.
  struct Parts {
    double high = 0.0;  ///< The sum, rounded.
    double low = 0.0;   ///< The rounding error of `high`.
  };
  /// The sum with twice the digits of value().
  [[nodiscard]] Parts parts() const noexcept;

  /// The sum for storage: chunk i counts units of 2^(32 i - 1075). All carries are propagated, so
  /// equal sums have equal chunks. Zeros at the end are left out.
  [[nodiscard]] std::vector<std::int64_t> chunks() const;
  /// The sum with these chunks().
  /// @throws InvalidArgument if there are too many chunks or one holds a carry.
  [[nodiscard]] static ExactSum from_chunks(std::span<const std::int64_t> chunks);

 private:
  // Chunk i counts units of 2^(32 i - 1075). The last chunks hold nothing but carries.
  static constexpr std::size_t kNumChunks = 67;
  // Each addition changes a chunk by 2^53 at most, so 512 of them fit 64 bits with room for a
  // carry. Then carries are propagated.
  static constexpr int kMaxPending = 512;

  void propagate() noexcept;

  std::array<std::int64_t, kNumChunks> chunks_{};
  int num_pending_ = 0;
};

struct BlockSums;
struct ValueAccumulator;

/// Count, mean, variance and extremes of a set of finite numbers. Sums are exact, so they neither
/// depend on the order of the numbers nor lose digits to cancellation.
class Moments {
 public:
  /// The moments of no numbers.
  Moments() = default;
  /// Moments from their parts, as they were stored.
  Moments(std::uint64_t count,
          double minimum,
          double maximum,
          const ExactSum& sum,
          const ExactSum& squares) noexcept
      : count_(count), minimum_(minimum), maximum_(maximum), sum_(sum), squares_(squares) {}

  /// Adds a finite number.
  void add(double value) noexcept;
  /// Adds the numbers of one block. Their distances from a number near them (or from 0 if they are
  /// far apart for their size) are summed in double precision, in an order that depends on nothing
  /// but their count; only these sums are added exactly. So the order of blocks does not matter,
  /// and a block costs few exact additions. The rounding error is small beside the variance of the
  /// block. Adds nothing and returns false if a number is not finite.
  /// @pre There are fewer than 2^27 numbers.
  bool add_block(std::span<const double> values) noexcept;
  /// Adds the numbers of one block clamped to [0, 1]. Adds nothing and returns false if one is NaN.
  /// @pre There are fewer than 2^27 numbers.
  bool add_probabilities(std::span<const double> values) noexcept;
  /// Adds the numbers of another set.
  void merge(const Moments& other) noexcept;

  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }  ///< How many numbers.
  [[nodiscard]] double minimum() const noexcept { return minimum_; }     ///< +infinity if empty.
  [[nodiscard]] double maximum() const noexcept { return maximum_; }     ///< -infinity if empty.
  [[nodiscard]] double mean() const;                                     ///< 0 if empty.
  [[nodiscard]] double variance() const;  ///< Unbiased; 0 with fewer than two numbers, infinite
                                          ///< where their squares are too large.
  [[nodiscard]] double standard_deviation() const;  ///< The root of variance().
  [[nodiscard]] double standard_error() const;      ///< The standard error of the mean.
  /// The sum, for storage.
  [[nodiscard]] const ExactSum& sum() const noexcept { return sum_; }
  /// The sum of squares, for storage.
  [[nodiscard]] const ExactSum& squares() const noexcept { return squares_; }

 private:
  friend struct ValueAccumulator;  // It has the sums of several rows computed at once.
  // Adds `count` numbers, at least one, with these sums. Adds nothing and returns false if a number
  // is not finite or the sum of their squares is not.
  bool add(const BlockSums& sums, std::size_t count) noexcept;
  // Adds the numbers one after the other, or nothing and returns false if one is not finite.
  bool add_each(std::span<const double> values) noexcept;

  std::uint64_t count_ = 0;
  double minimum_ = std::numeric_limits<double>::infinity();
  double maximum_ = -std::numeric_limits<double>::infinity();
  ExactSum sum_;
  ExactSum squares_;
};

}  // namespace demarche
