// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/core/types.hpp"
#include "demarche/simulate/binned_sums.hpp"

namespace demarche {

/// Draws on their way into BinnedSums, laid out for adding: 8 blocks, so that the table of an input
/// comes from memory once for all of them. (Of the flagship, adding block by block moved 53 kB a
/// draw; 8 blocks move 7.)
class BinnedDraws {
 public:
  static constexpr std::size_t kCapacity = 8 * kBlockLanes;

  /// Of no draws; they can be added to sums of the same inputs and scales.
  explicit BinnedDraws(const BinnedSums& sums);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  void clear();

  /// Appends `num_lanes` draws, of which those with is_solved[lane] != 0 have outputs. Every input
  /// and output has to be set after it.
  /// @pre There is room for them.
  void append(std::size_t num_lanes, const std::uint8_t* is_solved);
  /// Sets an input of the appended draws.
  void set_input(const BinnedSums& sums, std::size_t input, const double* row);
  /// Sets an output of the appended draws. What is not finite is undefined.
  void set_output(std::size_t output, const double* row);

  [[nodiscard]] const std::uint8_t* bins(std::size_t input) const noexcept {
    return bins_.data() + input * kCapacity;
  }
  /// [draw][BinnedSums::kChunk], in quanta; 0 where nothing is defined.
  [[nodiscard]] const double* values(std::size_t chunk) const noexcept {
    return values_.data() + chunk * kCapacity * BinnedSums::kChunk;
  }
  [[nodiscard]] const std::vector<std::size_t>& missing() const noexcept { return missing_; }
  /// Pairs of draw and output.
  [[nodiscard]] const std::vector<std::pair<std::size_t, std::size_t>>& undefined() const noexcept {
    return undefined_;
  }
  /// Outputs, one for each number beyond the range.
  [[nodiscard]] const std::vector<std::size_t>& clamped() const noexcept { return clamped_; }

 private:
  void note_exceptions(std::size_t output, const double* row);

  std::vector<double> centres_;
  std::vector<double> inverse_quanta_;
  std::size_t size_ = 0;
  std::size_t first_ = 0;      // Of the appended draws.
  std::size_t num_lanes_ = 0;  // How many were appended last.
  std::vector<std::uint8_t> is_solved_;
  std::vector<std::uint8_t> bins_;  // [input][kCapacity]
  AlignedArray values_;             // [chunk][kCapacity][BinnedSums::kChunk]
  std::vector<std::size_t> missing_;
  std::vector<std::pair<std::size_t, std::size_t>> undefined_;
  std::vector<std::size_t> clamped_;
};

}  // namespace demarche
