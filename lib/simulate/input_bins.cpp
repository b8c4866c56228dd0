// SPDX-License-Identifier: MIT
#include "demarche/simulate/input_bins.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <optional>
#include <variant>

#include "demarche/core/error.hpp"
#include "demarche/core/types.hpp"

namespace demarche {
namespace {

void keep_distinct(std::vector<double>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

std::optional<std::vector<double>> support(const Distribution& distribution);

std::vector<double> support_of(const BernoulliDistribution& coin) {
  return coin.probability <= 0.0   ? std::vector{0.0}
         : coin.probability >= 1.0 ? std::vector{1.0}
                                   : std::vector{0.0, 1.0};
}

std::vector<double> support_of(const DiscreteDistribution& discrete) {
  std::vector<double> numbers;
  for (std::size_t i = 0; i < discrete.values.size(); ++i) {
    if (discrete.weights.empty() || discrete.weights[i] > 0.0) {
      numbers.push_back(discrete.values[i]);
    }
  }
  keep_distinct(numbers);
  return numbers;
}

std::optional<std::vector<double>> support_of(const PooledDistribution& pool) {
  std::vector<double> numbers;
  for (const Distribution& view : pool.views) {
    const auto of_view = support(view);
    if (!of_view) {
      return std::nullopt;
    }
    numbers.insert(numbers.end(), of_view->begin(), of_view->end());
  }
  keep_distinct(numbers);
  return numbers;
}

/// The numbers that a discrete distribution can give, ascending; nothing for continuous ones.
std::optional<std::vector<double>> support(const Distribution& distribution) {
  if (const auto* constant = std::get_if<ConstantDistribution>(&distribution.family)) {
    return std::vector{constant->value};
  }
  if (const auto* coin = std::get_if<BernoulliDistribution>(&distribution.family)) {
    return support_of(*coin);
  }
  if (const auto* discrete = std::get_if<DiscreteDistribution>(&distribution.family)) {
    return support_of(*discrete);
  }
  if (const auto* pool = std::get_if<PooledDistribution>(&distribution.family)) {
    return support_of(*pool);
  }
  return std::nullopt;
}

InputBins bin_for_each(std::vector<double> numbers) {
  InputBins bins;
  bins.bounds.assign(numbers.begin(), numbers.end() - 1);
  bins.values = std::move(numbers);
  return bins;
}

/// The different numbers, ascending; nothing if there are more than an input has bins.
std::optional<std::vector<double>> few_numbers(std::span<const double> numbers) {
  std::vector<double> distinct;
  for (const double number : numbers) {
    const auto place = std::lower_bound(distinct.begin(), distinct.end(), number);
    if (place == distinct.end() || *place != number) {
      if (distinct.size() == InputBins::kMost) {
        return std::nullopt;
      }
      distinct.insert(place, number);
    }
  }
  return distinct;
}

constexpr std::size_t kCells = 4096;

/// Which of 4,096 cells of equal width, from the smallest to the largest number, each number is in.
std::vector<std::uint16_t> find_cells(std::span<const double> numbers) {
  const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
  const double origin = 0.5 * *least;  // Halves, since the whole range may not be finite.
  double scale = static_cast<double>(kCells) / (0.5 * *most - origin);
  scale = std::isfinite(scale) ? scale : 0.0;
  std::vector<std::uint16_t> cells;
  cells.reserve(numbers.size());
  for (const double number : numbers) {
    const auto cell = static_cast<std::size_t>((0.5 * number - origin) * scale);
    cells.push_back(static_cast<std::uint16_t>(std::min(cell, kCells - 1)));
  }
  return cells;
}

/// The numbers that would stand at the places, which ascend, if all numbers were sorted. Two passes
/// over the numbers count them by cells and collect those of the at most 63 cells that hold a
/// place. Only these are sorted, 1.5 % of evenly spread numbers (63 / 4,096). Sorting all numbers
/// was tried: it was two thirds of the time of first_order_indices().
std::vector<double> order_statistics(std::span<const double> numbers,
                                     std::span<const std::size_t> places) {
  const std::vector<std::uint16_t> cells = find_cells(numbers);
  std::vector<std::size_t> counts(kCells, 0);
  for (const std::uint16_t cell : cells) {
    ++counts[cell];
  }
  struct Wanted {
    std::size_t first = 0;  // How many numbers lie in cells before.
    std::vector<double> numbers;
  };
  std::vector<Wanted> wanted;
  std::vector<std::size_t> wanted_of_place;
  constexpr std::size_t kNone = kCells;
  std::vector<std::size_t> wanted_of_cell(kCells, kNone);
  std::size_t first = 0;
  for (std::size_t cell = 0, p = 0; cell < kCells && p < places.size(); ++cell) {
    for (; p < places.size() && places[p] < first + counts[cell]; ++p) {
      if (wanted_of_cell[cell] == kNone) {
        wanted_of_cell[cell] = wanted.size();
        wanted.push_back({first, {}});
      }
      wanted_of_place.push_back(wanted_of_cell[cell]);
    }
    first += counts[cell];
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (const std::size_t w = wanted_of_cell[cells[i]]; w != kNone) {
      wanted[w].numbers.push_back(numbers[i]);
    }
  }
  for (Wanted& of_cell : wanted) {
    std::sort(of_cell.numbers.begin(), of_cell.numbers.end());
  }
  std::vector<double> found;
  for (std::size_t p = 0; p < places.size(); ++p) {
    const Wanted& of_cell = wanted[wanted_of_place[p]];
    found.push_back(of_cell.numbers[places[p] - of_cell.first]);
  }
  return found;
}

}  // namespace

InputBins bins_of(const Distribution& distribution) {
  if (auto numbers = support(distribution);
      numbers && !numbers->empty() && numbers->size() <= InputBins::kMost) {
    return bin_for_each(std::move(*numbers));
  }
  InputBins bins;
  for (std::size_t b = 1; b < InputBins::kMost; ++b) {
    bins.bounds.push_back(
        distribution.quantile(static_cast<double>(b) / static_cast<double>(InputBins::kMost)));
  }
  keep_distinct(bins.bounds);
  return bins;
}

InputBins bins_of(std::span<const double> numbers) {
  if (numbers.empty()) {
    throw InvalidArgument("an input needs at least one number");
  }
  for (const double number : numbers) {
    if (!std::isfinite(number)) {
      throw InvalidArgument(fmt::format("an input must be finite, got {}", number));
    }
  }
  if (auto distinct = few_numbers(numbers)) {
    return bin_for_each(std::move(*distinct));
  }
  std::vector<std::size_t> places;
  for (std::size_t b = 1; b < InputBins::kMost; ++b) {
    places.push_back((b * numbers.size() - 1) / InputBins::kMost);
  }
  InputBins bins;
  bins.bounds = order_statistics(numbers, places);
  keep_distinct(bins.bounds);
  return bins;
}

void find_bins(const InputBins& bins, std::span<const double> numbers, std::uint8_t* found) {
  assert(bins.num_bins() <= InputBins::kMost);
  // Six halvings find the number of bounds below a number, in all lanes at once: the compiler
  // gathers from the bounds, and nothing branches.
  std::array<double, InputBins::kMost> bounds;
  bounds.fill(std::numeric_limits<double>::infinity());
  std::copy(bins.bounds.begin(), bins.bounds.end(), bounds.begin());
  std::array<std::int32_t, kBlockLanes> below{};
  for (std::size_t first = 0; first < numbers.size(); first += kBlockLanes) {
    const std::size_t count = std::min<std::size_t>(kBlockLanes, numbers.size() - first);
    std::fill_n(below.begin(), count, 0);
    for (std::int32_t step = InputBins::kMost / 2; step > 0; step /= 2) {
      for (std::size_t lane = 0; lane < count; ++lane) {
        const double bound = bounds[static_cast<std::size_t>(below[lane] + step - 1)];
        below[lane] += bound < numbers[first + lane] ? step : 0;
      }
    }
    for (std::size_t lane = 0; lane < count; ++lane) {
      found[first + lane] = static_cast<std::uint8_t>(below[lane]);
    }
  }
}

}  // namespace demarche
