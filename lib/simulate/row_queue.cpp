// SPDX-License-Identifier: MIT
#include "simulate/row_queue.hpp"

#include <algorithm>
#include <cassert>

namespace demarche {

void RowQueue::start(std::span<const std::size_t> solved, std::size_t num_lanes) {
  assert(count_ == 0);
  assert(!solved.empty() && solved.size() <= num_lanes && num_lanes <= kBlockLanes);
  assert(std::is_sorted(solved.begin(), solved.end()) && solved.back() < num_lanes);
  solved_ = solved;
  all_solved_ = solved.size() == num_lanes;
}

std::span<const double> RowQueue::add(const double* row, ValueAccumulator& target) {
  assert(!solved_.empty());
  if (!all_solved_) {
    double* const buffer = buffers_[count_].data();
    for (std::size_t k = 0; k < solved_.size(); ++k) {
      buffer[k] = row[solved_[k]];  // `row` may be the buffer, as k <= solved_[k].
    }
    row = buffer;
  }
  rows_[count_] = row;
  targets_[count_++] = &target;
  if (count_ == kCapacity) {
    flush();
  }
  return {row, solved_.size()};
}

void RowQueue::flush() {
  std::array<BlockSums, kCapacity> sums;
  block_sums({rows_.data(), count_}, solved_.size(), are_probabilities_, sums.data());
  for (std::size_t i = 0; i < count_; ++i) {
    targets_[i]->add({rows_[i], solved_.size()}, sums[i]);
  }
  count_ = 0;
}

}  // namespace demarche
