// SPDX-License-Identifier: MIT
#include "demarche/report/forecast_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <utility>

#include "core/counted.hpp"
#include "core/csv.hpp"
#include "core/grouped.hpp"
#include "report/answer_json.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

/// With fewer forecasts the interval of a frequency near one half is wider than 26 points.
constexpr std::uint64_t kFew = 50;
/// With fewer forecasts in the mean row, rows say next to nothing of reliability.
constexpr std::uint64_t kFewInRow = 5;

std::vector<SourceScore> scores_by_source(std::span<const Forecast> forecasts,
                                          const ScoreSettings& settings) {
  std::vector<std::pair<std::string, std::vector<Forecast>>> groups;
  for (const Forecast& forecast : forecasts) {
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& known) {
      return known.first == forecast.source;
    });
    if (group == groups.end()) {
      group = groups.insert(groups.end(), {forecast.source, {}});
    }
    group->second.push_back(forecast);
  }
  std::vector<SourceScore> scores;
  if (groups.size() > 1) {
    for (const auto& [source, own] : groups) {
      scores.push_back({source, score_forecasts(own, settings)});
    }
  }
  return scores;
}

/// "a, b and c" of at most three places; of more, how many more there are.
std::string places(const std::vector<const Forecast*>& found) {
  constexpr std::size_t kMost = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(kMost, found.size()); ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : ", ", found[i]->id);
    const int line = found[i]->position.line;
    text += line > 0 ? fmt::format(" (line {})", line) : "";
  }
  return text + (found.size() > kMost ? fmt::format(" and {} more", found.size() - kMost) : "");
}

/// Notes on how far the scores can be trusted.
void add_score_notes(const ForecastReport& report,
                     const ScoreSettings& settings,
                     std::vector<std::string>& notes) {
  const ForecastScore& score = report.pooled_score ? *report.pooled_score : report.all;
  if (score.count > 0 && score.count < kFew) {
    notes.push_back(
        fmt::format("{} resolved: that is few. Chance alone moves a score by about its standard "
                    "error, and a frequency anywhere within its interval",
                    counted(score.count, "forecast")));
  }
  if (settings.bins == 0 && score.count < kFewInRow * score.reliability_rows.size()) {
    notes.push_back(fmt::format(
        "{} forecasts of {} different values: each row of reliability rests on few. Ranges of "
        "values (bins) hold more",
        grouped(score.count),
        score.reliability_rows.size()));
  }
  if (!report.pooled_score && report.all.count > report.num_questions) {
    notes.push_back(fmt::format(
        "{} resolved of {}; forecasts of one question resolve together, so standard errors and "
        "intervals are too small. Pooling makes one forecast of each question's",
        counted(report.all.count, "forecast"),
        counted(report.num_questions, "question")));
  }
  if (score.count > 0 && std::isnan(score.brier_skill)) {
    notes.emplace_back(score.base_rate == 0.0
                           ? "nothing came true, so there is no skill against the base rate"
                           : "everything came true, so there is no skill against the base rate");
  }
}

/// Notes on single forecasts.
void add_forecast_notes(std::span<const Forecast> forecasts,
                        const std::string& today,
                        std::vector<std::string>& notes) {
  std::vector<const Forecast*> impossible;
  std::vector<const Forecast*> overdue;
  std::set<ForecastQuestion> seen;
  for (const Forecast& forecast : forecasts) {
    if (forecast.resolved && forecast.probability == (*forecast.resolved ? 0.0 : 1.0)) {
      impossible.push_back(&forecast);
    }
    if (!forecast.resolved && !forecast.resolves.empty() && forecast.resolves < today &&
        seen.insert(question_of(forecast)).second) {
      overdue.push_back(&forecast);
    }
  }
  if (!impossible.empty()) {
    notes.push_back(fmt::format(
        "the log score is infinite: what was called certain or impossible came otherwise: {}",
        places(impossible)));
  }
  if (!overdue.empty()) {
    notes.push_back(fmt::format("{} should have resolved by now and {} open: {}",
                                counted(overdue.size(), "question"),
                                overdue.size() == 1 ? "is" : "are",
                                places(overdue)));
  }
}

nlohmann::ordered_json score_json(const ForecastScore& score) {
  nlohmann::ordered_json json;
  json["resolved"] = score.count;
  json["open"] = score.open;
  json["base_rate"] = number_json(score.base_rate);
  json["brier"] = number_json(score.brier);
  json["brier_standard_error"] = number_json(score.brier_error);
  json["reliability"] = number_json(score.reliability);
  json["resolution"] = number_json(score.resolution);
  json["uncertainty"] = number_json(score.uncertainty);
  json["within_bins"] = number_json(score.within_bins);
  json["log_score"] = number_json(score.log_score);
  json["log_standard_error"] = number_json(score.log_error);
  json["brier_skill"] = number_json(score.brier_skill);
  json["log_skill"] = number_json(score.log_skill);
  json["rows"] = nlohmann::ordered_json::array();
  for (const ReliabilityRow& row : score.reliability_rows) {
    json["rows"].push_back({{"from", row.low},
                            {"to", row.high},
                            {"probability", row.probability},
                            {"frequency", row.frequency},
                            {"low", row.interval.low},
                            {"high", row.interval.high},
                            {"count", row.count}});
  }
  return json;
}

nlohmann::ordered_json pooled_json(const PooledForecast& pooled) {
  nlohmann::ordered_json json;
  json["id"] = pooled.forecast.id;
  json["resolves"] = pooled.forecast.resolves;
  json["question"] = pooled.forecast.question;
  json["probability"] = pooled.forecast.probability;
  json["resolved"] = nullptr;
  if (pooled.forecast.resolved) {
    json["resolved"] = *pooled.forecast.resolved;
  }
  json["count"] = pooled.count;
  return json;
}

/// Rows of the numbers of one score.
std::string score_rows(std::string_view kind,
                       const std::string& source,
                       const ForecastScore& score) {
  const auto row = [&](std::string_view name, double value, const std::string& error) {
    return fmt::format("{},{},{},,{},{},,,{}\n",
                       kind,
                       csv_cell(source),
                       name,
                       csv_cell(value),
                       error,
                       score.count);
  };
  std::string text =
      row("base_rate", score.base_rate, "") +
      row("brier", score.brier, csv_cell(score.brier_error)) +
      row("reliability", score.reliability, "") + row("resolution", score.resolution, "") +
      row("uncertainty", score.uncertainty, "") + row("within_bins", score.within_bins, "") +
      row("log_score", score.log_score, csv_cell(score.log_error)) +
      row("brier_skill", score.brier_skill, "") + row("log_skill", score.log_skill, "");
  for (const ReliabilityRow& bin : score.reliability_rows) {
    text += fmt::format("{},{},frequency,{},{},,{},{},{}\n",
                        kind,
                        csv_cell(source),
                        csv_cell(bin.probability),
                        csv_cell(bin.frequency),
                        csv_cell(bin.interval.low),
                        csv_cell(bin.interval.high),
                        bin.count);
  }
  return text;
}

}  // namespace

ForecastReport report_forecasts(std::span<const Forecast> forecasts,
                                const ForecastReportSettings& settings) {
  ForecastReport report;
  report.all = score_forecasts(forecasts, settings.score);
  report.sources = scores_by_source(forecasts, settings.score);
  std::set<ForecastQuestion> questions;
  for (const Forecast& forecast : forecasts) {
    if (forecast.resolved) {
      questions.insert(question_of(forecast));
    }
  }
  report.num_questions = questions.size();
  report.pool = settings.pool;
  if (settings.pool) {
    report.pooled = pool_forecasts(forecasts, *settings.pool);
    std::vector<Forecast> pools;
    for (const PooledForecast& pooled : report.pooled) {
      pools.push_back(pooled.forecast);
    }
    report.pooled_score = score_forecasts(pools, settings.score);
  }
  add_score_notes(report, settings.score, report.notes);
  add_forecast_notes(forecasts, settings.today, report.notes);
  return report;
}

std::string report_json(const ForecastReport& report) {
  nlohmann::ordered_json json;
  json["all"] = score_json(report.all);
  json["questions"] = report.num_questions;
  json["sources"] = nlohmann::ordered_json::array();
  for (const SourceScore& one : report.sources) {
    json["sources"].push_back({{"source", one.source}, {"score", score_json(one.score)}});
  }
  json["pool"] = nullptr;
  if (report.pool) {
    json["pool"] = {{"method", to_string(report.pool->method)}};
    if (report.pool->method == PoolMethod::extremised) {
      json["pool"]["exponent"] = report.pool->exponent;
    }
    json["pool"]["score"] = score_json(*report.pooled_score);
    json["pool"]["forecasts"] = nlohmann::ordered_json::array();
    for (const PooledForecast& pooled : report.pooled) {
      json["pool"]["forecasts"].push_back(pooled_json(pooled));
    }
  }
  json["notes"] = report.notes;
  return json_text(json) + "\n";
}

std::string report_csv(const ForecastReport& report) {
  std::string text = "kind,source,name,forecast,value,standard_error,low,high,count\n" +
                     score_rows("all", "", report.all);
  for (const SourceScore& one : report.sources) {
    text += score_rows("source", one.source, one.score);
  }
  if (report.pooled_score) {
    text += score_rows("pool", "", *report.pooled_score);
  }
  for (const PooledForecast& pooled : report.pooled) {
    const std::optional<bool> resolved = pooled.forecast.resolved;
    text += fmt::format("question,,{},{},{},,,,{}\n",
                        csv_cell(pooled.forecast.id),
                        csv_cell(pooled.forecast.probability),
                        resolved ? (*resolved ? "1" : "0") : "",
                        pooled.count);
  }
  return text;
}

}  // namespace demarche
