// SPDX-License-Identifier: MIT
#include "demarche/report/forecast_log.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "core/calendar_date.hpp"
#include "core/csv.hpp"
#include "core/file_replacement.hpp"
#include "core/require.hpp"
#include "core/whole_file.hpp"
#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/problem.hpp"
#include "report/answer_text.hpp"
#include "report/posterior_text.hpp"
#include "report/text.hpp"
#include "scenario/language/plain_text.hpp"

namespace demarche {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 14> kColumns = {"id",
                                                       "kind",
                                                       "scenario",
                                                       "question",
                                                       "date",
                                                       "resolves",
                                                       "probability",
                                                       "low",
                                                       "high",
                                                       "resolved",
                                                       "concept",
                                                       "seed",
                                                       "draws",
                                                       "digest"};
/// What tells one forecast from another, beside the probability. The probability does not follow
/// from these alone: options of a run such as --selection, --player or --order change it, too.
constexpr std::array<std::string_view, 9> kKey = {
    "id", "kind", "scenario", "date", "resolves", "concept", "seed", "draws", "digest"};

/// A forecast by the names of the columns.
using Line = std::map<std::string, std::string, std::less<>>;

/// The probability in nine digits: a spreadsheet that saves a log keeps about 15.
std::string probability_key(const std::string& text) {
  const std::optional<double> number = plain_number(text);
  return number ? fmt::format("{:.9g}", *number) : text;
}

std::vector<std::string> key_of(const Line& line) {
  std::vector<std::string> key = {probability_key(line.find("probability")->second)};
  for (const std::string_view name : kKey) {
    key.push_back(line.find(name)->second);
  }
  return key;
}

/// Keeps other programs that hold such a lock from the files of a folder.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder)
      : descriptor_(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    // A file system that knows no locks harms only those who append to one log at the same moment.
    while (descriptor_ >= 0 && flock(descriptor_, LOCK_EX) != 0 && errno == EINTR) {
    }
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock() {
    if (descriptor_ >= 0) {
      close(descriptor_);
    }
  }

 private:
  int descriptor_;
};

/// A log as it is in the file.
struct Log {
  std::string text;
  char separator = ',';
  std::vector<std::string> columns;              ///< Headings in their order; empty for a new log.
  std::set<std::vector<std::string>> forecasts;  ///< By their keys.
};

/// Every way in which the headings are not those of a log.
std::vector<Problem> heading_problems(const std::string& file,
                                      const std::vector<CsvCell>& headings) {
  const std::vector<std::string> known(kColumns.begin(), kColumns.end());
  std::vector<Problem> problems;
  std::vector<std::string> missing = known;
  for (const CsvCell& heading : headings) {
    const Position place = {heading.line, heading.column};
    if (std::erase(missing, heading.text) > 0) {
      continue;
    }
    const bool is_known = std::find(known.begin(), known.end(), heading.text) != known.end();
    problems.push_back({file,
                        place,
                        "",
                        is_known ? fmt::format("two columns are headed '{}'", heading.text)
                                 : fmt::format("a log of forecasts has no column '{}'{}",
                                               heading.text,
                                               close_hint(heading.text, known))});
  }
  if (!missing.empty()) {
    problems.push_back({file,
                        {headings.front().line, headings.front().column},
                        "",
                        fmt::format("this is no log of forecasts: there is no column {}",
                                    fmt::join(missing, ", "))});
  }
  return problems;
}

[[noreturn]] void refuse(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    text += (text.empty() ? "" : "\n") + problem.to_string();
  }
  throw InvalidArgument(text);
}

Log read_log(const fs::path& path) {
  Log log;
  std::error_code error;
  if (!fs::exists(path, error)) {
    return log;
  }
  const std::string file = path.string();
  log.text = read_whole_file(path, kMaxForecastFile, "a log of forecasts");
  const CsvFile csv = read_csv(log.text);
  std::vector<Problem> problems;
  for (const CsvFault& fault : csv.faults) {
    problems.push_back({file, {fault.line, fault.column}, "", fault.message});
  }
  if (!csv.rows.empty()) {
    const auto found = heading_problems(file, csv.rows.front());
    problems.insert(problems.end(), found.begin(), found.end());
  }
  if (!problems.empty()) {
    refuse(problems);
  }
  log.separator = csv.separator;
  if (csv.rows.empty()) {
    return log;
  }
  for (const CsvCell& heading : csv.rows.front()) {
    log.columns.push_back(heading.text);
  }
  for (std::size_t r = 1; r < csv.rows.size(); ++r) {
    Line line;
    for (std::size_t c = 0; c < log.columns.size(); ++c) {
      line[log.columns[c]] = c < csv.rows[r].size() ? csv.rows[r][c].text : "";
    }
    log.forecasts.insert(key_of(line));
  }
  return log;
}

/// What is asked: a claim's statement, else the element's name.
std::string question_of(const v1::Claim& claim) {
  return claim.statement().empty() ? name_of(claim) : on_one_line(claim.statement());
}
std::string question_of(const v1::Outcome& outcome) {
  return name_of(outcome);
}

/// Collects the forecasts of results as lines of a log.
class Lines {
 public:
  Lines(const v1::Scenario& scenario, const ForecastDates& dates)
      : scenario_(scenario), dates_(dates) {}

  void add(const v1::Result& result) {
    for (const v1::Claim& claim : scenario_.claims()) {
      add("claim", claim, find(result.claims(), claim.id()), result);
    }
    for (const v1::Outcome& outcome : scenario_.outcomes()) {
      add("outcome", outcome, find(result.outcomes(), outcome.id()), result);
    }
  }

  std::vector<Line> lines;
  std::size_t undefined = 0;

 private:
  template <class Element>
  void add(const char* kind,
           const Element& element,
           const v1::Estimate* estimate,
           const v1::Result& result) {
    if (estimate == nullptr) {
      return;
    }
    if (estimate->count() == 0 || std::isnan(estimate->mean())) {
      ++undefined;
      return;
    }
    lines.push_back({{"id", element.id()},
                     {"kind", kind},
                     {"scenario", result.scenario_id()},
                     {"question", question_of(element)},
                     {"date", dates_.stated},
                     {"resolves", dates_.resolves},
                     {"probability", csv_cell(estimate->mean())},
                     {"low", csv_cell(estimate->low())},
                     {"high", csv_cell(estimate->high())},
                     {"resolved", ""},
                     {"concept", result.options().solution_concept()},
                     {"seed", std::to_string(result.options().seed())},
                     {"draws", std::to_string(result.draws_done())},
                     {"digest", result.scenario_digest()}});
  }

  const v1::Scenario& scenario_;
  const ForecastDates& dates_;
};

void require_date(std::string_view name, const std::string& date) {
  require(is_calendar_date(date), name, "a day such as 2026-12-31", date);
}

/// @throws InvalidArgument if the result is of a what-if, of a variant or of a run that was
/// stopped.
void require_forecast(const v1::Result& result) {
  if (result.has_what_if() || !result.variant_id().empty()) {
    throw InvalidArgument("a what-if is no forecast: change the scenario itself, and run it");
  }
  if (!result.is_complete()) {
    throw InvalidArgument("a run that was stopped is no forecast");
  }
}

}  // namespace

void check_forecast_log(const fs::path& path) {
  (void)read_log(path);
  const FileReplacement can_be_written(path);
}

LoggedForecasts append_forecasts(const fs::path& path,
                                 const v1::ConceptComparison& results,
                                 const v1::Scenario& scenario,
                                 const ForecastDates& dates) {
  require_date("stated", dates.stated);
  require_date("resolves", dates.resolves);
  Lines found(scenario, dates);
  for (const v1::Result& result : results.results()) {
    require_forecast(result);
    found.add(with_posterior_numbers(result));
  }
  std::error_code error;
  const FolderLock lock(fs::weakly_canonical(fs::absolute(path, error), error).parent_path());
  Log log = read_log(path);
  if (log.columns.empty()) {
    log.columns.assign(kColumns.begin(), kColumns.end());
    log.text = fmt::format("{}\n", fmt::join(kColumns, ","));
  } else if (!log.text.ends_with('\n')) {
    log.text += '\n';
  }
  LoggedForecasts logged{.undefined = found.undefined};
  for (const Line& line : found.lines) {
    if (!log.forecasts.insert(key_of(line)).second) {
      ++logged.known;
      continue;
    }
    ++logged.added;
    for (const std::string& column : log.columns) {
      log.text += (column == log.columns.front() ? "" : std::string(1, log.separator)) +
                  csv_cell(line.find(column)->second, log.separator);
    }
    log.text += '\n';
  }
  if (logged.added > 0) {
    FileReplacement(path).commit(log.text);
  }
  return logged;
}

}  // namespace demarche
