// SPDX-License-Identifier: MIT
#include "demarche/report/forecast_report.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "../bindings.hpp"
#include "core/calendar_date.hpp"
#include "demarche/core/error.hpp"

namespace demarche::python {
namespace {

constexpr auto kPoolDoc = R"doc(
One probability of several of the same event.

Parameters
----------
probabilities : array_like
    At least one, each in [0, 1].
method : str
    ``"geometric"``, the weighted geometric mean of the odds p / (1 - p); ``"linear"``, the weighted
    mean of the probabilities; ``"extremised"``, the geometric mean of the odds to the power of
    `exponent`.
weights : array_like, optional
    How much each probability counts, up to a factor; alike if left out.
exponent : float
    The power of ``"extremised"``, above 0; 1 changes nothing. 2.5 is a convention and no estimate
    for these sources.

Returns
-------
float

Raises
------
InvalidArgument
    If a probability, weight or `exponent` is out of range, there is no such method, or 0 and 1 are
    both among the probabilities that count, and the method takes odds.

Examples
--------
>>> round(demarche.pool([0.9, 0.6, 0.3]), 6)
0.642247
>>> round(demarche.pool([0.9, 0.6, 0.3], method="extremised"), 6)
0.811965
)doc";

/// A forecast as Python's tables have it.
py::tuple row_of(const Forecast& forecast) {
  return py::make_tuple(forecast.id,
                        forecast.resolves,
                        forecast.date,
                        forecast.source,
                        forecast.question,
                        forecast.probability,
                        forecast.resolved);
}

/// Forecasts as rows, the report as JSON and as text, and warnings.
py::tuple report_on(const ForecastFile& file,
                    int bins,
                    const std::optional<std::string>& pool,
                    const std::optional<double>& exponent) {
  std::vector<std::string> warnings;
  std::string errors;
  for (const Problem& problem : file.problems) {
    if (problem.severity == Severity::warning) {
      warnings.push_back(problem.to_string());
    } else {
      errors += (errors.empty() ? "" : "\n") + problem.to_string();
    }
  }
  if (!errors.empty()) {
    throw InvalidArgument(errors);
  }
  ForecastReportSettings settings{.score = {.bins = bins}, .today = date_of_today()};
  if (pool) {
    settings.pool = PoolSettings{.method = pool_method(*pool)};
    settings.pool->exponent = exponent.value_or(settings.pool->exponent);
  }
  const ForecastReport report = report_forecasts(file.forecasts, settings);
  py::list rows;
  for (const Forecast& forecast : file.forecasts) {
    rows.append(row_of(forecast));
  }
  return py::make_tuple(rows, report_json(report), report_text(report), warnings);
}

}  // namespace

void bind_forecast_report(py::module_& module) {
  module.def(
      "pool",
      [](const std::vector<double>& probabilities,
         const std::string& method,
         const std::optional<std::vector<double>>& weights,
         double exponent) {
        if (weights && weights->empty()) {
          throw InvalidArgument("weights must be one for each probability, got none");
        }
        return pool_probabilities(probabilities,
                                  {.method = pool_method(method), .exponent = exponent},
                                  weights.value_or(std::vector<double>()));
      },
      py::arg("probabilities"),
      py::kw_only(),
      py::arg("method") = "geometric",
      py::arg("weights") = py::none(),
      py::arg("exponent") = PoolSettings{}.exponent,
      kPoolDoc);
  module.def(
      "score_file",
      [](const std::string& path,
         int bins,
         const std::optional<std::string>& pool,
         const std::optional<double>& exponent) {
        return report_on(read_forecasts(path), bins, pool, exponent);
      },
      py::arg("path"),
      py::arg("bins"),
      py::arg("pool"),
      py::arg("exponent"),
      "What a file of forecasts is worth: rows, report as JSON and as text, and warnings.");
  module.def(
      "score_text",
      [](const std::string& text,
         int bins,
         const std::optional<std::string>& pool,
         const std::optional<double>& exponent) {
        return report_on(parse_forecasts(text, "forecasts"), bins, pool, exponent);
      },
      py::arg("text"),
      py::arg("bins"),
      py::arg("pool"),
      py::arg("exponent"),
      "As score_file(), of the text of such a file.");
}

}  // namespace demarche::python
