// SPDX-License-Identifier: MIT
#include "demarche/report/forecast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <utility>

#include "core/calendar_date.hpp"
#include "core/csv.hpp"
#include "core/small_letters.hpp"
#include "core/whole_file.hpp"
#include "demarche/core/closest_name.hpp"
#include "scenario/language/plain_text.hpp"

namespace demarche {
namespace {

constexpr std::array<std::string_view, 3> kNeeded = {"id", "probability", "resolved"};
constexpr std::array<std::string_view, 8> kOptional = {
    "date", "resolves", "question", "scenario", "kind", "source", "analyst", "concept"};

/// "0.7", "70 %" or "70%" as a number in [0, 1].
std::optional<double> probability_of(std::string_view text) {
  const bool is_percentage = text.ends_with('%');
  std::optional<double> value = plain_number(text.substr(0, text.size() - (is_percentage ? 1 : 0)));
  if (value && is_percentage) {
    *value /= 100.0;
  }
  return value && *value >= 0.0 && *value <= 1.0 ? value : std::nullopt;
}

/// What became of a question: "1", "0.0", "True" and the like.
std::optional<bool> resolution_of(const std::string& text) {
  const std::string word = small_letters(text);
  const std::optional<double> value = word == "true"    ? std::optional(1.0)
                                      : word == "false" ? std::optional(0.0)
                                                        : plain_number(word);
  return value && (*value == 0.0 || *value == 1.0) ? std::optional(*value == 1.0) : std::nullopt;
}

class Reader {
 public:
  explicit Reader(const std::string& name) : name_(name) {}

  ForecastFile run(std::string_view text) {
    const CsvFile csv = read_csv(text);
    for (const CsvFault& fault : csv.faults) {
      fail({fault.line, fault.column}, fault.message);
    }
    if (csv.rows.empty() && csv.faults.empty()) {
      fail({1, 1}, "a file of forecasts has a line of headings: id, probability, resolved");
    } else if (!csv.rows.empty() && read_headings(csv.rows.front())) {
      num_columns_ = csv.rows.front().size();
      for (std::size_t r = 1; r < csv.rows.size(); ++r) {
        read_row(csv.rows[r]);
      }
      resolve_questions();
    }
    const auto place = [](const Problem& problem) {
      return std::pair(problem.position.line, problem.position.column);
    };
    std::stable_sort(file_.problems.begin(),
                     file_.problems.end(),
                     [&](const Problem& a, const Problem& b) { return place(a) < place(b); });
    return std::move(file_);
  }

 private:
  void fail(Position position, std::string message) {
    file_.problems.push_back({name_, position, "", std::move(message)});
  }
  void warn(Position position, std::string message) {
    fail(position, std::move(message));
    file_.problems.back().severity = Severity::warning;
  }

  /// Finds the columns; false if one that is needed is not there.
  bool read_headings(const std::vector<CsvCell>& headings) {
    std::vector<std::string> found;
    std::vector<std::string> known(kNeeded.begin(), kNeeded.end());
    known.insert(known.end(), kOptional.begin(), kOptional.end());
    for (std::size_t i = 0; i < headings.size(); ++i) {
      found.push_back(small_letters(headings[i].text));
      const bool is_known = std::find(known.begin(), known.end(), found[i]) != known.end();
      if (is_known && !columns_.emplace(found[i], i).second) {
        fail({headings[i].line, headings[i].column},
             fmt::format("two columns are headed '{}'", found[i]));
      }
    }
    bool is_complete = true;
    for (const std::string_view name : kNeeded) {
      if (!columns_.contains(std::string(name))) {
        is_complete = false;
        fail({headings.front().line, headings.front().column},
             fmt::format("no column is headed '{}'; {}",
                         name,
                         name_hint(std::string(name), found, "the headings are")));
      }
    }
    warn_of_close_headings(headings, found, known);
    return is_complete;
  }

  /// A column of another name is the user's own, unless its name is close to one that is missing.
  void warn_of_close_headings(const std::vector<CsvCell>& headings,
                              const std::vector<std::string>& found,
                              const std::vector<std::string>& known) {
    for (std::size_t i = 0; i < found.size(); ++i) {
      const std::string close(closest_name(found[i], known));
      if (!close.empty() && close != found[i] && !columns_.contains(close) &&
          std::find(known.begin(), known.end(), found[i]) == known.end() &&
          std::find(kNeeded.begin(), kNeeded.end(), close) == kNeeded.end()) {
        warn({headings[i].line, headings[i].column},
             fmt::format("the column '{}' is not read; did you mean '{}'?", found[i], close));
      }
    }
  }

  /// The cell of a column, or nullptr without such a column.
  [[nodiscard]] const CsvCell* cell(const std::vector<CsvCell>& row, std::string_view name) const {
    const auto column = columns_.find(name);
    return column == columns_.end() ? nullptr : &row[column->second];
  }

  /// The texts of those of the columns that are there and not empty, with `between` between them.
  [[nodiscard]] std::string joined(const std::vector<CsvCell>& row,
                                   std::initializer_list<std::string_view> names,
                                   std::string_view between) const {
    std::vector<std::string> texts;
    for (const std::string_view name : names) {
      if (const CsvCell* found = cell(row, name); found != nullptr && !found->text.empty()) {
        texts.push_back(found->text);
      }
    }
    return fmt::format("{}", fmt::join(texts, between));
  }

  std::string date(const std::vector<CsvCell>& row, std::string_view name) {
    const CsvCell* found = cell(row, name);
    if (found == nullptr || found->text.empty() || is_calendar_date(found->text)) {
      return found == nullptr ? "" : found->text;
    }
    fail({found->line, found->column},
         fmt::format(
             "'{}' is no date; {} is a day such as 2026-03-31, or empty", found->text, name));
    return "";
  }

  void read_row(const std::vector<CsvCell>& row) {
    const std::size_t num_problems = file_.problems.size();
    const Position start = {row.front().line, row.front().column};
    if (row.size() != num_columns_) {
      fail(start,
           fmt::format("found {} cells in this line, and {} headings", row.size(), num_columns_));
      return;
    }
    Forecast forecast;
    forecast.position = start;
    forecast.id = joined(row, {"scenario", "kind", "id"}, " ");
    forecast.source = joined(row, {"source", "analyst", "concept"}, ", ");
    forecast.question = joined(row, {"question"}, "");
    forecast.date = date(row, "date");
    forecast.resolves = date(row, "resolves");
    const CsvCell& id = *cell(row, "id");
    if (id.text.empty()) {
      fail({id.line, id.column}, "this forecast has no id");
    }
    const CsvCell& stated = *cell(row, "probability");
    if (const auto probability = probability_of(stated.text)) {
      forecast.probability = *probability;
    } else {
      fail({stated.line, stated.column},
           fmt::format("'{}' is no probability; it is a number from 0 to 1 such as 0.7, or a "
                       "percentage such as 70 %",
                       stated.text));
    }
    const CsvCell& end = *cell(row, "resolved");
    if (!end.text.empty()) {
      forecast.resolved = resolution_of(end.text);
      if (!forecast.resolved) {
        fail({end.line, end.column},
             fmt::format("'{}' says nothing; resolved is 1 (came true), 0 (did not) or empty "
                         "(still open)",
                         end.text));
      }
    }
    if (file_.problems.size() > num_problems) {
      return;
    }
    if (!forecast.resolves.empty() && forecast.date > forecast.resolves) {
      warn(
          start,
          fmt::format("stated on {}, after it was decided ({})", forecast.date, forecast.resolves));
    }
    file_.forecasts.push_back(std::move(forecast));
  }

  /// Gives all forecasts of a question what one of them says of it.
  void resolve_questions() {
    std::map<ForecastQuestion, const Forecast*> decided;
    for (const Forecast& forecast : file_.forecasts) {
      if (!forecast.resolved) {
        continue;
      }
      const auto [first, is_new] = decided.emplace(question_of(forecast), &forecast);
      if (first->second->resolved != forecast.resolved) {
        fail(forecast.position,
             fmt::format("'{}' resolved {} here and {} in line {}",
                         forecast.id,
                         *forecast.resolved ? 1 : 0,
                         *first->second->resolved ? 1 : 0,
                         first->second->position.line));
      }
    }
    for (Forecast& forecast : file_.forecasts) {
      const auto found = decided.find(question_of(forecast));
      if (found != decided.end()) {
        forecast.resolved = found->second->resolved;
      }
    }
  }

  std::string name_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::size_t num_columns_ = 0;
  ForecastFile file_;
};

}  // namespace

bool ForecastFile::has_errors() const {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& problem) {
    return problem.severity == Severity::error;
  });
}

ForecastFile parse_forecasts(std::string_view text, const std::string& file) {
  return Reader(file).run(text);
}

ForecastFile read_forecasts(const std::filesystem::path& path) {
  return parse_forecasts(read_whole_file(path, kMaxForecastFile, "a file of forecasts"),
                         path.string());
}

}  // namespace demarche
