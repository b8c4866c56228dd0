// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "demarche/report/forecast_pool.hpp"
#include "demarche/report/forecast_score.hpp"

namespace demarche {

/// Settings of report_forecasts().
struct ForecastReportSettings {
  ScoreSettings score = {};               ///< How forecasts are grouped.
  std::optional<PoolSettings> pool = {};  ///< Nothing: forecasts are not pooled.
  /// The present day, YYYY-MM-DD: forecasts that are open although they should have resolved are
  /// noted. Empty: they are not.
  std::string today = {};
};

/// The scores of one source.
struct SourceScore {
  std::string source;   ///< "" for forecasts that name none.
  ForecastScore score;  ///< Of this source's forecasts alone.
};

/// What a list of forecasts is worth.
struct ForecastReport {
  ForecastScore all;                   ///< Of all forecasts, each by itself.
  std::uint64_t num_questions = 0;     ///< How many questions the resolved forecasts are of.
  std::vector<SourceScore> sources;    ///< In the order of the list; empty for fewer than two.
  std::optional<PoolSettings> pool;    ///< As asked for.
  std::vector<PooledForecast> pooled;  ///< One per question, open ones too; empty without a pool.
  std::optional<ForecastScore> pooled_score;  ///< Of `pooled`.
  /// What has to be borne in mind: few forecasts, several of one question, values that hold few
  /// forecasts each, forecasts that should have resolved, and impossible things that happened.
  std::vector<std::string> notes;
};

/// Scores forecasts, those of each source and, if asked for, their pools.
/// @throws InvalidArgument as score_forecasts() and pool_forecasts() do.
[[nodiscard]] ForecastReport report_forecasts(std::span<const Forecast> forecasts,
                                              const ForecastReportSettings& settings = {});

/// The report as text, in lines of `width` columns or little more.
[[nodiscard]] std::string report_text(const ForecastReport& report, std::size_t width = 100);

/// The report as JSON, with a line end. Numbers without a value are null, infinite ones "Infinity"
/// or "-Infinity".
[[nodiscard]] std::string report_json(const ForecastReport& report);

/// The report as comma-separated values with a header, a row per number. Columns: kind, source,
/// name, forecast, value, standard_error, low, high and count. The kinds `all`, `source` (which the
/// column `source` names) and `pool` have a row for each score, whose name is that of the field of
/// ForecastScore, and a row `frequency` for each ReliabilityRow, with its mean probability in
/// `forecast`, the share that came true in `value`, and the interval of that share in `low` and
/// `high`; `count` is how many forecasts resolved, or are in the row. The kind `question` has a row
/// for each pool: the id in `name`, the pool in `forecast`, 1 or 0 in `value` if it has resolved,
/// and in `count` how many forecasts were pooled. A cell is empty where there is no number.
[[nodiscard]] std::string report_csv(const ForecastReport& report);

/// The report as tables in Markdown.
[[nodiscard]] std::string report_markdown(const ForecastReport& report);

}  // namespace demarche
