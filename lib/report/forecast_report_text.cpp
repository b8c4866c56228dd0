// SPDX-License-Identifier: MIT
// report_text() and report_markdown().
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "core/counted.hpp"
#include "core/grouped.hpp"
#include "core/utf8.hpp"
#include "demarche/report/forecast_report.hpp"
#include "report/table_cells.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

std::string score_text(double score) {
  return std::isnan(score)   ? "no value"
         : std::isinf(score) ? "infinite"
                             : fmt::format("{:.4f}", score);
}

/// "0.2200 ± 0.0853": a score and its standard error, if there is one.
std::string with_standard_error(double score, double error) {
  return score_text(score) + (std::isnan(error) ? "" : fmt::format(" ± {:.4f}", error));
}

/// A share of one, which may be below zero.
std::string skill_text(double skill) {
  return std::isnan(skill)   ? "no value"
         : std::isinf(skill) ? "minus infinity"
                             : fmt::format("{:.1f} %", 100.0 * skill);
}

/// A number of the score: what it is called, what it is, what it means.
struct Line {
  std::string name;
  std::string value;
  std::string meaning;
};

std::vector<Line> lines_of(const ForecastScore& score) {
  std::vector<Line> lines = {
      {"Brier score",
       with_standard_error(score.brier, score.brier_error),
       "0 is best; saying 50 % throughout gives 0.25"},
      {"  reliability",
       "+ " + score_text(score.reliability),
       "how far forecasts lie from what happened; less is better"},
      {"  resolution",
       "- " + score_text(score.resolution),
       "how far they tell cases apart; more is better"},
      {"  uncertainty",
       "+ " + score_text(score.uncertainty),
       fmt::format("of the matter: {} came true", percent(score.base_rate))}};
  if (std::abs(score.within_bins) >= 5e-5) {
    lines.push_back(
        {"  in ranges",
         (score.within_bins < 0.0 ? "- " : "+ ") + score_text(std::abs(score.within_bins)),
         "what ranges leave: forecasts differ within them"});
  }
  lines.push_back({"Log score",
                   with_standard_error(score.log_score, score.log_error),
                   "0 is best; saying 50 % throughout gives 0.6931"});
  lines.push_back({"Skill, Brier",
                   skill_text(score.brier_skill),
                   "100 % is best; saying the base rate throughout gives 0 %"});
  lines.push_back({"Skill, log", skill_text(score.log_skill), "likewise, by the log score"});
  return lines;
}

/// "60.0 %", or "40 to 60 %" for a range.
std::string row_name(const ReliabilityRow& row) {
  return row.low == row.high ? percent(row.low)
                             : fmt::format("{:.3g} to {:.3g} %", 100.0 * row.low, 100.0 * row.high);
}

std::string interval_text(const ReliabilityRow& row) {
  return fmt::format("[{:.1f}, {:.1f}]", 100.0 * row.interval.low, 100.0 * row.interval.high);
}

std::string pool_title(const PoolSettings& pool) {
  switch (pool.method) {
    case PoolMethod::linear:
      return "mean of the probabilities";
    case PoolMethod::extremised:
      return fmt::format("geometric mean of the odds to the power of {:g}", pool.exponent);
    case PoolMethod::geometric:
      break;
  }
  return "geometric mean of the odds";
}

/// "came true", "did not" or "open".
std::string_view end_of(const Forecast& forecast) {
  return !forecast.resolved ? "open" : *forecast.resolved ? "came true" : "did not";
}

std::string counts_text(const ForecastReport& report) {
  const ForecastScore& all = report.all;
  return fmt::format("{} resolved, {} {} open",
                     counted(all.count, "forecast"),
                     grouped(all.open),
                     all.open == 1 ? "is" : "are");
}

std::string source_name(const SourceScore& one) {
  return one.source.empty() ? "(no source)" : on_one_line(one.source);
}

/// The score that comes first: that of the pools if there are any.
const ForecastScore& main_score(const ForecastReport& report) {
  return report.pooled_score ? *report.pooled_score : report.all;
}

class Text {
 public:
  Text(const ForecastReport& report, std::size_t width)
      : report_(report), width_(std::max(width, kLeastWidth)) {}

  std::string run() {
    text_ = wrapped(counts_text(report_), 0, width_);
    if (main_score(report_).count > 0) {
      scores();
      reliability();
    }
    sources();
    pools();
    for (const std::string& note : report_.notes) {
      text_ += (&note == &report_.notes.front() ? "\n" : "") + wrapped("Note: " + note, 0, width_);
    }
    return std::move(text_);
  }

 private:
  void scores() {
    text_ += "\n" + wrapped(report_.pool ? "Scores of one forecast per question, pooled: " +
                                               pool_title(*report_.pool)
                                         : "Scores",
                            0,
                            width_);
    for (const Line& line : lines_of(main_score(report_))) {
      row("  " + fitted(line.name, kName) + fitted(line.value, kValue), line.meaning);
    }
    if (report_.pool && report_.all.count > 0) {
      text_ += wrapped(fmt::format("Each forecast by itself: Brier score {}, log score {}",
                                   score_text(report_.all.brier),
                                   score_text(report_.all.log_score)),
                       2,
                       width_);
    }
  }

  void reliability() {
    text_ += "\n" + wrapped(
                        "Reliability: what was said, how often it came true with its 95 % "
                        "interval, and of how many forecasts",
                        0,
                        width_);
    for (const ReliabilityRow& found : main_score(report_).reliability_rows) {
      text_ += fmt::format("  {:>13}{:>10}  {:<14}{:>7}  {}",
                           row_name(found),
                           percent(found.frequency),
                           interval_text(found),
                           grouped(found.count),
                           bar(found.frequency, kBar));
      end_line();
    }
  }

  void sources() {
    if (report_.sources.empty()) {
      return;
    }
    text_ += "\nBy source" + std::string(kSource - 9, ' ') + "resolved   Brier     log   skill\n";
    for (const SourceScore& one : report_.sources) {
      text_ += fmt::format(
          "{}{:>8}{:>8}{:>8}{:>8}",
          fitted("  " + source_name(one), kSource),
          grouped(one.score.count),
          one.score.count == 0 ? "" : score_text(one.score.brier),
          one.score.count == 0 ? "" : score_text(one.score.log_score),
          std::isfinite(one.score.brier_skill) ? skill_text(one.score.brier_skill) : "");
      end_line();
    }
  }

  void pools() {
    if (!report_.pool) {
      return;
    }
    text_ +=
        "\n" + wrapped("Pools: " + pool_title(*report_.pool) + " of each source's latest forecast",
                       0,
                       width_);
    for (const PooledForecast& one : report_.pooled) {
      const std::string& by = one.forecast.resolves;
      row(fmt::format("  {:>8}  of {:<3}  {:<11}",
                      percent(one.forecast.probability),
                      one.count,
                      end_of(one.forecast)),
          on_one_line(one.forecast.id) + (by.empty() ? "" : ", by " + by) +
              (one.forecast.question.empty() ? "" : ": " + on_one_line(one.forecast.question)));
    }
  }

  /// Ends a line, the last columns of which may be empty.
  void end_line() {
    text_.erase(text_.find_last_not_of(' ') + 1);
    text_ += "\n";
  }

  /// Adds columns and a text behind them that is wrapped.
  void row(const std::string& columns, const std::string& rest) {
    const std::size_t indent = text_width(columns);
    text_ += columns + wrapped(rest, indent, width_).substr(indent);
  }

  static constexpr std::size_t kName = 15;
  static constexpr std::size_t kValue = 18;
  static constexpr std::size_t kBar = 10;
  static constexpr std::size_t kSource = 28;

  const ForecastReport& report_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

std::string report_text(const ForecastReport& report, std::size_t width) {
  return printable(Text(report, width).run(), "\n");
}

std::string report_markdown(const ForecastReport& report) {
  const ForecastScore& score = main_score(report);
  std::string text = fmt::format("# Scores of forecasts\n\n{}\n", counts_text(report));
  if (report.pool) {
    text += fmt::format("\nOne forecast per question, pooled: {}\n", pool_title(*report.pool));
  }
  if (score.count > 0) {
    text += "\n| | | |\n|---|---|---|\n";
    for (const Line& line : lines_of(score)) {
      text += fmt::format("| {} | {} | {} |\n", markdown_cell(line.name), line.value, line.meaning);
    }
    text +=
        "\n## Reliability\n\n| forecast | came true | 95 % interval | forecasts |\n"
        "|---|---|---|---|\n";
    for (const ReliabilityRow& row : score.reliability_rows) {
      text += fmt::format("| {} | {} | {} | {} |\n",
                          row_name(row),
                          percent(row.frequency),
                          interval_text(row),
                          grouped(row.count));
    }
  }
  if (!report.sources.empty()) {
    text +=
        "\n## By source\n\n| source | resolved | Brier | log | skill |\n|---|---|---|---|---|\n";
    for (const SourceScore& one : report.sources) {
      text += fmt::format("| {} | {} | {} | {} | {} |\n",
                          markdown_cell(source_name(one)),
                          grouped(one.score.count),
                          score_text(one.score.brier),
                          score_text(one.score.log_score),
                          skill_text(one.score.brier_skill));
    }
  }
  if (report.pool) {
    text += "\n## Pools\n\n| forecast | by | pool | of | |\n|---|---|---|---|---|\n";
    for (const PooledForecast& one : report.pooled) {
      text += fmt::format("| {} | {} | {} | {} | {} |\n",
                          markdown_cell(one.forecast.id),
                          one.forecast.resolves,
                          percent(one.forecast.probability),
                          one.count,
                          end_of(one.forecast));
    }
  }
  for (const std::string& note : report.notes) {
    text += fmt::format("\nNote: {}\n", markdown_cell(note));
  }
  return printable(text, "\n");
}

}  // namespace demarche
