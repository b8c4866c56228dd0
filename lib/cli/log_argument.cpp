// SPDX-License-Identifier: MIT
#include "cli/log_argument.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/scenario_argument.hpp"
#include "core/calendar_date.hpp"
#include "core/counted.hpp"
#include "demarche/report/forecast_log.hpp"

namespace demarche::cli {

void LogArgument::add_to(CLI::App& command) {
  CLI::Option* log = command.add_option(
      "--log",
      file_,
      "append the probability of each claim and outcome to this .csv file, which demarche score "
      "reads; it is made if it is missing");
  CLI::Option* resolves =
      command.add_option("--resolves", resolves_, "the day by which what --log logs is decided")
          ->check(CLI::Validator(
              [](const std::string& text) {
                return is_calendar_date(text)
                           ? ""
                           : fmt::format("must be a day such as 2026-12-31, got {}", text);
              },
              ""));
  log->needs(resolves);
  resolves->needs(log);
}

void LogArgument::check(const WhatIf& what_if, const std::string& variant) const {
  if (file_.empty()) {
    return;
  }
  if (!what_if.is_empty() || !variant.empty()) {
    throw InputError(
        "--log takes no what-if, which is no forecast: leave --variant and what-ifs (--set to "
        "--evidence) out, or change the scenario itself");
  }
  check_forecast_log(file_);
}

std::string LogArgument::append(const v1::ConceptComparison& comparison,
                                const v1::Scenario& scenario) const {
  if (file_.empty()) {
    return "";
  }
  const bool is_stopped = std::any_of(
      comparison.results().begin(), comparison.results().end(), [](const v1::Result& result) {
        return !result.is_complete();
      });
  if (is_stopped) {
    return fmt::format("{}: the run was stopped, so nothing was logged\n", file_);
  }
  const LoggedForecasts logged = append_forecasts(
      file_, comparison, scenario, {.stated = date_of_today(), .resolves = resolves_});
  std::string text = fmt::format("{}: {} logged", file_, counted(logged.added, "forecast"));
  if (logged.known > 0) {
    text += fmt::format(", {} {} there already", logged.known, logged.known == 1 ? "was" : "were");
  }
  if (logged.undefined > 0) {
    text += fmt::format(
        ", {} without a value {} left out", logged.undefined, logged.undefined == 1 ? "is" : "are");
  }
  return text + "\n";
}

}  // namespace demarche::cli
