// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "demarche/core/types.hpp"
#include "simulate/statistics.hpp"

namespace demarche {

/// Collects rows of a block and adds them to their accumulators eight at a time, as block_sums()
/// takes them.
class RowQueue {
 public:
  /// Whether all rows are probabilities. These are clamped to [0, 1] before they are added, since
  /// rounding may put one a few units in the last place outside.
  explicit RowQueue(bool are_probabilities) : are_probabilities_(are_probabilities) {}

  /// Begins a block of `num_lanes` lanes of which `solved`, ascending, are solved. The lanes have
  /// to stay where they are until flush().
  /// @pre The queue is empty and at least one lane is solved.
  void start(std::span<const std::size_t> solved, std::size_t num_lanes);
  /// A row of kBlockLanes numbers that the caller may fill and pass to the next add().
  [[nodiscard]] double* buffer() noexcept { return buffers_[count_].data(); }
  /// Queues the solved lanes of `row` for `target`. Row and target have to stay where they are
  /// until flush(). Returns the values of the solved lanes, valid until the next call.
  std::span<const double> add(const double* row, ValueAccumulator& target);
  /// Adds the rows that are queued.
  void flush();

 private:
  static constexpr std::size_t kCapacity = 8;
  bool are_probabilities_;
  bool all_solved_ = false;
  std::span<const std::size_t> solved_;
  std::size_t count_ = 0;
  std::array<const double*, kCapacity> rows_{};
  std::array<ValueAccumulator*, kCapacity> targets_{};
  std::array<std::array<double, kBlockLanes>, kCapacity> buffers_{};
};

}  // namespace demarche
