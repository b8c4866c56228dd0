// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/utf8.hpp"
#include "demarche/report/summary.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::size_t kNameWidth = 40;
constexpr std::size_t kColumnWidth = 13;

/// A number with three significant digits, and without an exponent unless it is huge or tiny.
std::string three_digits(double value) {
  const double size = std::abs(value);
  // rounded() takes the place of the first digit of a step of 5.
  return rounded(value,
                 size > 0.0 ? 5.0 * std::pow(10.0, std::floor(std::log10(size)) - 2.0) : 0.0);
}

/// A table with a column per concept and, last, the distance between the extremes.
class Table {
 public:
  explicit Table(const v1::ConceptComparison& comparison) : comparison_(comparison) {}

  /// Begins a group of rows, whose head is left out if there are none.
  void head(const std::string& title) {
    head_ = "\n" + fitted(title, kNameWidth);
    for (const v1::Result& result : comparison_.results()) {
      head_ += fmt::format(" {:>{}}", result.options().solution_concept(), width(result));
    }
    head_ += fmt::format(" {:>{}}\n", "apart", kColumnWidth);
  }

  /// Adds a row. `value` returns a result's number and whether the result has one.
  template <class Value>
  void row(const std::string& name, bool is_share, const Value& value) {
    text_ += std::exchange(head_, "") + fitted("  " + name, kNameWidth);
    double low = 0.0;
    double high = 0.0;
    int count = 0;
    for (const v1::Result& result : comparison_.results()) {
      const auto [number, is_there] = value(result);
      if (!is_there) {
        text_ += fmt::format(" {:>{}}", "-", width(result));
        continue;
      }
      low = count == 0 ? number : std::min(low, number);
      high = count == 0 ? number : std::max(high, number);
      ++count;
      text_ += fmt::format(" {:>{}}", shown(number, is_share), width(result));
    }
    text_ += fmt::format(" {:>{}}\n", count > 1 ? shown(high - low, is_share) : "-", kColumnWidth);
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  static std::string shown(double number, bool is_share) {
    return is_share ? percent(number) : three_digits(number);
  }
  /// The width of a result's column, into which the name of its concept fits.
  static std::size_t width(const v1::Result& result) {
    return std::max(kColumnWidth, result.options().solution_concept().size());
  }

  const v1::ConceptComparison& comparison_;
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

std::string summarise(const v1::ConceptComparison& comparison, const v1::Scenario& scenario) {
  if (comparison.results().empty()) {
    return "";
  }
  const v1::Result& first = comparison.results(0);
  Table table(comparison);
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
  const std::string heading = fmt::format(
      "{}\n{} draws, seed {}, {} solution concepts; a draw without an answer counts in no "
      "mean\n{}{}",
      name_of(scenario),
      grouped(first.options().draws()),
      first.options().seed(),
      comparison.results_size(),
      stopped(comparison),
      answered(comparison, scenario));
  return printable(heading + table.take(), "\n");
}

}  // namespace demarche
