// SPDX-License-Identifier: MIT
#include "demarche/simulate/binned_sums.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "simulate/binned_draws.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "simulate/binned_sums.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace demarche::HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kWidth = BinnedSums::kChunk;

/// Adds the numbers of `count` draws to the rows of their bins. Numbers are integers, whose sums
/// are exact. Two inputs at once share the loads of the numbers; an input alone is given twice,
/// with no second table.
void add_rows(const double* values,
              std::size_t count,
              const std::uint8_t* first_bins,
              double* first_table,
              const std::uint8_t* second_bins,
              double* second_table) {
  const hn::CappedTag<double, kWidth> d;
  const std::size_t lanes = hn::Lanes(d);
  const auto add = [&](double* row, std::size_t i, auto value)
                       HWY_ATTR { hn::Store(hn::Add(hn::Load(d, row + i), value), d, row + i); };
  for (std::size_t draw = 0; draw < count; ++draw) {
    double* const first = first_table + first_bins[draw] * kWidth;
    double* const second =
        second_table == nullptr ? nullptr : second_table + second_bins[draw] * kWidth;
    for (std::size_t i = 0; i < kWidth; i += lanes) {
      const auto value = hn::Load(d, values + draw * kWidth + i);
      add(first, i, value);
      if (second != nullptr) {
        add(second, i, value);
      }
    }
  }
}

/// Adds the parts of the squares, see BinnedSums.
void add_squares(const double* values, std::size_t count, double* parts) {
  const hn::CappedTag<double, kWidth> d;
  const std::size_t lanes = hn::Lanes(d);
  const auto scale = hn::Set(d, 65536.0);
  const auto inverse = hn::Set(d, 1.0 / 65536.0);
  for (std::size_t i = 0; i < kWidth; i += lanes) {
    auto high = hn::Load(d, parts + i);
    auto mixed = hn::Load(d, parts + kWidth + i);
    auto low = hn::Load(d, parts + 2 * kWidth + i);
    for (std::size_t draw = 0; draw < count; ++draw) {
      const auto value = hn::Load(d, values + draw * kWidth + i);
      const auto a = hn::Floor(hn::Mul(value, inverse));
      const auto b = hn::Sub(value, hn::Mul(a, scale));
      high = hn::Add(high, hn::Mul(a, a));
      mixed = hn::Add(mixed, hn::Mul(a, b));
      low = hn::Add(low, hn::Mul(b, b));
    }
    hn::Store(high, d, parts + i);
    hn::Store(mixed, d, parts + kWidth + i);
    hn::Store(low, d, parts + 2 * kWidth + i);
  }
}

}  // namespace
}  // namespace demarche::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace demarche {
namespace {

HWY_EXPORT(add_rows);
HWY_EXPORT(add_squares);

/// 2^-20 of a size, as a power of two.
double quantum_for(double size) {
  constexpr int kBits = 20;
  int exponent = 0;
  std::frexp(std::isfinite(size) && size > 0.0 ? size : 1.0, &exponent);
  return std::ldexp(1.0, std::max(exponent, -900) - kBits);
}

template <class Numbers>
void add_all(Numbers& target, const Numbers& source) {
  assert(target.size() == source.size());
  for (std::size_t i = 0; i < target.size(); ++i) {
    target[i] += source[i];
  }
}

}  // namespace

OutputScale scale_between(double smallest, double largest) {
  const double centre = smallest / 2.0 + largest / 2.0;
  const double size = largest - centre;
  return {.centre = centre, .size = size > 0.0 ? size : std::abs(centre)};
}

BinnedSums::BinnedSums(std::vector<InputBins> inputs,
                       std::span<const OutputScale> scales,
                       std::size_t num_groups)
    : inputs_(std::move(inputs)), num_groups_(num_groups), clamped_(scales.size()) {
  assert(!scales.empty() && num_groups >= 1);
  for (const OutputScale& scale : scales) {
    assert(std::isfinite(scale.centre));
    centres_.push_back(scale.centre);
    quanta_.push_back(quantum_for(scale.size));
  }
  draws_.resize(num_groups * inputs_.size() * InputBins::kMost);
  missing_.resize(draws_.size());
  cells_ = AlignedArray(num_groups * num_chunks() * inputs_.size() * InputBins::kMost * kChunk);
  squares_ = AlignedArray(num_groups * num_chunks() * kNumSquares * kChunk);
}

std::uint64_t BinnedSums::undefined(std::size_t group,
                                    std::size_t input,
                                    std::size_t bin,
                                    std::size_t output) const {
  const auto found = undefined_.find(output);
  return found == undefined_.end() ? 0 : found->second[place(group, input, bin)];
}

void BinnedSums::read(std::size_t group,
                      std::size_t input,
                      std::size_t output,
                      std::span<double> counts,
                      std::span<double> sums) const {
  assert(counts.size() == inputs_[input].num_bins() && sums.size() == counts.size());
  const std::size_t first = place(group, input, 0);
  const double* const cells = cells_.data() + cell(group, output / kChunk, input) + output % kChunk;
  const double quantum = quanta_[output];
  for (std::size_t b = 0; b < counts.size(); ++b) {
    counts[b] = static_cast<double>(draws_[first + b] - missing_[first + b]);
    sums[b] = cells[b * kChunk] * quantum;
  }
  if (const auto found = undefined_.find(output); found != undefined_.end()) {
    for (std::size_t b = 0; b < counts.size(); ++b) {
      counts[b] -= static_cast<double>(found->second[first + b]);
    }
  }
}

long double BinnedSums::square_sum(std::size_t group, std::size_t output) const {
  const double* const parts =
      squares_.data() + squares_place(group, output / kChunk) + output % kChunk;
  constexpr long double kScale = 65536.0L;
  const long double quantum = quanta_[output];
  return quantum * quantum *
         (kScale * kScale * parts[0] + 2.0L * kScale * parts[kChunk] + parts[2 * kChunk]);
}

void BinnedSums::add_counts(std::size_t group, const BinnedDraws& draws) {
  for (std::size_t input = 0; input < inputs_.size(); ++input) {
    const std::uint8_t* const bins = draws.bins(input);
    const std::size_t first = place(group, input, 0);
    for (std::size_t draw = 0; draw < draws.size(); ++draw) {
      ++draws_[first + bins[draw]];
    }
    for (const std::size_t draw : draws.missing()) {
      ++missing_[first + bins[draw]];
    }
  }
  for (const auto& [draw, output] : draws.undefined()) {
    std::vector<std::uint32_t>& counts = undefined_[output];
    counts.resize(draws_.size());
    for (std::size_t input = 0; input < inputs_.size(); ++input) {
      ++counts[place(group, input, draws.bins(input)[draw])];
    }
  }
  for (const std::size_t output : draws.clamped()) {
    ++clamped_[output];
  }
}

void BinnedSums::add_outputs(std::size_t group, std::size_t chunk, const BinnedDraws& draws) {
  const double* const values = draws.values(chunk);
  for (std::size_t input = 0; input < inputs_.size(); input += 2) {
    const bool is_last = input + 1 == inputs_.size();
    HWY_DYNAMIC_DISPATCH(add_rows)
    (values,
     draws.size(),
     draws.bins(input),
     cells_.data() + cell(group, chunk, input),
     is_last ? nullptr : draws.bins(input + 1),
     is_last ? nullptr : cells_.data() + cell(group, chunk, input + 1));
  }
  HWY_DYNAMIC_DISPATCH(add_squares)
  (values, draws.size(), squares_.data() + squares_place(group, chunk));
}

void BinnedSums::merge(const BinnedSums& other) {
  assert(centres_ == other.centres_ && quanta_ == other.quanta_ &&
         num_groups_ == other.num_groups_);
  add_all(draws_, other.draws_);
  add_all(missing_, other.missing_);
  add_all(clamped_, other.clamped_);
  for (const auto& [output, counts] : other.undefined_) {
    std::vector<std::uint32_t>& own = undefined_[output];
    own.resize(draws_.size());
    add_all(own, counts);
  }
  add_all(cells_, other.cells_);
  add_all(squares_, other.squares_);
}

}  // namespace demarche

#endif  // HWY_ONCE
