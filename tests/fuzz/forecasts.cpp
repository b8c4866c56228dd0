// SPDX-License-Identifier: MIT
// Reads files of forecasts.
#include "demarche/report/forecast.hpp"

#include <map>
#include <optional>
#include <utility>

#include "core/calendar_date.hpp"
#include "fuzz/fuzz.hpp"

namespace {

/// Requires what parse_forecasts() promises of each forecast.
void require_valid(const demarche::ForecastFile& file) {
  using demarche::fuzz::require;
  std::map<std::pair<std::string, std::string>, std::optional<bool>> ends;
  for (const demarche::Forecast& forecast : file.forecasts) {
    require(forecast.probability >= 0.0 && forecast.probability <= 1.0, "a probability is one");
    require(!forecast.id.empty() && forecast.position.line > 1, "a forecast has an id and a line");
    for (const std::string& date : {forecast.date, forecast.resolves}) {
      require(date.empty() || demarche::is_calendar_date(date), "a date is one", date);
    }
    const auto [end, is_new] =
        ends.emplace(std::pair(forecast.id, forecast.resolves), forecast.resolved);
    require(end->second == forecast.resolved, "a question resolves as a whole", forecast.id);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace demarche;
  const ForecastFile file = parse_forecasts(fuzz::text_of(data, size), "f.csv");
  for (const Problem& problem : file.problems) {
    fuzz::require(problem.position.line > 0 && problem.position.column > 0,
                  "a problem has a place",
                  problem.message);
    fuzz::require(!problem.message.empty(), "a problem has a reason");
  }
  require_valid(file);
  return 0;
}
