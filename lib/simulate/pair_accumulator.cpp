// SPDX-License-Identifier: MIT
#include "simulate/pair_accumulator.hpp"

#include <algorithm>
#include <limits>

#include "simulate/statistics.hpp"

namespace demarche {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

/// The difference of two weighted means.
void set_weighted(const WeightedPair& sums, v1::Difference& message) {
  const double mean = sums.second.mean() - sums.first.mean();
  const double error = sums.standard_error();
  message.set_first(sums.first.mean());
  message.set_second(sums.second.mean());
  message.set_difference(mean);
  message.set_standard_error(error);
  message.set_low(mean - kNormalQuantile * error);
  message.set_high(mean + kNormalQuantile * error);
  message.set_count(std::min(sums.first.count, sums.second.count));
  message.set_undefined(sums.first.undefined + sums.second.undefined);
  message.set_differing(sums.differing);
  message.set_lowest(kNoValue);
  message.set_highest(kNoValue);
}

}  // namespace

v1::Difference difference(const CommonNumber& pair,
                          const PairAccumulator& sums,
                          bool has_evidence,
                          std::uint64_t unpaired) {
  v1::Difference message;
  message.set_kind(pair.kind);
  message.set_id(pair.id);
  message.set_level(pair.level);
  if (has_evidence) {
    set_weighted(sums.weighted, message);
    return message;
  }
  const std::uint64_t count = sums.difference.count();
  const double mean = count > 0 ? sums.difference.mean() : kNoValue;
  const double error = count > 1 ? sums.difference.standard_error() : kNoValue;
  // A mean of its own: the first with the difference added is NaN where both overflow.
  const auto mean_of = [count](const ExactSum& sum) {
    return count > 0 ? sum.value() / static_cast<double>(count) : kNoValue;
  };
  message.set_first(mean_of(sums.first));
  message.set_second(mean_of(sums.second));
  message.set_difference(mean);
  message.set_standard_error(error);
  message.set_low(mean - kNormalQuantile * error);
  message.set_high(mean + kNormalQuantile * error);
  if (pair.is_probability) {
    message.set_low(std::max(message.low(), -1.0));
    message.set_high(std::min(message.high(), 1.0));
  }
  message.set_count(count);
  message.set_undefined(sums.undefined);
  message.set_differing(sums.differing);
  message.set_lowest(kNoValue);
  message.set_highest(kNoValue);
  if (pair.is_probability && count + unpaired > 0) {
    const double draws = static_cast<double>(count) + static_cast<double>(unpaired);
    const double sum = count > 0 ? mean * static_cast<double>(count) : 0.0;
    message.set_lowest((sum + sums.least.value()) / draws);
    message.set_highest((sum + sums.most.value()) / draws);
  }
  return message;
}

}  // namespace demarche
