// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "demarche/report/forecast.hpp"
#include "demarche/v1/result.pb.h"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// When forecasts were stated and by when they are decided, as YYYY-MM-DD.
struct ForecastDates {
  std::string stated;    ///< The day on which they were made.
  std::string resolves;  ///< The day by which it is known what came true.
};

/// What became of the forecasts of results.
struct LoggedForecasts {
  std::size_t added = 0;      ///< New lines.
  std::size_t known = 0;      ///< Were in the log already, and are there once.
  std::size_t undefined = 0;  ///< Have no value, since no draw gave one, and are left out.
};

/// Reads the headings of a log of forecasts, so that a wrong file is known before a run. A file
/// that is missing or empty is a log without forecasts.
/// @throws InvalidArgument with every problem if the file is no such log; IoError if it cannot be
/// read or written, or has more than kMaxForecastFile bytes.
void check_forecast_log(const std::filesystem::path& path);

/// Appends a line for each claim and outcome of the results to a log of forecasts, which is
/// comma-separated values with a line of headings: id, kind (claim or outcome), scenario, question,
/// date, resolves, probability, low and high (its 95 % interval), resolved (empty, to be filled in
/// by hand: 1 or 0), concept, seed, draws and digest (of the scenario). read_forecasts() reads it.
///
/// The file is made if it is missing. Its columns may be in another order, and separated by
/// semicolons or tabulators; lines that are there stay as they are. A forecast whose id, kind,
/// scenario, dates, concept, seed, draws, digest and probability (in nine digits) a line has
/// already is not added again. The file appears whole or not at all, and programs that append to it
/// at once on one machine wait for each other.
/// @throws InvalidArgument as check_forecast_log(), or if a date is none, or a result is of a
/// what-if, a variant or of a run that was stopped, which are no forecasts; IoError as
/// check_forecast_log().
LoggedForecasts append_forecasts(const std::filesystem::path& path,
                                 const v1::ConceptComparison& results,
                                 const v1::Scenario& scenario,
                                 const ForecastDates& dates);

}  // namespace demarche
