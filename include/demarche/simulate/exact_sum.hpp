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
  /// Adds a finite number.
  void add(double value) noexcept;
  /// Adds another sum.
  void merge(const ExactSum& other) noexcept;

  /// The sum, rounded to the nearest double (ties to even).
  [[nodiscard]] double value() const noexcept;

  /// The sum as high + low, |low| at most half a unit in the last place of high.
  struct Parts {
    double high = 0.0;  ///< The sum, rounded.
    double low = 0.0;   ///< What rounding took away.
  };
  /// The sum with twice the digits of value().
  [[nodiscard]] Parts parts() const noexcept;

  /// For storage: chunk i counts units of 2^(32 i - 1075), carries passed on, so that equal sums
  /// have equal chunks. Zeros at the end are left out.
  [[nodiscard]] std::vector<std::int64_t> chunks() const;
  /// The sum with these chunks().
  /// @throws InvalidArgument if there are too many of them or a carry was not passed on.
  [[nodiscard]] static ExactSum from_chunks(std::span<const std::int64_t> chunks);

 private:
  // Chunk i counts units of 2^(32 i - 1075). The last ones catch carries.
  static constexpr std::size_t kNumChunks = 67;
  // Each addition puts at most 2^53 into a chunk: after this many, carries are passed on.
  static constexpr int kMaxPending = 512;

  void propagate() noexcept;

  std::array<std::int64_t, kNumChunks> chunks_{};
  int num_pending_ = 0;
};

struct BlockSums;
struct ValueAccumulator;

/// Count, mean, variance and extremes of a set of finite numbers, free of order and of
/// cancellation.
class Moments {
 public:
  /// Of no numbers.
  Moments() = default;
  /// Moments stored by their parts.
  Moments(std::uint64_t count,
          double minimum,
          double maximum,
          const ExactSum& sum,
          const ExactSum& squares) noexcept
      : count_(count), minimum_(minimum), maximum_(maximum), sum_(sum), squares_(squares) {}

  /// Adds a finite number.
  void add(double value) noexcept;
  /// The numbers of one block, in their order: their distances from a number near them (or from 0
  /// where they are far apart for their size) are summed up in plain arithmetic, always alike, and
  /// only those sums are added exactly. Much faster than one by one, as free of the order of
  /// blocks; rounding is small beside the block's own variance. Adds nothing and returns false if a
  /// number is not finite.
  bool add_block(std::span<const double> values) noexcept;
  /// The same of numbers moved into [0, 1] first, which only NaN resists.
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
  [[nodiscard]] double standard_error() const;      ///< Of the mean.
  /// For storage.
  [[nodiscard]] const ExactSum& sum() const noexcept { return sum_; }
  /// For storage.
  [[nodiscard]] const ExactSum& squares() const noexcept { return squares_; }

 private:
  friend struct ValueAccumulator;  // Which sums several rows up at once.
  bool add(const BlockSums& sums, std::size_t count) noexcept;
  bool add_each(std::span<const double> values) noexcept;

  std::uint64_t count_ = 0;
  double minimum_ = std::numeric_limits<double>::infinity();
  double maximum_ = -std::numeric_limits<double>::infinity();
  ExactSum sum_;
  ExactSum squares_;
};

}  // namespace demarche
