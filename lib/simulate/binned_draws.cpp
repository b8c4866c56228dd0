// SPDX-License-Identifier: MIT
#include "simulate/binned_draws.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace demarche {
namespace {

constexpr double kLimit = 4294967296.0;  // 2^32 quanta: sums of 2^20 draws stay below 2^53.

}  // namespace

BinnedDraws::BinnedDraws(const BinnedSums& sums)
    : is_solved_(kBlockLanes),
      bins_(sums.inputs().size() * kCapacity),
      values_(sums.num_chunks() * kCapacity * BinnedSums::kChunk) {
  for (std::size_t output = 0; output < sums.num_outputs(); ++output) {
    centres_.push_back(sums.centre(output));
    inverse_quanta_.push_back(1.0 / sums.quantum(output));
  }
}

void BinnedDraws::clear() {
  size_ = 0;
  missing_.clear();
  undefined_.clear();
  clamped_.clear();
}

void BinnedDraws::append(std::size_t num_lanes, const std::uint8_t* is_solved) {
  assert(size_ + num_lanes <= kCapacity && num_lanes <= kBlockLanes);
  first_ = size_;
  num_lanes_ = num_lanes;
  size_ += num_lanes;
  for (std::size_t lane = 0; lane < num_lanes; ++lane) {
    is_solved_[lane] = is_solved[lane];
    if (is_solved[lane] == 0) {
      missing_.push_back(first_ + lane);
    }
  }
}

void BinnedDraws::set_input(const BinnedSums& sums, std::size_t input, const double* row) {
  find_bins(sums.inputs()[input], {row, num_lanes_}, bins_.data() + input * kCapacity + first_);
}

void BinnedDraws::set_output(std::size_t output, const double* row) {
  // Adding and subtracting 1.5 * 2^52 rounds to an integer what is below 2^51.
  constexpr double kRounder = 6755399441055744.0;
  const double centre = centres_[output];
  const double inverse = inverse_quanta_[output];
  std::array<double, kBlockLanes> rounded;
  int num_exceptions = 0;
  for (std::size_t lane = 0; lane < num_lanes_; ++lane) {
    const double scaled = (row[lane] - centre) * inverse;
    const bool is_solved = is_solved_[lane] != 0;
    const bool is_fine = std::abs(scaled) <= kLimit;
    num_exceptions += is_solved && !is_fine ? 1 : 0;
    rounded[lane] = is_solved && is_fine ? (scaled + kRounder) - kRounder : 0.0;
  }
  constexpr std::size_t kChunk = BinnedSums::kChunk;
  double* const out = values_.data() + (output / kChunk * kCapacity + first_) * kChunk;
  for (std::size_t lane = 0; lane < num_lanes_; ++lane) {
    out[lane * kChunk + output % kChunk] = rounded[lane];
  }
  if (num_exceptions > 0) {
    note_exceptions(output, row);
  }
}

void BinnedDraws::note_exceptions(std::size_t output, const double* row) {
  constexpr std::size_t kChunk = BinnedSums::kChunk;
  double* const out = values_.data() + (output / kChunk * kCapacity + first_) * kChunk;
  for (std::size_t lane = 0; lane < num_lanes_; ++lane) {
    const double scaled = (row[lane] - centres_[output]) * inverse_quanta_[output];
    if (is_solved_[lane] == 0 || std::abs(scaled) <= kLimit) {
      continue;
    }
    if (std::isfinite(row[lane])) {
      out[lane * kChunk + output % kChunk] = std::copysign(kLimit, scaled);
      clamped_.push_back(output);
    } else {
      undefined_.emplace_back(first_ + lane, output);
    }
  }
}

}  // namespace demarche
