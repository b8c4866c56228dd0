// SPDX-License-Identifier: MIT
#include "simulate/sums_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "demarche/core/error.hpp"

namespace demarche {

/// What of the sums is stored.
struct BinnedSumsState {
  static void store(const BinnedSums& sums, v1::SumsState& state);
  static BinnedSums restored(const v1::SumsState& state, const BinnedSums& like);
};

namespace {

template <class Numbers>
void require_size(const char* what, const Numbers& numbers, std::size_t size) {
  if (static_cast<std::size_t>(numbers.size()) != size) {
    throw InvalidArgument(
        fmt::format("a slice must hold {} {} of its sums, got {}", size, what, numbers.size()));
  }
}

/// @throws InvalidArgument if a bin has more draws than a run sums, or more of them that are
/// missing or undefined than it has.
void require_counts(const v1::SumsState& state) {
  const int size = state.draws_size();
  bool is_fine = true;
  for (int i = 0; i < size; ++i) {
    is_fine =
        is_fine && state.draws(i) <= BinnedSums::kMostDraws && state.missing(i) <= state.draws(i);
  }
  for (int i = 0; i < state.undefined_size(); ++i) {
    is_fine = is_fine && state.undefined(i) <= state.draws(i % size) - state.missing(i % size);
  }
  if (!is_fine) {
    throw InvalidArgument("a slice holds a count of draws that is out of range");
  }
}

/// @throws InvalidArgument if a sum is larger than those of 2^20 draws can be.
void require_range(const v1::SumsState& state) {
  constexpr std::int64_t kLargest = std::int64_t{1} << 52;
  const auto& cells = state.cells();
  const auto& squares = state.squares();
  if (std::any_of(cells.begin(),
                  cells.end(),
                  [](std::int64_t c) { return c < -kLargest || c > kLargest; }) ||
      std::any_of(squares.begin(), squares.end(), [](double s) {
        return !(std::abs(s) <= static_cast<double>(kLargest));
      })) {
    throw InvalidArgument("a slice holds a sum that is out of range");
  }
}

}  // namespace

void BinnedSumsState::store(const BinnedSums& sums, v1::SumsState& state) {
  state.mutable_draws()->Assign(sums.draws_.begin(), sums.draws_.end());
  state.mutable_missing()->Assign(sums.missing_.begin(), sums.missing_.end());
  for (const auto& [output, counts] : sums.undefined_) {
    state.add_undefined_outputs(static_cast<std::uint32_t>(output));
    state.mutable_undefined()->Add(counts.begin(), counts.end());
  }
  state.mutable_clamped()->Assign(sums.clamped_.begin(), sums.clamped_.end());
  state.mutable_centres()->Assign(sums.centres_.begin(), sums.centres_.end());
  state.mutable_quanta()->Assign(sums.quanta_.begin(), sums.quanta_.end());
  state.mutable_cells()->Reserve(static_cast<int>(sums.cells_.size()));
  for (const double cell : sums.cells_.span()) {
    state.add_cells(static_cast<std::int64_t>(cell));
  }
  state.mutable_squares()->Assign(sums.squares_.span().begin(), sums.squares_.span().end());
}

BinnedSums BinnedSumsState::restored(const v1::SumsState& state, const BinnedSums& like) {
  require_size("counts of draws", state.draws(), like.draws_.size());
  require_size("counts of missing draws", state.missing(), like.missing_.size());
  require_size("counts of clamped numbers", state.clamped(), like.clamped_.size());
  require_size("centres", state.centres(), like.centres_.size());
  require_size("units", state.quanta(), like.quanta_.size());
  require_size("cells", state.cells(), like.cells_.size());
  require_size("squares", state.squares(), like.squares_.size());
  require_size("counts of undefined outputs",
               state.undefined(),
               static_cast<std::size_t>(state.undefined_outputs_size()) * like.draws_.size());
  if (!std::equal(state.quanta().begin(), state.quanta().end(), like.quanta_.begin()) ||
      !std::equal(state.centres().begin(), state.centres().end(), like.centres_.begin())) {
    throw InvalidArgument("a slice holds sums on another scale than the run");
  }
  require_counts(state);
  require_range(state);
  const std::vector<OutputScale> scales(like.num_outputs());
  BinnedSums sums(like.inputs_, scales, like.num_groups_);
  sums.centres_ = like.centres_;
  sums.quanta_ = like.quanta_;
  sums.draws_.assign(state.draws().begin(), state.draws().end());
  sums.missing_.assign(state.missing().begin(), state.missing().end());
  sums.clamped_.assign(state.clamped().begin(), state.clamped().end());
  std::copy(state.cells().begin(), state.cells().end(), sums.cells_.span().begin());
  std::copy(state.squares().begin(), state.squares().end(), sums.squares_.span().begin());
  for (int i = 0; i < state.undefined_outputs_size(); ++i) {
    const std::uint32_t output = state.undefined_outputs(i);
    if (output >= like.num_outputs() || sums.undefined_.contains(output)) {
      throw InvalidArgument(fmt::format("a slice holds no output {} once", output));
    }
    const auto first =
        state.undefined().begin() +
        static_cast<std::ptrdiff_t>(i) * static_cast<std::ptrdiff_t>(like.draws_.size());
    sums.undefined_[output].assign(first, first + static_cast<std::ptrdiff_t>(like.draws_.size()));
  }
  return sums;
}

void store(const BinnedSums& sums, v1::SumsState& state) {
  BinnedSumsState::store(sums, state);
}

void merge(const v1::SumsState& state, BinnedSums& sums) {
  sums.merge(BinnedSumsState::restored(state, sums));
}

}  // namespace demarche
