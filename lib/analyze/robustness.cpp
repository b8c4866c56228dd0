// SPDX-License-Identifier: MIT
#include "demarche/analyze/robustness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include "analyze/percentile_place.hpp"
#include "demarche/core/error.hpp"

namespace demarche {
namespace {

using Aggregate = RobustnessAggregate;
using Subset = RobustnessSubset;
using Transform = RobustnessTransform;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

constexpr std::array kRules = {
    RobustnessRule{"maximin", Transform::identity, Subset::worst, Aggregate::identity},
    RobustnessRule{"maximax", Transform::identity, Subset::best, Aggregate::identity},
    RobustnessRule{
        "hurwicz", Transform::identity, Subset::worst_and_best, Aggregate::weighted_mean},
    RobustnessRule{"laplace", Transform::identity, Subset::all, Aggregate::mean},
    RobustnessRule{"minimax-regret", Transform::regret, Subset::worst, Aggregate::identity},
    RobustnessRule{"percentile-regret", Transform::regret, Subset::percentile, Aggregate::identity},
    RobustnessRule{"mean-variance", Transform::identity, Subset::all, Aggregate::mean_variance},
    RobustnessRule{"undesirable-deviations",
                   Transform::identity,
                   Subset::worst_half,
                   Aggregate::undesirable_deviation},
    RobustnessRule{
        "percentile-skew", Transform::identity, Subset::tails_and_middle, Aggregate::skew},
    RobustnessRule{"percentile-kurtosis",
                   Transform::identity,
                   Subset::tails_and_quartiles,
                   Aggregate::peakedness},
    RobustnessRule{"starrs-domain", Transform::satisfice, Subset::all, Aggregate::mean},
};

/// The smallest and the largest number.
struct Ends {
  double least;
  double most;
};

/// Four at a time: a chain of comparisons waits for each.
Ends ends_of(std::span<const double> numbers) {
  constexpr std::size_t kChains = 4;
  std::array<double, kChains> least;
  std::array<double, kChains> most;
  least.fill(numbers.front());
  most.fill(numbers.front());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    double& low = least[i % kChains];
    double& high = most[i % kChains];
    low = numbers[i] < low ? numbers[i] : low;
    high = numbers[i] > high ? numbers[i] : high;
  }
  return {*std::min_element(least.begin(), least.end()),
          *std::max_element(most.begin(), most.end())};
}

/// The numbers in some places of the ascending order, from 0. Numbers are counted in buckets of
/// equal width, and only the buckets with wanted numbers are sorted.
std::vector<double> numbers_at(std::span<const double> numbers,
                               const Ends& ends,
                               std::span<const std::size_t> places) {
  constexpr std::size_t kBuckets = 4096;
  const double width = ends.most - ends.least;
  const double ratio = static_cast<double>(kBuckets - 1) / width;
  const double scale = std::isfinite(width) && std::isfinite(ratio) ? ratio : 0.0;
  std::vector<std::uint16_t> bucket_of(numbers.size());
  std::array<std::uint32_t, kBuckets> counts{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    bucket_of[i] = static_cast<std::uint16_t>((numbers[i] - ends.least) * scale);
    ++counts[bucket_of[i]];
  }
  // For each place its bucket, and how many numbers lie below that.
  std::array<std::uint8_t, kBuckets> is_wanted{};
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (const std::size_t place : places) {
    std::size_t below = 0;
    std::size_t bucket = 0;
    while (below + counts[bucket] <= place) {
      below += counts[bucket++];
    }
    is_wanted[bucket] = 1;
    found.emplace_back(bucket, below);
  }
  std::vector<std::pair<std::uint16_t, double>> wanted;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (is_wanted[bucket_of[i]] != 0) {
      wanted.emplace_back(bucket_of[i], numbers[i]);
    }
  }
  std::sort(wanted.begin(), wanted.end());
  std::vector<double> at;
  for (std::size_t p = 0; p < places.size(); ++p) {
    const auto first = std::lower_bound(
        wanted.begin(), wanted.end(), found[p].first, [](const auto& one, std::size_t bucket) {
          return one.first < bucket;
        });
    at.push_back((first + static_cast<std::ptrdiff_t>(places[p] - found[p].second))->second);
  }
  return at;
}

/// The sum of function(number), in four chains: in one, each addition waits for the one before.
template <class Function>
double sum_of(std::span<const double> numbers, const Function& function) {
  constexpr std::size_t kChains = 4;
  std::array<double, kChains> sums{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    sums[i % kChains] += function(numbers[i]);
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

double mean_variance(std::span<const double> numbers, double mean) {
  const double squares =
      sum_of(numbers, [&](double number) { return (number - mean) * (number - mean); });
  const double deviation = std::sqrt(squares / static_cast<double>(numbers.size() - 1));
  return (mean + 1.0) / (deviation + 1.0);
}

/// Minus the mean distance from the median, of the scenarios from the worst to the median.
double undesirable_deviation(std::span<const double> numbers, double median) {
  const double sum =
      sum_of(numbers, [&](double number) { return number < median ? median - number : 0.0; });
  return -sum / static_cast<double>(percentile_place(0.5, numbers.size()) + 1);
}

double satisfied(std::span<const double> numbers, const RobustnessSettings& settings) {
  std::size_t count = 0;
  for (const double number : numbers) {
    count +=
        number > settings.threshold || (settings.accepts_threshold && number == settings.threshold)
            ? 1
            : 0;
  }
  return static_cast<double>(count) / static_cast<double>(numbers.size());
}

/// The percentiles that rules read.
constexpr std::array kPercentiles = {0.1, 0.25, 0.5, 0.75, 0.9};

/// An option's numbers, and what rules share of them.
struct Option {
  std::span<const double> values;
  double mean;
  Ends ends;
  double q10, q25, q50, q75, q90;
  double largest_regret;
  double regret_at_percentile;
};

Option looked_at(std::span<const double> values,
                 std::span<const double> regrets,
                 double regret_percentile) {
  std::array<std::size_t, kPercentiles.size()> places;
  for (std::size_t p = 0; p < places.size(); ++p) {
    places[p] = percentile_place(kPercentiles[p], values.size());
  }
  const Ends ends = ends_of(values);
  const Ends regret_ends = ends_of(regrets);
  const std::array regret_place = {percentile_place(regret_percentile, values.size())};
  const auto at = numbers_at(values, ends, places);
  const double sum = sum_of(values, [](double number) { return number; });
  return {.values = values,
          .mean = sum / static_cast<double>(values.size()),
          .ends = ends,
          .q10 = at[0],
          .q25 = at[1],
          .q50 = at[2],
          .q75 = at[3],
          .q90 = at[4],
          .largest_regret = regret_ends.most,
          .regret_at_percentile = numbers_at(regrets, regret_ends, regret_place).front()};
}

double value_of(const RobustnessRule& rule,
                const Option& option,
                const RobustnessSettings& settings) {
  if (rule.transform == Transform::satisfice) {
    return satisfied(option.values, settings);
  }
  switch (rule.aggregate) {
    case Aggregate::mean:
      return option.mean;
    case Aggregate::weighted_mean:
      return settings.pessimism * option.ends.least + (1.0 - settings.pessimism) * option.ends.most;
    case Aggregate::mean_variance:
      return mean_variance(option.values, option.mean);
    case Aggregate::undesirable_deviation:
      return undesirable_deviation(option.values, option.q50);
    case Aggregate::skew:
      return -((option.q90 + option.q10) / 2.0 - option.q50) / ((option.q90 - option.q10) / 2.0);
    case Aggregate::peakedness:
      return (option.q90 - option.q10) / (option.q75 - option.q25);
    case Aggregate::identity:
      break;
  }
  if (rule.transform == Transform::regret) {
    return rule.subset == Subset::percentile ? -option.regret_at_percentile
                                             : -option.largest_regret;
  }
  return rule.subset == Subset::best ? option.ends.most : option.ends.least;
}

void check(std::span<const std::span<const double>> values, const RobustnessSettings& settings) {
  if (values.empty() || values.front().empty()) {
    throw InvalidArgument("rules need at least one option and one scenario");
  }
  for (std::size_t o = 0; o < values.size(); ++o) {
    if (values[o].size() != values.front().size()) {
      throw InvalidArgument(fmt::format("option {} must have {} scenarios as the first, got {}",
                                        o,
                                        values.front().size(),
                                        values[o].size()));
    }
    const auto odd = std::find_if(
        values[o].begin(), values[o].end(), [](double value) { return !std::isfinite(value); });
    if (odd != values[o].end()) {
      throw InvalidArgument(fmt::format("values must be finite, option {} has {}", o, *odd));
    }
  }
  const auto require_share = [](const char* name, double share) {
    if (!(share >= 0.0 && share <= 1.0)) {
      throw InvalidArgument(fmt::format("{} must be in [0, 1], got {}", name, share));
    }
  };
  require_share("pessimism", settings.pessimism);
  require_share("regret_percentile", settings.regret_percentile);
  if (std::isnan(settings.threshold)) {
    throw InvalidArgument("threshold must be a number, got NaN");
  }
}

double sign(double number) {
  return number > 0.0 ? 1.0 : number < 0.0 ? -1.0 : 0.0;
}

/// Kendall's tau-b: concordant less discordant pairs, over the geometric mean of those untied.
double kendall(const std::vector<double>& a, const std::vector<double>& b) {
  double concordant = 0.0;
  double untied_a = 0.0;
  double untied_b = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (std::isnan(a[i]) || std::isnan(a[j]) || std::isnan(b[i]) || std::isnan(b[j])) {
        return kNone;
      }
      // Two infinities of one sign are a tie, whose difference would be NaN.
      const double of_a = a[i] == a[j] ? 0.0 : sign(a[i] - a[j]);
      const double of_b = b[i] == b[j] ? 0.0 : sign(b[i] - b[j]);
      concordant += of_a * of_b;
      untied_a += std::abs(of_a);
      untied_b += std::abs(of_b);
    }
  }
  const double untied = std::sqrt(untied_a * untied_b);
  return untied > 0.0 ? concordant / untied : kNone;
}

}  // namespace

std::span<const RobustnessRule> robustness_rules() {
  return kRules;
}

std::vector<std::vector<double>> robustness(std::span<const std::span<const double>> values,
                                            const RobustnessSettings& settings) {
  check(values, settings);
  std::vector<double> best(values.front().begin(), values.front().end());
  for (const auto& row : values) {
    for (std::size_t s = 0; s < best.size(); ++s) {
      best[s] = std::max(best[s], row[s]);
    }
  }
  std::vector<std::vector<double>> found(kRules.size());
  std::vector<double> regrets(best.size());
  for (const auto& row : values) {
    for (std::size_t s = 0; s < best.size(); ++s) {
      regrets[s] = best[s] - row[s];
    }
    const Option option = looked_at(row, regrets, settings.regret_percentile);
    for (std::size_t r = 0; r < kRules.size(); ++r) {
      found[r].push_back(value_of(kRules[r], option, settings));
    }
  }
  return found;
}

std::vector<std::vector<double>> rank_agreement(const std::vector<std::vector<double>>& values) {
  std::vector<std::vector<double>> agreement;
  for (const auto& first : values) {
    agreement.emplace_back();
    for (const auto& second : values) {
      agreement.back().push_back(kendall(first, second));
    }
  }
  return agreement;
}

std::vector<int> preferred_options(const std::vector<std::vector<double>>& values) {
  std::vector<int> preferred;
  for (const auto& of_rule : values) {
    int best = -1;
    for (std::size_t o = 0; o < of_rule.size(); ++o) {
      if (!std::isnan(of_rule[o]) &&
          (best < 0 || of_rule[o] > of_rule[static_cast<std::size_t>(best)])) {
        best = static_cast<int>(o);
      }
    }
    preferred.push_back(best);
  }
  return preferred;
}

}  // namespace demarche
