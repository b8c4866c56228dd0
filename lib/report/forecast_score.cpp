// SPDX-License-Identifier: MIT
#include "demarche/report/forecast_score.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/require.hpp"

namespace demarche {
namespace {

constexpr int kMostBins = 1000;

struct MeanAndError {
  double mean = kNoScore;
  double error = kNoScore;
};

MeanAndError mean_of(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0.0;
  for (const double value : values) {
    sum += value;
  }
  const double mean = sum / n;
  double squares = 0.0;
  for (const double value : values) {
    squares += (value - mean) * (value - mean);
  }
  return {mean, std::isfinite(mean) ? std::sqrt(squares / (n * (n - 1.0))) : kNoScore};
}

/// The entropy of a probability: the log score of saying it whenever it is right.
double entropy(double p) {
  return -(p > 0.0 ? p * std::log(p) : 0.0) - (p < 1.0 ? (1.0 - p) * std::log1p(-p) : 0.0);
}

/// The rows by the forecasts' values or ranges; `frequency` and `probability` are sums yet.
std::vector<ReliabilityRow> sums_by_row(std::span<const Forecast> forecasts, int bins) {
  std::map<double, ReliabilityRow> rows;  // By their lower ends.
  for (const Forecast& forecast : forecasts) {
    if (!forecast.resolved) {
      continue;
    }
    double low = forecast.probability;
    double high = low;
    if (bins > 0) {
      const auto edge = [bins](int i) { return static_cast<double>(i) / bins; };
      int bin = std::min(static_cast<int>(low * bins), bins - 1);
      bin += bin + 1 < bins && edge(bin + 1) <= low ? 1 : 0;  // 0.29 * 100 is rounded to below 29.
      low = edge(bin);
      high = edge(bin + 1);
    }
    ReliabilityRow& row = rows[low];
    row.low = low;
    row.high = high;
    row.probability += forecast.probability;
    row.frequency += *forecast.resolved ? 1.0 : 0.0;
    ++row.count;
  }
  std::vector<ReliabilityRow> list;
  for (const auto& [low, row] : rows) {
    list.push_back(row);
  }
  return list;
}

/// Adds the rows, and Murphy's parts of the Brier score.
void decompose(std::span<const Forecast> forecasts, int bins, ForecastScore& score) {
  score.reliability_rows = sums_by_row(forecasts, bins);
  const auto n = static_cast<double>(score.count);
  score.reliability = 0.0;
  score.resolution = 0.0;
  for (ReliabilityRow& row : score.reliability_rows) {
    const auto count = static_cast<double>(row.count);
    // The mean of equal numbers is that number, without the rounding of a sum.
    row.probability = bins > 0 ? row.probability / count : row.low;
    row.frequency /= count;
    row.interval = probability_interval(row.frequency, 0.0, row.count);
    score.reliability += count / n * std::pow(row.probability - row.frequency, 2);
    score.resolution += count / n * std::pow(row.frequency - score.base_rate, 2);
  }
  score.uncertainty = score.base_rate * (1.0 - score.base_rate);
  score.within_bins =
      bins > 0 ? score.brier - score.reliability + score.resolution - score.uncertainty : 0.0;
}

}  // namespace

ForecastScore score_forecasts(std::span<const Forecast> forecasts, const ScoreSettings& settings) {
  require_in("bins", settings.bins, 0, kMostBins);
  ForecastScore score;
  std::vector<double> squares;
  std::vector<double> logs;
  std::uint64_t num_true = 0;
  for (const Forecast& forecast : forecasts) {
    const double p = forecast.probability;
    require_in("probability", p, 0.0, 1.0);
    if (!forecast.resolved) {
      ++score.open;
      continue;
    }
    const bool is_true = *forecast.resolved;
    num_true += is_true ? 1 : 0;
    squares.push_back(is_true ? (1.0 - p) * (1.0 - p) : p * p);
    logs.push_back(is_true ? -std::log(p) : -std::log1p(-p));
  }
  score.count = squares.size();
  if (score.count == 0) {
    return score;
  }
  score.base_rate = static_cast<double>(num_true) / static_cast<double>(score.count);
  const MeanAndError brier = mean_of(squares);
  const MeanAndError log = mean_of(logs);
  score.brier = brier.mean;
  score.brier_error = brier.error;
  score.log_score = log.mean;
  score.log_error = log.error;
  decompose(forecasts, settings.bins, score);
  const bool is_mixed = num_true > 0 && num_true < score.count;
  score.brier_skill = is_mixed ? 1.0 - score.brier / score.uncertainty : kNoScore;
  score.log_skill = is_mixed ? 1.0 - score.log_score / entropy(score.base_rate) : kNoScore;
  return score;
}

}  // namespace demarche
