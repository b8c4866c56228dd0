// SPDX-License-Identifier: MIT
#include "demarche/report/forecast_pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "core/require.hpp"
#include "core/unknown_name.hpp"

namespace demarche {
namespace {

constexpr std::array<std::string_view, 3> kMethods = {"geometric", "linear", "extremised"};

void check(std::span<const double> probabilities,
           const PoolSettings& settings,
           std::span<const double> weights) {
  if (probabilities.empty()) {
    throw InvalidArgument("there are no probabilities to pool");
  }
  for (const double probability : probabilities) {
    require_in("probability", probability, 0.0, 1.0);
  }
  require(settings.exponent > 0.0 && std::isfinite(settings.exponent),
          "exponent",
          "finite and above 0",
          settings.exponent);
  if (weights.empty()) {
    return;
  }
  require(weights.size() == probabilities.size(),
          "weights",
          "one for each probability",
          fmt::format("{} for {}", weights.size(), probabilities.size()));
  double sum = 0.0;
  for (const double weight : weights) {
    require_finite("weight", weight, 0.0);
    sum += weight;
  }
  require(sum > 0.0 && std::isfinite(sum), "the sum of weights", "finite and above 0", sum);
}

/// " (lines 2, 5)" of forecasts from a file that are 0 or 1; "" of forecasts made in memory.
std::string lines_of(const std::vector<const Forecast*>& forecasts) {
  std::vector<int> lines;
  for (const Forecast* forecast : forecasts) {
    const bool is_certain = forecast->probability == 0.0 || forecast->probability == 1.0;
    if (is_certain && forecast->position.line > 0) {
      lines.push_back(forecast->position.line);
    }
  }
  return lines.empty() ? "" : fmt::format(" (lines {})", fmt::join(lines, ", "));
}

}  // namespace

PoolMethod pool_method(std::string_view name) {
  const auto found = std::find(kMethods.begin(), kMethods.end(), name);
  if (found == kMethods.end()) {
    const std::vector<std::string> known(kMethods.begin(), kMethods.end());
    throw_unknown("way of pooling", name, known);
  }
  return static_cast<PoolMethod>(found - kMethods.begin());
}

std::string_view to_string(PoolMethod method) noexcept {
  return kMethods[static_cast<std::size_t>(method)];
}

double pool_probabilities(std::span<const double> probabilities,
                          const PoolSettings& settings,
                          std::span<const double> weights) {
  check(probabilities, settings, weights);
  double total = 0.0;
  double mean = 0.0;
  double log_odds = 0.0;
  bool is_never = false;
  bool is_always = false;
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const double p = probabilities[i];
    const double weight = weights.empty() ? 1.0 : weights[i];
    if (weight == 0.0) {
      continue;
    }
    total += weight;
    mean += weight * p;
    is_never = is_never || p == 0.0;
    is_always = is_always || p == 1.0;
    log_odds += p > 0.0 && p < 1.0 ? weight * (std::log(p) - std::log1p(-p)) : 0.0;
  }
  if (settings.method == PoolMethod::linear) {
    return std::clamp(mean / total, 0.0, 1.0);
  }
  if (is_never && is_always) {
    throw InvalidArgument(
        "0 and 1 have no pool of odds: each says that the other is impossible; pool linearly, or "
        "leave one out");
  }
  if (is_never || is_always) {
    return is_always ? 1.0 : 0.0;
  }
  const double power = settings.method == PoolMethod::extremised ? settings.exponent : 1.0;
  return 1.0 / (1.0 + std::exp(-power * log_odds / total));
}

std::vector<PooledForecast> pool_forecasts(std::span<const Forecast> forecasts,
                                           const PoolSettings& settings) {
  std::vector<std::vector<const Forecast*>> questions;
  std::map<ForecastQuestion, std::size_t> number_of;
  for (const Forecast& forecast : forecasts) {
    const auto [entry, is_new] = number_of.emplace(question_of(forecast), questions.size());
    if (is_new) {
      questions.emplace_back();
    }
    auto& own = questions[entry->second];
    const auto earlier = std::find_if(own.begin(), own.end(), [&](const Forecast* other) {
      return !forecast.source.empty() && other->source == forecast.source;
    });
    if (earlier == own.end()) {
      own.push_back(&forecast);
    } else if (forecast.date >= (*earlier)->date) {
      *earlier = &forecast;
    }
  }
  std::vector<PooledForecast> pooled;
  std::string problems;
  for (const auto& own : questions) {
    std::vector<double> probabilities;
    const Forecast* latest = own.front();
    for (const Forecast* forecast : own) {
      probabilities.push_back(forecast->probability);
      latest = forecast->date >= latest->date ? forecast : latest;
    }
    PooledForecast pool = {.forecast = *latest, .count = own.size()};
    pool.forecast.source.clear();
    try {
      pool.forecast.probability = pool_probabilities(probabilities, settings);
    } catch (const InvalidArgument& error) {
      problems += fmt::format(
          "{}'{}'{}: {}", problems.empty() ? "" : "\n", latest->id, lines_of(own), error.what());
    }
    pooled.push_back(std::move(pool));
  }
  if (!problems.empty()) {
    throw InvalidArgument(problems);
  }
  return pooled;
}

}  // namespace demarche
