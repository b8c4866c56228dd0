// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <memory>
#include <optional>

#include "cli/commands.hpp"
#include "cli/help.hpp"
#include "cli/problem_list.hpp"
#include "cli/scenario_argument.hpp"
#include "core/calendar_date.hpp"
#include "core/utf8.hpp"
#include "demarche/report/forecast_report.hpp"

namespace demarche::cli {
namespace {

struct Arguments {
  std::string forecasts;
  int bins = 0;
  std::string pool;
  std::optional<double> exponent;
  std::string format = "text";
};

/// How forecasts are pooled, if that was asked for.
std::optional<PoolSettings> pool_settings(const Arguments& arguments) {
  if (arguments.pool.empty()) {
    if (arguments.exponent) {
      throw InputError("--extremise needs --pool extremised");
    }
    return std::nullopt;
  }
  PoolSettings settings{.method = pool_method(arguments.pool)};
  if (arguments.exponent && settings.method != PoolMethod::extremised) {
    throw InputError(fmt::format("--pool {} does not take --extremise; --pool extremised does",
                                 to_string(settings.method)));
  }
  settings.exponent = arguments.exponent.value_or(settings.exponent);
  return settings;
}

int score(const Arguments& arguments) {
  const ForecastReportSettings settings = {.score = {.bins = arguments.bins},
                                           .pool = pool_settings(arguments),
                                           .today = date_of_today()};
  const ForecastFile file =
      read_forecasts(arguments.forecasts == "-" ? kStandardInput : arguments.forecasts);
  if (file.has_errors()) {
    std::string lines = problem_lines(file.problems);
    lines.pop_back();
    throw InputError(lines);
  }
  fmt::print(stderr, "{}", problem_lines(file.problems));
  const ForecastReport report = report_forecasts(file.forecasts, settings);
  fmt::print("{}",
             arguments.format == "json"  ? report_json(report)
             : arguments.format == "csv" ? report_csv(report)
             : arguments.format == "md"  ? report_markdown(report)
                                         : report_text(report, output_width()));
  return report.all.count > 0 ? kDone : kNoAnswer;
}

}  // namespace

Command add_score(CLI::App& app) {
  CLI::App* command = app.add_subcommand("score", "Score past forecasts by what came about");
  auto arguments = std::make_shared<Arguments>();
  command
      ->add_option("FORECASTS",
                   arguments->forecasts,
                   "a .csv file, or - for standard input: columns id, probability and resolved "
                   "(1, 0 or empty), and if known date, resolves, source and question")
      ->required();
  command
      ->add_option("--bins",
                   arguments->bins,
                   "ranges of equal width by which reliability is measured; default: the values "
                   "that were forecast")
      ->check(CLI::Range(1, 1000));
  command
      ->add_option("--pool",
                   arguments->pool,
                   "make one forecast of those of each question: geometric (mean of the odds), "
                   "linear (mean of the probabilities) or extremised (see --extremise)")
      ->check(CLI::IsMember({"geometric", "linear", "extremised"}));
  command->add_option(
      "--extremise",
      arguments->exponent,
      fmt::format("the power to which --pool extremised takes the geometric mean of the odds; "
                  "default {:g}",
                  PoolSettings{}.exponent));
  command
      ->add_option("--format",
                   arguments->format,
                   "text; json: all numbers; csv: a row for each number; md: tables in Markdown")
      ->check(CLI::IsMember({"text", "json", "csv", "md"}));
  command->footer(
      "Examples:\n"
      "  demarche score forecasts.csv --bins 5\n"
      "  demarche score forecasts.csv --pool geometric --format json");
  return {command, [arguments] { return score(*arguments); }};
}

}  // namespace demarche::cli
