// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <variant>
#include <vector>

namespace demarche {

/// Quantiles of a stream of numbers in bounded memory. Numbers are counted in buckets by their
/// sign, exponent and upper bits of the mantissa. As many bits are kept as leave the numbers of
/// both signs within kMostFine neighbouring buckets, and at least kLeastBits. So the buckets are
/// narrow beside the numbers' spread where the numbers lie far from zero, and narrow beside each
/// number where they do not. How many bits are kept depends on the smallest and largest numbers
/// alone, so merging is exact, and its order does not matter. Counters take two bytes each until a
/// count needs more. Storage is for at least kMostFine counters of each sign that occurs: 8 KiB for
/// a sign, and where kLeastBits are kept, about 1 KiB for each doubling between the smallest and
/// the largest numbers of that sign, if this is more.
class QuantileSketch {
 public:
  static constexpr int kLeastBits = 9;  ///< A bucket is at most 2^-9 of its value wide.
  static constexpr int kMostBits = 52;  ///< All of a mantissa.
  static constexpr std::uint64_t kMostFine =
      4096;  ///< Buckets where more than kLeastBits are kept.

  /// Counts of neighbouring buckets, the first and the last of which are not 0.
  struct Window {
    std::uint64_t first = 0;            ///< Number of the first bucket.
    std::vector<std::uint64_t> counts;  ///< Of the buckets from `first` on.

    /// The sum of the counts.
    [[nodiscard]] std::uint64_t total() const noexcept;
  };

  /// The sketch of no numbers.
  QuantileSketch() = default;
  /// A sketch from its parts, as they were stored: `bits` of the mantissa are kept.
  /// @throws InvalidArgument if `bits` is out of range, a window reaches beyond the last bucket, or
  /// there are more buckets than so many bits allow.
  QuantileSketch(int bits, Window negative, Window positive, std::uint64_t zeros);

  /// A quantile is nearer to zero than the exact one by less than this fraction of its value: at
  /// most 1/512, and less where the numbers lie far from zero beside their spread.
  [[nodiscard]] double relative_error() const noexcept;

  /// Adds a number `count` times, which may be 0.
  /// @pre `value` is finite, and `count` below 2^50.
  void add(double value, std::uint64_t count = 1);
  /// Adds those of the numbers that are finite.
  void add_block(std::span<const double> values);
  /// Adds those of at most kBlockLanes numbers that are finite, each as often as `counts` says.
  /// @pre There is a count below 2^50 for each number.
  void add_block(std::span<const double> values, std::span<const std::uint64_t> counts);
  /// Adds the numbers of another sketch.
  void merge(const QuantileSketch& other);
  /// Adds the numbers of a sketch that is not needed any more, and takes over its memory if there
  /// are no other numbers.
  void merge(QuantileSketch&& other);

  /// How many numbers.
  [[nodiscard]] std::uint64_t count() const;
  /// The edge of the lowest bucket such that at least the share `probability` of the numbers lies
  /// in or below it; of its edges the one nearer to zero. NaN if there are no numbers.
  /// @throws InvalidArgument unless `probability` is in [0, 1].
  [[nodiscard]] double quantile(double probability) const;

  /// How many bits of the mantissa tell buckets apart, for storage.
  [[nodiscard]] int bits() const noexcept { return bits_; }
  /// Negative numbers by their magnitude, for storage.
  [[nodiscard]] Window negative() const { return window(true); }
  /// Positive numbers, for storage.
  [[nodiscard]] Window positive() const { return window(false); }
  [[nodiscard]] std::uint64_t zeros() const noexcept { return zeros_; }  ///< How many zeros.

 private:
  /// Counters of neighbouring buckets. They reach beyond those in use, so that growing is rare.
  template <class Count>
  struct Counters {
    std::uint64_t first;
    std::vector<Count> counts;
  };
  /// The counters of both signs, all of one width.
  template <class Count>
  struct Pair {
    Counters<Count> negative;
    Counters<Count> positive;
  };
  [[nodiscard]] int shift() const noexcept { return kMostBits - bits_; }
  [[nodiscard]] bool is_empty() const;
  [[nodiscard]] Window window(bool is_negative) const;
  void make_room(bool is_negative, std::uint64_t low, std::uint64_t high);
  void add_counts(bool is_negative, const Window& source, int finer);
  void make_counts_fit(std::uint64_t more, int dropped = 0);

  int bits_ = kMostBits;
  std::variant<Pair<std::uint16_t>, Pair<std::uint32_t>, Pair<std::uint64_t>> pairs_;
  // So many more numbers fit the counters, whatever numbers they are.
  std::uint64_t spare_counts_ = std::numeric_limits<std::uint16_t>::max();
  std::uint64_t zeros_ = 0;
};

}  // namespace demarche
