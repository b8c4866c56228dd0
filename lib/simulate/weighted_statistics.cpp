// SPDX-License-Identifier: MIT
#include "simulate/weighted_statistics.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace demarche {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Whether values differ by rounding alone, so that their variance would be noise.
bool is_constant(const WeightedValue& value) {
  constexpr double kRounding = 1e-12;
  return value.maximum - value.minimum <=
         kRounding * std::max(std::abs(value.minimum), std::abs(value.maximum));
}

template <class Sums>
void merge_sums(Sums& target, const Sums& source) {
  for (std::size_t s = 0; s < target.size(); ++s) {
    target[s].merge(source[s]);
  }
}

}  // namespace

void WeightedLanes::start(std::span<const std::size_t> solved,
                          const double* weights,
                          double factor) {
  constexpr double kUnits = 0x1p24;
  constexpr double kMostUnits = 0x1p40;
  count = 0;
  for (const std::size_t l : solved) {
    const double scaled = weights[l] * factor;
    if (scaled > 0.0 && std::isfinite(scaled)) {
      lane[count] = l;
      weight[count] = scaled;
      units[count++] =
          static_cast<std::uint64_t>(std::llround(std::min(scaled * kUnits, kMostUnits)));
    }
  }
}

void WeightSums::add(std::span<const std::size_t> solved,
                     const double* weights,
                     const WeightedLanes& lanes) {
  count += lanes.count;
  double total = 0.0;
  double of_squares = 0.0;
  for (std::size_t k = 0; k < lanes.count; ++k) {
    total += lanes.weight[k];
    of_squares += lanes.weight[k] * lanes.weight[k];
    largest = std::max(largest, lanes.weight[k]);
  }
  sum.add(total);
  squares.add(of_squares);
  for (const std::size_t l : solved) {
    undefined += std::isfinite(weights[l]) ? 0 : 1;
  }
}

void WeightSums::merge(const WeightSums& other) {
  count += other.count;
  undefined += other.undefined;
  largest = std::max(largest, other.largest);
  sum.merge(other.sum);
  squares.merge(other.squares);
}

double WeightSums::effective_draws() const {
  const double total = sum.value();
  return total > 0.0 ? total / squares.value() * total : 0.0;
}

void WeightedValue::add(const WeightedLanes& lanes, const double* row) {
  std::array<double, num_sums> block{};
  for (std::size_t k = 0; k < lanes.count; ++k) {
    const double value = row[lanes.lane[k]];
    if (!std::isfinite(value)) {
      ++undefined;
      continue;
    }
    const double weight = lanes.weight[k];
    const double weighted = weight * value;
    block[w] += weight;
    block[ww] += weight * weight;
    block[wx] += weighted;
    block[wxx] += weighted * value;
    block[wwx] += weighted * weight;
    block[wwxx] += weighted * weighted;
    minimum = std::min(minimum, value);
    maximum = std::max(maximum, value);
    ++count;
  }
  for (std::size_t s = 0; s < num_sums; ++s) {
    sums[s].add(std::isnan(block[s]) ? 0.0 : block[s]);  // Of infinities with both signs.
  }
}

void WeightedValue::merge(const WeightedValue& other) {
  count += other.count;
  undefined += other.undefined;
  minimum = std::min(minimum, other.minimum);
  maximum = std::max(maximum, other.maximum);
  merge_sums(sums, other.sums);
}

double WeightedValue::mean() const {
  return count == 0 ? kNone : std::clamp(sums[wx].value() / sums[w].value(), minimum, maximum);
}

double WeightedValue::variance() const {
  if (count < 2 || is_constant(*this)) {
    return 0.0;
  }
  const double n = static_cast<double>(count);
  const double centre = mean();
  return std::max(0.0, sums[wxx].value() / sums[w].value() - centre * centre) * n / (n - 1.0);
}

double WeightedValue::standard_error() const {
  if (count < 2) {
    return kNone;
  }
  if (is_constant(*this)) {
    return 0.0;
  }
  const double n = static_cast<double>(count);
  const double centre = mean();
  const double squares =
      sums[wwxx].value() - 2.0 * centre * sums[wwx].value() + centre * centre * sums[ww].value();
  return std::sqrt(std::max(0.0, squares) * n / (n - 1.0)) / sums[w].value();
}

double WeightedValue::effective_draws() const {
  const double error = standard_error();
  if (error > 0.0) {
    return variance() / (error * error);
  }
  const double total = sums[w].value();
  return count == 0 ? 0.0 : total / sums[ww].value() * total;
}

void WeightedSummary::add(const WeightedLanes& lanes,
                          const double* expectations,
                          const double* realisations) {
  expected.add(lanes, expectations);
  realised.add(lanes, realisations);
  add_to_sketch(lanes, realisations, sketch);
}

void WeightedSummary::merge(WeightedSummary other) {
  expected.merge(other.expected);
  realised.merge(other.realised);
  sketch.merge(std::move(other.sketch));
}

void WeightedOption::merge(WeightedOption other) {
  value.merge(other.value);
  sketch.merge(std::move(other.sketch));
  merge_sums(sums, other.sums);
  regret_sketch.merge(std::move(other.regret_sketch));
  largest_regret = std::max(largest_regret, other.largest_regret);
}

void add_to_sketch(const WeightedLanes& lanes, const double* row, QuantileSketch& sketch) {
  std::array<double, kBlockLanes> values;
  for (std::size_t k = 0; k < lanes.count; ++k) {
    values[k] = row[lanes.lane[k]];
  }
  sketch.add_block({values.data(), lanes.count}, {lanes.units.data(), lanes.count});
}

}  // namespace demarche
