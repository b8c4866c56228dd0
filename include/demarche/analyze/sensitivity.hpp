// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "demarche/analyze/jackknife.hpp"
#include "demarche/simulate/binned_sums.hpp"

namespace demarche {

/// What of an output is looked at.
enum class Aspect {
  value,      ///< Its number in the draws where it is defined.
  undefined,  ///< Whether it is undefined, in the draws that are not missing.
  missing,    ///< Whether a draw is missing, in all draws; the same for every output.
};

/// An output along an input: counts and sums by group and bin. Where there are few draws,
/// neighbouring bins of a continuous input are joined, so that a bin has 25 draws or more in the
/// mean, but there are 8 bins at least.
class BinnedOutputAlong {
 public:
  /// Reads the sums of an output along an input.
  BinnedOutputAlong(const BinnedSums& sums, std::size_t input, std::size_t output, Aspect aspect);

  /// How many bins there are after joining.
  [[nodiscard]] std::size_t num_bins() const noexcept { return num_bins_; }
  /// How many groups of draws.
  [[nodiscard]] std::size_t num_groups() const noexcept { return sizes_.size(); }
  /// The number of draws of a group.
  [[nodiscard]] std::span<const double> sizes() const noexcept { return sizes_; }
  /// The number of all draws.
  [[nodiscard]] double num_draws() const noexcept { return num_draws_; }
  /// Draws in each bin.
  [[nodiscard]] std::span<const double> counts() const noexcept { return counts_; }
  /// The mean over all draws; NaN without draws.
  [[nodiscard]] double mean() const noexcept { return centre_ + total_ / num_draws_; }
  /// The mean over all draws but those of a group; over all if there is no such group.
  [[nodiscard]] double mean_without(std::size_t group) const {
    return mean_of(0, num_bins_, group);
  }
  /// The variance between draws; NaN with fewer than two.
  [[nodiscard]] double variance() const;
  /// What sums are distances from.
  [[nodiscard]] double centre() const noexcept { return centre_; }
  /// Draws of a group in each bin.
  [[nodiscard]] std::span<const double> group_counts(std::size_t group) const {
    return {group_counts_.data() + group * num_bins_, num_bins_};
  }
  /// Sums of their distances from the centre.
  [[nodiscard]] std::span<const double> group_sums(std::size_t group) const {
    return {group_sums_.data() + group * num_bins_, num_bins_};
  }

  /// The mean in the bins from `first` up to and without `end`, with its interval; NaN without
  /// draws.
  [[nodiscard]] IntervalEstimate mean_in(std::size_t first, std::size_t end) const;
  /// The first-order index, see first_order(), with its interval. `without`, if given, becomes the
  /// index without each of the groups.
  [[nodiscard]] IntervalEstimate first_order(std::vector<double>* without = nullptr) const;
  /// The mean in the highest tenth of the bins less that in the lowest tenth; of a discrete input,
  /// in the last bin less in the first.
  [[nodiscard]] IntervalEstimate difference() const;
  /// The mean in the lowest tenth of the bins.
  [[nodiscard]] double mean_at_low() const { return mean_of(0, num_in_tenth_, num_groups()); }
  /// The mean in the highest tenth.
  [[nodiscard]] double mean_at_high() const {
    return mean_of(num_bins_ - num_in_tenth_, num_bins_, num_groups());
  }

 private:
  void join(std::size_t fine, std::size_t width);
  [[nodiscard]] double mean_of(std::size_t first, std::size_t end, std::size_t left_out) const;
  [[nodiscard]] double index_without(std::size_t left_out) const;

  std::size_t num_bins_ = 0;
  std::size_t num_in_tenth_ = 1;
  double centre_ = 0.0;
  double num_draws_ = 0.0;
  double total_ = 0.0;
  std::vector<double> counts_;        // [bin]
  std::vector<double> sums_;          // [bin]
  std::vector<double> group_counts_;  // [group][bin]
  std::vector<double> group_sums_;    // [group][bin]
  std::vector<double> sizes_;         // [group]
  std::vector<long double> squares_;  // [group]
};

/// The first-order index from bins: the share of the variance that lies between bins, less what
/// noise would put there. With SSB the sum of squares between B bins that have draws, SST the whole
/// one, n draws and MSW = (SST - SSB) / (n - B), the index is (SSB - (B - 1) MSW) / SST. NaN if
/// nothing varies or n <= B. Source: T. L. Kelley, PNAS 21, 1935 (epsilon squared); as an estimate
/// of first-order indices from given data, E. Plischke, E. Borgonovo and C. L. Smith, European
/// Journal of Operational Research 226(3), 2013.
[[nodiscard]] double first_order(std::span<const double> counts,
                                 std::span<const double> sums,
                                 long double square_sum);

/// First-order indices of many outputs from arrays.
struct SensitivityTable {
  std::size_t num_inputs = 0;             ///< Columns of inputs.
  std::size_t num_outputs = 0;            ///< Columns of outputs.
  std::vector<IntervalEstimate> indices;  ///< [output][input]
};

/// First-order indices from a sample: `inputs` and `outputs` are columns of the same length, one
/// draw per row. Draws whose output is not finite are left out for that output. Intervals come from
/// 32 groups of neighbouring draws, so rows have to be in random order.
/// @throws InvalidArgument if there is no column, columns differ in length, have no draw or more
/// than 2^20, or an input is not finite.
[[nodiscard]] SensitivityTable first_order_indices(
    std::span<const std::span<const double>> inputs,
    std::span<const std::span<const double>> outputs);

}  // namespace demarche
