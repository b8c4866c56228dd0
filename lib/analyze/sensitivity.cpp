// SPDX-License-Identifier: MIT
#include "demarche/analyze/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "analyze/leave_out.hpp"
#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"
#include "simulate/binned_draws.hpp"

namespace demarche {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// How many neighbouring bins are joined.
std::size_t join_width(const InputBins& bins, double num_draws) {
  constexpr double kDrawsPerBin = 25.0;
  constexpr std::size_t kWidest = 8;
  std::size_t width = 1;
  while (!bins.is_discrete() && width < kWidest &&
         num_draws * static_cast<double>(width) <
             kDrawsPerBin * static_cast<double>(bins.num_bins())) {
    width *= 2;
  }
  return width;
}

/// Draws of a group that are looked at, and those in which the output is undefined or missing.
void read_events(const BinnedSums& sums,
                 std::size_t group,
                 std::size_t input,
                 std::size_t output,
                 Aspect aspect,
                 std::span<double> counts,
                 std::span<double> events) {
  for (std::size_t b = 0; b < counts.size(); ++b) {
    const std::uint64_t missing = sums.missing(group, input, b);
    const std::uint64_t draws = sums.draws(group, input, b);
    const bool is_missing = aspect == Aspect::missing;
    counts[b] = static_cast<double>(is_missing ? draws : draws - missing);
    events[b] = static_cast<double>(is_missing ? missing : sums.undefined(group, input, b, output));
  }
}

}  // namespace

BinnedOutputAlong::BinnedOutputAlong(const BinnedSums& sums,
                                     std::size_t input,
                                     std::size_t output,
                                     Aspect aspect) {
  const InputBins& bins = sums.inputs()[input];
  const std::size_t num_groups = sums.num_groups();
  const std::size_t fine = bins.num_bins();
  centre_ = aspect == Aspect::value ? sums.centre(output) : 0.0;
  group_counts_.resize(num_groups * fine);
  group_sums_.resize(num_groups * fine);
  for (std::size_t g = 0; g < num_groups; ++g) {
    const std::span counts(group_counts_.data() + g * fine, fine);
    const std::span group_sums(group_sums_.data() + g * fine, fine);
    if (aspect == Aspect::value) {
      sums.read(g, input, output, counts, group_sums);
    } else {
      read_events(sums, g, input, output, aspect, counts, group_sums);
    }
    sizes_.push_back(std::accumulate(counts.begin(), counts.end(), 0.0));
    const double total = std::accumulate(group_sums.begin(), group_sums.end(), 0.0);
    num_draws_ += sizes_.back();
    total_ += total;
    squares_.push_back(aspect == Aspect::value ? sums.square_sum(g, output)
                                               : static_cast<long double>(total));
  }
  join(fine, join_width(bins, num_draws_));
  num_in_tenth_ =
      bins.is_discrete() ? 1 : std::max<std::size_t>(1, (num_bins_ + 5) / 10);  // Rounded.
  counts_.resize(num_bins_);
  sums_.resize(num_bins_);
  for (std::size_t i = 0; i < group_counts_.size(); ++i) {
    counts_[i % num_bins_] += group_counts_[i];
    sums_[i % num_bins_] += group_sums_[i];
  }
}

/// Joins `width` neighbouring bins, of which there are `fine`, in every group.
void BinnedOutputAlong::join(std::size_t fine, std::size_t width) {
  num_bins_ = (fine + width - 1) / width;
  if (width == 1) {
    return;
  }
  for (auto* numbers : {&group_counts_, &group_sums_}) {
    std::vector<double> joined(num_groups() * num_bins_);
    for (std::size_t i = 0; i < numbers->size(); ++i) {
      joined[i / fine * num_bins_ + i % fine / width] += (*numbers)[i];
    }
    *numbers = std::move(joined);
  }
}

double BinnedOutputAlong::variance() const {
  long double squares = 0.0L;
  for (const long double of_group : squares_) {
    squares += of_group;
  }
  const auto total = static_cast<long double>(total_);
  const long double variance = (squares - total * total / num_draws_) / (num_draws_ - 1.0);
  return num_draws_ < 2.0 ? kNone : static_cast<double>(std::max(0.0L, variance));
}

double first_order(std::span<const double> counts,
                   std::span<const double> sums,
                   long double square_sum) {
  double draws = 0.0;
  double total = 0.0;
  double bins = 0.0;
  for (std::size_t b = 0; b < counts.size(); ++b) {
    draws += counts[b];
    total += sums[b];
    bins += counts[b] > 0.0 ? 1.0 : 0.0;
  }
  const double mean = total / draws;
  double between = 0.0;
  for (std::size_t b = 0; b < counts.size(); ++b) {
    if (counts[b] > 0.0) {
      const double distance = sums[b] / counts[b] - mean;
      between += counts[b] * distance * distance;
    }
  }
  const auto all =
      static_cast<double>(square_sum - static_cast<long double>(total) * total / draws);
  // Rounding leaves this much of a sum of squares where nothing varies.
  const double noise = 1e-15 * static_cast<double>(square_sum);
  if (!(all > noise) || draws <= bins) {
    return kNone;
  }
  const double within = (all - between) / (draws - bins);
  return (between - (bins - 1.0) * within) / all;
}

double BinnedOutputAlong::index_without(std::size_t left_out) const {
  std::array<double, InputBins::kMost> counts;
  std::array<double, InputBins::kMost> sums;
  std::copy(counts_.begin(), counts_.end(), counts.begin());
  std::copy(sums_.begin(), sums_.end(), sums.begin());
  long double squares = 0.0L;
  for (std::size_t g = 0; g < num_groups(); ++g) {
    squares += g == left_out ? 0.0L : squares_[g];
  }
  if (left_out < num_groups()) {
    for (std::size_t b = 0; b < num_bins_; ++b) {
      counts[b] -= group_counts_[left_out * num_bins_ + b];
      sums[b] -= group_sums_[left_out * num_bins_ + b];
    }
  }
  return demarche::first_order({counts.data(), num_bins_}, {sums.data(), num_bins_}, squares);
}

IntervalEstimate BinnedOutputAlong::first_order(std::vector<double>* without) const {
  return jackknife_of(
      sizes_, [&](std::size_t left_out) { return index_without(left_out); }, without);
}

double BinnedOutputAlong::mean_of(std::size_t first, std::size_t end, std::size_t left_out) const {
  double count = 0.0;
  double sum = 0.0;
  for (std::size_t b = first; b < end; ++b) {
    count += counts_[b];
    sum += sums_[b];
    if (left_out < num_groups()) {
      count -= group_counts_[left_out * num_bins_ + b];
      sum -= group_sums_[left_out * num_bins_ + b];
    }
  }
  return count > 0.0 ? centre_ + sum / count : kNone;
}

IntervalEstimate BinnedOutputAlong::mean_in(std::size_t first, std::size_t end) const {
  return jackknife_of(sizes_, [&](std::size_t left_out) { return mean_of(first, end, left_out); });
}

IntervalEstimate BinnedOutputAlong::difference() const {
  const std::size_t high = num_bins_ - num_in_tenth_;
  return jackknife_of(sizes_, [&](std::size_t left_out) {
    return mean_of(high, num_bins_, left_out) - mean_of(0, num_in_tenth_, left_out);
  });
}

namespace {

using Columns = std::span<const std::span<const double>>;

void check_columns(Columns inputs, Columns outputs) {
  if (inputs.empty() || outputs.empty()) {
    throw InvalidArgument(fmt::format(
        "there must be inputs and outputs, got {} and {}", inputs.size(), outputs.size()));
  }
  const std::size_t num_draws = inputs.front().size();
  if (num_draws == 0 || num_draws > BinnedSums::kMostDraws) {
    throw InvalidArgument(fmt::format("draws must number 1 to 2^20, got {}", num_draws));
  }
  for (const auto& columns : {inputs, outputs}) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (columns[c].size() != num_draws) {
        throw InvalidArgument(fmt::format(
            "column {} must have {} draws as the first, got {}", c, num_draws, columns[c].size()));
      }
    }
  }
}

/// Where the finite numbers of a column lie.
OutputScale scale_of(std::span<const double> column) {
  double smallest = std::numeric_limits<double>::infinity();
  double largest = -smallest;
  for (const double number : column) {
    if (std::isfinite(number)) {
      smallest = std::min(smallest, number);
      largest = std::max(largest, number);
    }
  }
  return smallest <= largest ? scale_between(smallest, largest) : OutputScale{};
}

/// The sums of columns, of no draws, in up to 32 groups.
BinnedSums empty_sums(Columns inputs, Columns outputs, std::size_t num_blocks) {
  constexpr std::size_t kGroups = 32;
  std::vector<InputBins> bins;
  for (const auto& column : inputs) {
    bins.push_back(bins_of(column));
  }
  std::vector<OutputScale> scales;
  for (const auto& column : outputs) {
    scales.push_back(scale_of(column));
  }
  return {std::move(bins), scales, std::min(kGroups, num_blocks)};
}

BinnedSums sums_of(Columns inputs, Columns outputs) {
  const std::size_t num_draws = inputs.front().size();
  const std::size_t num_blocks = (num_draws + kBlockLanes - 1) / kBlockLanes;
  BinnedSums sums = empty_sums(inputs, outputs, num_blocks);
  BinnedDraws draws(sums);
  const std::vector<std::uint8_t> is_solved(kBlockLanes, 1);
  const auto group_of = [&](std::size_t block) { return block * sums.num_groups() / num_blocks; };
  for (std::size_t block = 0; block < num_blocks; ++block) {
    const std::size_t first = block * kBlockLanes;
    draws.append(std::min(kBlockLanes, num_draws - first), is_solved.data());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      draws.set_input(sums, i, inputs[i].data() + first);
    }
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      draws.set_output(i, outputs[i].data() + first);
    }
    const std::size_t group = group_of(block);
    if (block + 1 == num_blocks || group_of(block + 1) != group ||
        draws.size() + kBlockLanes > BinnedDraws::kCapacity) {
      sums.add_counts(group, draws);
      for (std::size_t chunk = 0; chunk < sums.num_chunks(); ++chunk) {
        sums.add_outputs(group, chunk, draws);
      }
      draws.clear();
    }
  }
  return sums;
}

}  // namespace

SensitivityTable first_order_indices(std::span<const std::span<const double>> inputs,
                                     std::span<const std::span<const double>> outputs) {
  check_columns(inputs, outputs);
  const BinnedSums sums = sums_of(inputs, outputs);
  SensitivityTable table{.num_inputs = inputs.size(), .num_outputs = outputs.size(), .indices = {}};
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      table.indices.push_back(BinnedOutputAlong(sums, i, o, Aspect::value).first_order());
    }
  }
  return table;
}

}  // namespace demarche
