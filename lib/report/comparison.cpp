// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/counted.hpp"
#include "core/grouped.hpp"
#include "core/to_size.hpp"
#include "core/utf8.hpp"
#include "demarche/report/summary.hpp"
#include "report/posterior_text.hpp"
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

/// A table with a column per concept or variant and, last, the distance between the extremes. Where
/// its columns are wider than the page, a row is a paragraph in their place.
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
      head_ += fmt::format(" {:>{}}", label_of(result, comparison_), width(result));
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
  /// The cells of the results and, last, their distance.
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
                          label_of(comparison_.results(r), comparison_),
                          cells[static_cast<std::size_t>(r)]);
    }
    constexpr std::size_t kIndent = 4;
    return wrapped(name, 2, page_) + wrapped(text + "apart " + cells.back(), kIndent, page_);
  }
  static std::string shown(double number, bool is_share) {
    return is_share ? percent(number) : three_digits(number);
  }
  /// The width of a result's column, into which its label fits.
  [[nodiscard]] std::size_t width(const v1::Result& result) const {
    return std::max(kColumnWidth, label_of(result, comparison_).size());
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

constexpr std::array kPlurals = {"concepts", "variants", "widths"};  // By ComparedBy.

/// What of the comparison was not done; empty if all was.
std::string stopped(const v1::ConceptComparison& comparison) {
  const v1::Result& last = *comparison.results().rbegin();
  if (last.is_complete()) {
    return "";
  }
  return fmt::format("stopped: {} has {} of {} draws, and {} after it have none\n",
                     label_of(last, comparison),
                     grouped(last.draws_done()),
                     grouped(last.options().draws()),
                     kPlurals[static_cast<std::size_t>(compared_by(comparison))]);
}

/// The concepts of the results, each once.
std::string concepts_of(const v1::ConceptComparison& comparison) {
  std::vector<std::string> names;
  for (const v1::Result& result : comparison.results()) {
    if (std::find(names.begin(), names.end(), result.options().solution_concept()) == names.end()) {
      names.push_back(result.options().solution_concept());
    }
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

/// What is compared, on which draws.
std::string compared(const v1::ConceptComparison& comparison) {
  const v1::RunOptions& options = comparison.results(0).options();
  const std::size_t count = to_size(comparison.results_size());
  const ComparedBy by = compared_by(comparison);
  const std::string what =
      by == ComparedBy::variants ? fmt::format("the scenario and {} under {}",
                                               counted(count - 1, "variant"),
                                               concepts_of(comparison))
      : by == ComparedBy::widths
          ? fmt::format("{} widths of every range under {}", count, concepts_of(comparison))
          : fmt::format("{} solution concepts", count);
  return fmt::format("{} draws, seed {}, {}; a draw without an answer counts in no mean",
                     grouped(options.draws()),
                     options.seed(),
                     what);
}

/// Lists each variant's name beside its id, which heads its column. The name of a variant's result
/// starts with that of the scenario, which the heading has already: only the rest is listed.
std::string legend(const v1::ConceptComparison& comparison, std::size_t width) {
  std::string text;
  const v1::Result& first = comparison.results(0);
  const std::string prefix =
      (first.scenario_name().empty() ? first.scenario_id() : first.scenario_name()) + ": ";
  for (const v1::Result& result : comparison.results()) {
    if (compared_by(comparison) == ComparedBy::variants && !result.variant_id().empty()) {
      const std::string& name = result.scenario_name();
      text += wrapped(fmt::format("{}: {}",
                                  result.variant_id(),
                                  name.starts_with(prefix) ? name.substr(prefix.size()) : name),
                      2,
                      width);
    }
  }
  return text;
}

/// Adds a row for each element of the scenario, then for those that only variants have.
template <class Elements, class Entries, class Name>
void rows(const Elements& elements,
          const Entries& entries,
          const Name& name,
          bool is_share,
          const v1::ConceptComparison& comparison,
          Table& table) {
  std::set<std::string> done;
  const auto add = [&](const std::string& id, const std::string& title) {
    if (done.insert(id).second) {
      table.row(
          title, is_share, [&](const v1::Result& result) { return mean_of(*entries(result), id); });
    }
  };
  for (const auto& element : elements) {
    add(element.id(), name(element));
  }
  for (const v1::Result& result : comparison.results()) {
    for (const auto& entry : *entries(result)) {
      if (compared_by(comparison) == ComparedBy::variants) {
        add(entry.id(), in_words(entry.id()));
      }
    }
  }
}

/// Under which of the concepts options are answered; empty if under none.
std::string answered(const v1::ConceptComparison& comparison, const v1::Scenario& scenario) {
  std::vector<std::string> names;
  for (const v1::Result& result : comparison.results()) {
    if (are_options_answered(scenario, result.options().solution_concept())) {
      names.push_back(label_of(result, comparison));
    }
  }
  return names.empty() ? ""
                       : fmt::format("Options are answered by those who move later under {}.\n",
                                     fmt::join(names, ", "));
}

/// What is wrong with the evidence of each result, and that numbers are given the evidence.
std::string evidence_notes(const v1::ConceptComparison& comparison,
                           const v1::Scenario& scenario,
                           std::size_t width) {
  const auto& results = comparison.results();
  std::string text;
  for (const v1::Result& result : results) {
    if (const std::string warning = evidence_warning(result, scenario); !warning.empty()) {
      text += wrapped(label_of(result, comparison) + ": " + warning, 0, width);
    }
  }
  return text + wrapped(given_text({results.data(), to_size(results.size())}), 0, width);
}

/// The results with the posterior's numbers where they have one.
v1::ConceptComparison with_posteriors(v1::ConceptComparison comparison) {
  for (v1::Result& result : *comparison.mutable_results()) {
    result = with_posterior_numbers(result);
  }
  return comparison;
}

/// Whether all results are given the same items of evidence, and have as many draws with an answer:
/// only then do logarithms of the evidence compare how well it was foretold.
bool have_same_evidence(const v1::ConceptComparison& comparison) {
  const auto ids = [](const v1::Result& result) {
    std::vector<std::string> found;
    for (const v1::EvidenceEffect& item : result.posterior().items()) {
      found.push_back(item.id());
    }
    return found;
  };
  return std::all_of(
      comparison.results().begin(), comparison.results().end(), [&](const v1::Result& result) {
        return ids(result) == ids(comparison.results(0)) &&
               result.solving().solved() == comparison.results(0).solving().solved();
      });
}

/// How well each concept or variant foretold the evidence.
void add_evidence(const v1::ConceptComparison& comparison, Table& table) {
  const auto& results = comparison.results();
  if (std::none_of(results.begin(), results.end(), has_posterior)) {
    return;
  }
  table.head("Evidence");
  if (have_same_evidence(comparison)) {
    table.row("Logarithm of the evidence", false, [](const v1::Result& result) {
      const double value = result.posterior().log_evidence();
      return std::pair(value, has_posterior(result) && std::isfinite(value));
    });
  }
  table.row("Effective draws", false, [](const v1::Result& result) {
    return std::pair(result.posterior().effective_draws(), has_posterior(result));
  });
}

}  // namespace

std::string summarise(const v1::ConceptComparison& stored,
                      const v1::Scenario& scenario,
                      const SummarySettings& settings) {
  if (stored.results().empty()) {
    return "";
  }
  const v1::ConceptComparison comparison = with_posteriors(stored);
  const v1::Result& first = comparison.results(0);
  const std::size_t width = std::max(settings.width, kLeastWidth);
  Table table(comparison, width);
  table.head("Outcomes");
  const auto outcomes = [](const v1::Result& result) { return &result.outcomes(); };
  rows(scenario.outcomes(), outcomes, name_of<v1::Outcome>, true, comparison, table);
  table.head("Claims");
  const auto claim_name = [](const v1::Claim& claim) { return claim.id() + " " + name_of(claim); };
  const auto claims = [](const v1::Result& result) { return &result.claims(); };
  rows(scenario.claims(), claims, claim_name, true, comparison, table);
  table.head("Metrics");
  const auto metrics = [](const v1::Result& result) { return &result.metrics(); };
  rows(scenario.metrics(), metrics, name_of<v1::Metric>, false, comparison, table);
  add_evidence(comparison, table);
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
  WhatIf what_if = what_if_of(first);
  what_if.widen = compared_by(comparison) == ComparedBy::widths ? 1.0 : what_if.widen;
  const std::string heading =
      wrapped(what_if_text(what_if), 0, width) + wrapped(name_of(scenario), 0, width) +
      wrapped(compared(comparison), 0, width) + legend(comparison, width) +
      wrapped(stopped(comparison), 0, width) + wrapped(answered(comparison, scenario), 0, width) +
      evidence_notes(comparison, scenario, width);
  return printable(heading + table.take(), "\n");
}

}  // namespace demarche
