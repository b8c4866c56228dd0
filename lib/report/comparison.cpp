// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/grouped.hpp"
#include "core/utf8.hpp"
#include "demarche/report/summary.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::size_t kMostName = 40;
constexpr std::size_t kLeastName = 24;
constexpr std::size_t kColumnWidth = 13;

/// A number with three significant digits, and without an exponent unless it is huge or tiny.
std::string three_digits(double value) {
  const double size = std::abs(value);
  // rounded() takes the place of the first digit of a step of 5.
  return rounded(value,
                 size > 0.0 ? 5.0 * std::pow(10.0, std::floor(std::log10(size)) - 2.0) : 0.0);
}

/// A table with a column per concept and, last, the distance between the extremes. Where its
/// columns are wider than the page, a row is a paragraph in their place.
class Table {
 public:
  Table(const v1::ConceptComparison& comparison, std::size_t page)
      : comparison_(comparison), page_(page) {
    std::size_t columns = kColumnWidth + 1;
    for (const v1::Result& result : comparison.results()) {
      columns += width(result) + 1;
    }
    has_columns_ = columns + kLeastName <= page;
    name_width_ = has_columns_ ? std::min(kMostName, page - columns) : kMostName;
  }

  /// Begins a group of rows, whose head is left out if there are none.
  void head(const std::string& title) {
    if (!has_columns_) {
      head_ = "\n" + title + "\n";
      return;
    }
    head_ = "\n" + fitted(title, name_width_);
    for (const v1::Result& result : comparison_.results()) {
      head_ += fmt::format(" {:>{}}", result.options().solution_concept(), width(result));
    }
    head_ += fmt::format(" {:>{}}\n", "apart", kColumnWidth);
  }

  /// Adds a row. `value` returns a result's number and whether the result has one.
  template <class Value>
  void row(const std::string& name, bool is_share, const Value& value) {
    double low = 0.0;
    double high = 0.0;
    int count = 0;
    std::vector<std::string> cells;
    for (const v1::Result& result : comparison_.results()) {
      const auto [number, is_there] = value(result);
      if (!is_there) {
        cells.emplace_back("-");
        continue;
      }
      low = count == 0 ? number : std::min(low, number);
      high = count == 0 ? number : std::max(high, number);
      ++count;
      cells.push_back(shown(number, is_share));
    }
    cells.push_back(count > 1 ? shown(high - low, is_share) : "-");
    text_ += std::exchange(head_, "") + (has_columns_ ? line(name, cells) : paragraph(name, cells));
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  /// The cells of the concepts and, last, their distance.
  [[nodiscard]] std::string line(const std::string& name,
                                 const std::vector<std::string>& cells) const {
    std::string text = fitted("  " + name, name_width_);
    for (int r = 0; r < comparison_.results_size(); ++r) {
      text +=
          fmt::format(" {:>{}}", cells[static_cast<std::size_t>(r)], width(comparison_.results(r)));
    }
    return text + fmt::format(" {:>{}}\n", cells.back(), kColumnWidth);
  }
  [[nodiscard]] std::string paragraph(const std::string& name,
                                      const std::vector<std::string>& cells) const {
    std::string text;
    for (int r = 0; r < comparison_.results_size(); ++r) {
      text += fmt::format("{} {}; ",
                          comparison_.results(r).options().solution_concept(),
                          cells[static_cast<std::size_t>(r)]);
    }
    constexpr std::size_t kIndent = 4;
    return wrapped(name, 2, page_) + wrapped(text + "apart " + cells.back(), kIndent, page_);
  }
  static std::string shown(double number, bool is_share) {
    return is_share ? percent(number) : three_digits(number);
  }
  /// The width of a result's column, into which the name of its concept fits.
  static std::size_t width(const v1::Result& result) {
    return std::max(kColumnWidth, result.options().solution_concept().size());
  }

  const v1::ConceptComparison& comparison_;
  std::size_t page_;
  bool has_columns_ = true;
  std::size_t name_width_ = kMostName;
  std::string head_;  // Of the group of rows that has begun, until its first row.
  std::string text_;
};

/// The mean of the entry with this id, and whether there is one.
template <class Entries>
std::pair<double, bool> mean_of(const Entries& entries, const std::string& id) {
  for (const auto& entry : entries) {
    if (entry.id() == id && entry.count() > 0) {
      return {entry.mean(), true};
    }
  }
  return {0.0, false};
}

/// What of the comparison was not done; empty if all was.
std::string stopped(const v1::ConceptComparison& comparison) {
  const v1::Result& last = *comparison.results().rbegin();
  if (last.is_complete()) {
    return "";
  }
  return fmt::format("stopped: {} has {} of {} draws, and concepts after it have none\n",
                     last.options().solution_concept(),
                     grouped(last.draws_done()),
                     grouped(last.options().draws()));
}

/// Under which of the concepts options are answered; empty if under none.
std::string answered(const v1::ConceptComparison& comparison, const v1::Scenario& scenario) {
  std::vector<std::string> names;
  for (const v1::Result& result : comparison.results()) {
    if (are_options_answered(scenario, result.options().solution_concept())) {
      names.push_back(result.options().solution_concept());
    }
  }
  return names.empty() ? ""
                       : fmt::format("Options are answered by those who move later under {}.\n",
                                     fmt::join(names, ", "));
}

}  // namespace

std::string summarise(const v1::ConceptComparison& comparison,
                      const v1::Scenario& scenario,
                      const SummarySettings& settings) {
  if (comparison.results().empty()) {
    return "";
  }
  const v1::Result& first = comparison.results(0);
  const std::size_t width = std::max(settings.width, kLeastWidth);
  Table table(comparison, width);
  table.head("Outcomes");
  for (const v1::Outcome& outcome : scenario.outcomes()) {
    table.row(name_of(outcome), true, [&](const v1::Result& result) {
      return mean_of(result.outcomes(), outcome.id());
    });
  }
  table.head("Claims");
  for (const v1::Claim& claim : scenario.claims()) {
    table.row(claim.id() + " " + name_of(claim), true, [&](const v1::Result& result) {
      return mean_of(result.claims(), claim.id());
    });
  }
  table.head("Metrics");
  for (const v1::Metric& metric : scenario.metrics()) {
    table.row(name_of(metric), false, [&](const v1::Result& result) {
      return mean_of(result.metrics(), metric.id());
    });
  }
  table.head("Solving");
  table.row("Draws solved", true, [](const v1::Result& result) {
    return std::pair(static_cast<double>(result.solving().solved()) /
                         static_cast<double>(std::max<std::uint64_t>(1, result.draws_done())),
                     true);
  });
  table.row("Draws with more than one answer", true, [](const v1::Result& result) {
    double several = 0.0;
    for (const auto& [count, draws] : result.solving().multiplicity()) {
      several += count > 1 ? static_cast<double>(draws) : 0.0;
    }
    return std::pair(several / static_cast<double>(std::max<std::uint64_t>(1, result.draws_done())),
                     true);
  });
  const std::string heading =
      wrapped(what_if_text(what_if_of(first)), 0, width) + wrapped(name_of(scenario), 0, width) +
      wrapped(
          fmt::format("{} draws, seed {}, {} solution concepts; a draw without an answer counts "
                      "in no mean",
                      grouped(first.options().draws()),
                      first.options().seed(),
                      comparison.results_size()),
          0,
          width) +
      wrapped(stopped(comparison), 0, width) + wrapped(answered(comparison, scenario), 0, width);
  return printable(heading + table.take(), "\n");
}

}  // namespace demarche
