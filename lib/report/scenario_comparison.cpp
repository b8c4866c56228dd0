// SPDX-License-Identifier: MIT
#include "demarche/report/scenario_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "core/counted.hpp"
#include "core/csv.hpp"
#include "core/grouped.hpp"
#include "core/utf8.hpp"
#include "report/answer_text.hpp"
#include "report/posterior_text.hpp"
#include "report/table_cells.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

/// The kinds of differences, in the order in which they are told.
constexpr std::array<std::array<const char*, 2>, 5> kKinds = {{{"outcome", "Outcomes"},
                                                               {"claim", "Claims"},
                                                               {"metric", "Metrics"},
                                                               {"payoff", "Payoffs"},
                                                               {"lever", "What the actors do"}}};

bool is_probability(const v1::Difference& difference) {
  return difference.kind() != "metric" && difference.kind() != "payoff";
}

std::string with_unit(const std::string& name, const std::string& unit) {
  return unit.empty() ? name : fmt::format("{} ({})", name, unit);
}

/// What the difference is of, by names of the scenario.
std::string title_of(const v1::Difference& difference, const v1::Scenario& scenario) {
  const std::string& id = difference.id();
  if (difference.kind() == "outcome") {
    const auto* outcome = find(scenario.outcomes(), id);
    return outcome == nullptr ? id : name_of(*outcome);
  }
  if (difference.kind() == "claim") {
    const auto* claim = find(scenario.claims(), id);
    return claim == nullptr ? id : id + " " + name_of(*claim);
  }
  if (difference.kind() == "metric") {
    const auto* metric = find(scenario.metrics(), id);
    return metric == nullptr ? id : with_unit(name_of(*metric), metric->unit());
  }
  const std::size_t dot = std::min(id.find('.'), id.size());
  const auto* actor = find(scenario.actors(), id.substr(0, dot));
  if (actor == nullptr || dot == id.size()) {
    return actor == nullptr ? id : name_of(*actor);
  }
  const auto* lever = find(actor->levers(), id.substr(dot + 1));
  const auto* level = lever == nullptr ? nullptr : find(lever->levels(), difference.level());
  return level == nullptr
             ? fmt::format("{} {}", id, difference.level())
             : fmt::format("{}: {}: {}", name_of(*actor), name_of(*lever), name_of(*level));
}

/// The numbers of a row as they are printed.
struct Row {
  std::string first;
  std::string second;
  std::string difference;
  std::string rest;  ///< The interval and what else is to be said.
};

std::string with_sign(double value, double step) {
  const std::string text = rounded(value, step);
  return value > 0.0 && text.find_first_of("123456789") != std::string::npos ? "+" + text : text;
}

/// Whether a difference and its interval are nothing but the rounding errors of the two numbers.
/// Numbers that overflow have none.
bool is_rounding(const v1::Difference& difference) {
  constexpr double kRelative = 1e-9;
  const double size = std::max(std::abs(difference.first()), std::abs(difference.second()));
  const double most = std::max(std::abs(difference.low()), std::abs(difference.high()));
  return std::isfinite(size) && most <= kRelative * size;
}

Row row_of(const v1::Difference& difference, bool tells_bounds) {
  if (difference.count() == 0) {
    return {.first = "-", .second = "-", .difference = "-", .rest = "no draw gives both a value"};
  }
  // Probabilities in per cent, and their differences in percentage points.
  const double scale = is_probability(difference) ? 100.0 : 1.0;
  constexpr double kFinest = 0.01;  // Of percentage points.
  const bool is_known = std::isfinite(difference.standard_error());
  const bool is_same = difference.differing() == 0 || (is_known && is_rounding(difference));
  double step = is_known && !is_same ? scale * difference.standard_error() : 0.0;
  step = is_probability(difference) ? std::max(step, kFinest) : step;
  const auto shown = [&](double value) {
    return is_probability(difference) ? percent(value) : rounded(value, step);
  };
  Row row{.first = shown(difference.first()),
          .second = shown(difference.second()),
          .difference = with_sign(scale * difference.difference(), step),
          .rest = ""};
  if (is_same) {
    row.difference = "0";
    row.rest = "the same in every draw";
  } else if (is_known) {
    row.rest = fmt::format("[{}, {}]",
                           with_sign(scale * difference.low(), step),
                           with_sign(scale * difference.high(), step));
  }
  if (tells_bounds && is_probability(difference)) {
    row.rest += fmt::format("; all draws: {:+.1f} to {:+.1f}",
                            100.0 * difference.lowest(),
                            100.0 * difference.highest());
  }
  if (difference.undefined() > 0) {
    row.rest += fmt::format("; undefined in {} of {} draws",
                            grouped(difference.undefined()),
                            grouped(difference.count() + difference.undefined()));
  }
  return row;
}

/// Whether evidence counts in one of the scenarios.
bool is_given(const v1::ScenarioComparison& comparison) {
  return has_evidence(comparison.first()) || has_evidence(comparison.second());
}

/// Whether a probability says what it can be over all draws.
bool tells_bounds(const v1::ScenarioComparison& comparison) {
  return !is_given(comparison) &&
         (has_many_unsolved(comparison.first()) || has_many_unsolved(comparison.second()));
}

/// "12.0 % of the draws have no answer in the first scenario, 0.1 % in the second; ..."; empty if
/// both scenarios have an answer to every draw.
std::string unsolved_text(const v1::ScenarioComparison& comparison) {
  const std::uint64_t draws = comparison.first().draws_done();
  if (comparison.paired_draws() == draws) {
    return "";
  }
  const auto share = [draws](const v1::Result& result) {
    return percent(static_cast<double>(unsolved_draws(result)) / static_cast<double>(draws));
  };
  return fmt::format(
      "{} of the draws have no answer in A, {} in B. Numbers are of the {} of {} draws that have "
      "one in both{}.",
      share(comparison.first()),
      share(comparison.second()),
      grouped(comparison.paired_draws()),
      grouped(draws),
      tells_bounds(comparison) ? "; \"all draws\" says what a difference can be over all of them"
                               : "");
}

std::string scenario_text(const v1::Result& result) {
  const std::string what_if = what_if_text(what_if_of(result));
  return fmt::format("{}{}{}, concept {}",
                     result.scenario_name().empty() ? in_words(result.scenario_id())
                                                    : on_one_line(result.scenario_name()),
                     what_if.empty() ? "" : ". ",
                     what_if,
                     result.options().solution_concept());
}

/// "10,000 draws, seed 1"
std::string draws_text(const v1::Result& result) {
  return fmt::format("{} draws, seed {}{}",
                     grouped(result.draws_done()),
                     result.options().seed(),
                     result.is_complete() ? ""
                                          : fmt::format(" (stopped; {} were asked for)",
                                                        grouped(result.options().draws())));
}

/// What is to be said of the evidence, in paragraphs: what is wrong with that of each scenario, and
/// that numbers are given the evidence. A comparison has no numbers where no draw fits it.
std::vector<std::string> evidence_notes(const v1::ScenarioComparison& comparison,
                                        const v1::Scenario& scenario) {
  const std::array results = {&comparison.first(), &comparison.second()};
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const std::string warning =
        evidence_warning(*results[i], scenario, "There are no numbers to compare.");
    if (!warning.empty()) {
      notes.push_back(fmt::format("{}: {}", i == 0 ? "A" : "B", warning));
    }
  }
  if (std::none_of(results.begin(), results.end(), [](const v1::Result* result) {
        return is_impossible(*result);
      })) {
    notes.push_back(given_text(results));
  }
  return notes;
}

std::string wording_text(std::uint64_t number) {
  return number == 0 ? ""
                     : fmt::format("{} element{} in names, texts or sources alone.",
                                   grouped(number),
                                   number == 1 ? " differs" : "s differ");
}

class Writer {
 public:
  Writer(const v1::ScenarioComparison& comparison, const v1::Scenario& scenario, std::size_t width)
      : comparison_(comparison), scenario_(scenario), width_(std::max(width, kLeastWidth)) {}

  std::string run() {
    text_ += wrapped("A: " + scenario_text(comparison_.first()), 0, width_) +
             wrapped("B: " + scenario_text(comparison_.second()), 0, width_);
    text_ += wrapped(unsolved_text(comparison_), 0, width_);
    text_ += wrapped(draws_text(comparison_.first()) +
                         "; parameters that both have get the same random numbers in each draw",
                     0,
                     width_);
    for (const std::string& note : evidence_notes(comparison_, scenario_)) {
      text_ += wrapped(note, 0, width_);
    }
    changes();
    differences();
    return std::move(text_);
  }

 private:
  void changes() {
    text_ += "\nWhat changed\n";
    if (comparison_.changes().empty()) {
      text_ += "  no input that a number depends on\n";
    }
    widened();
    std::string last;
    for (const v1::InputChange& change : comparison_.changes()) {
      if (is_of_widening(change)) {
        continue;
      }
      const std::string element =
          change.id().empty() ? change.kind() : change.kind() + " " + change.id();
      if (element != last) {
        text_ += wrapped(element, 2, width_);
      }
      last = element;
      const auto value = [](const std::string& text) { return text.empty() ? "nothing" : text; };
      constexpr std::size_t kIndent = 4;
      std::string line = change.change();
      if (!change.field().empty()) {
        line += fmt::format(
            " {}: {} -> {}", change.field(), value(change.before()), value(change.after()));
      } else if (const std::string& what = change.before() + change.after(); !what.empty()) {
        line += ": " + what;
      }
      text_ += wrapped(line, kIndent, width_);
    }
    text_ += wrapped(wording_text(comparison_.num_wording_changes()), 2, width_);
  }

  /// Whether a distribution changed by what widens all of them, and by nothing else.
  [[nodiscard]] bool is_of_widening(const v1::InputChange& change) const {
    const v1::WhatIf& what_if = comparison_.second().what_if();
    return what_if.has_widen() && change.field() == "distribution" &&
           change.after() == fmt::format("{}, widen {:g}", change.before(), what_if.widen());
  }

  /// Tells in one line which distributions are widened: there is one for each parameter.
  void widened() {
    std::size_t count = 0;
    for (const v1::InputChange& change : comparison_.changes()) {
      count += is_of_widening(change) ? 1 : 0;
    }
    if (count > 0) {
      const double widen = comparison_.second().what_if().widen();
      text_ +=
          fmt::format("  {}: every range {:g} times as wide\n", counted(count, "parameter"), widen);
    }
  }

  void differences() {
    text_ += "\n" + wrapped(
                        "What moved: A, B, and B less A with its 95 % interval, from the "
                        "differences in single draws",
                        0,
                        width_);
    for (const auto& [kind, title] : kKinds) {
      bool is_first = true;
      for (const v1::Difference& difference : comparison_.differences()) {
        if (difference.kind() == kind) {
          text_ += is_first ? fmt::format("{}\n", title) : "";
          is_first = false;
          add(difference);
        }
      }
    }
  }

  /// Adds a row: the name, the numbers beside it where the page is wide enough for columns, and the
  /// interval behind these, or on a line of its own if it is too long.
  void add(const v1::Difference& difference) {
    constexpr std::size_t kNumber = 11;
    constexpr std::size_t kInterval = 24;
    constexpr std::size_t kMostName = 44;
    constexpr std::size_t kLeastName = 24;
    constexpr std::size_t kIndent = 4;
    constexpr std::size_t kNarrow = kLeastName + 3 * kNumber + kInterval;
    const std::size_t name_width =
        width_ < kNarrow ? 0 : std::min(kMostName, width_ - 3 * kNumber - kInterval);
    const Row row = row_of(difference, tells_bounds(comparison_));
    const std::string name = title_of(difference, scenario_);
    const bool is_beside = text_width(name) + 2 <= name_width;
    text_ += is_beside ? fitted("  " + name, name_width)
                       : wrapped(name, 2, width_) + std::string(name_width, ' ');
    text_ += fmt::format(
        "{:>{}}{:>{}}{:>{}}", row.first, kNumber, row.second, kNumber, row.difference, kNumber);
    const bool fits = name_width + 3 * kNumber + 2 + text_width(row.rest) <= width_;
    text_ += fits ? (row.rest.empty() ? "" : "  ") + row.rest + "\n"
                  : "\n" + wrapped(row.rest, kIndent, width_);
  }

  const v1::ScenarioComparison& comparison_;
  const v1::Scenario& scenario_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

std::string summarise(const v1::ScenarioComparison& comparison,
                      const v1::Scenario& scenario,
                      const SummarySettings& settings) {
  return printable(Writer(comparison, scenario, settings.width).run(), "\n");
}

std::string comparison_csv(const v1::ScenarioComparison& comparison) {
  std::string text =
      "kind,id,level,first,second,difference,standard_error,low,high,lowest,highest,count,"
      "undefined,differing\n";
  for (const v1::Difference& row : comparison.differences()) {
    text += fmt::format("{},{},{}", row.kind(), csv_cell(row.id()), csv_cell(row.level()));
    for (const double number : {row.first(),
                                row.second(),
                                row.difference(),
                                row.standard_error(),
                                row.low(),
                                row.high(),
                                row.lowest(),
                                row.highest()}) {
      text += "," + csv_cell(number);
    }
    text += fmt::format(",{},{},{}\n", row.count(), row.undefined(), row.differing());
  }
  return text;
}

std::string comparison_markdown(const v1::ScenarioComparison& comparison,
                                const v1::Scenario& scenario) {
  std::string text = fmt::format("# What moved\n\nA: {}\n\nB: {}\n\n{}\n",
                                 scenario_text(comparison.first()),
                                 scenario_text(comparison.second()),
                                 draws_text(comparison.first()));
  if (const std::string unsolved = unsolved_text(comparison); !unsolved.empty()) {
    text += fmt::format("\n**{}**\n", unsolved);
  }
  for (const std::string& note : evidence_notes(comparison, scenario)) {
    text += note.empty() ? "" : fmt::format("\n{}\n", markdown_cell(note));
  }
  text += "\n## Inputs\n\n| element | change | A | B |\n|---|---|---|---|\n";
  for (const v1::InputChange& change : comparison.changes()) {
    text += fmt::format("| {} {} | {} {} | {} | {} |\n",
                        change.kind(),
                        markdown_cell(change.id()),
                        change.change(),
                        change.field(),
                        markdown_cell(change.before()),
                        markdown_cell(change.after()));
  }
  if (const std::string words = wording_text(comparison.num_wording_changes()); !words.empty()) {
    text += fmt::format("\n{}\n", words);
  }
  for (const auto& [kind, title] : kKinds) {
    std::string head = fmt::format(
        "\n## {}\n\n| | A | B | B − A | 95 % interval |\n|---|---|---|---|---|\n", title);
    for (const v1::Difference& difference : comparison.differences()) {
      if (difference.kind() == kind) {
        const Row row = row_of(difference, tells_bounds(comparison));
        text += std::exchange(head, "") + fmt::format("| {} | {} | {} | {} | {} |\n",
                                                      markdown_cell(title_of(difference, scenario)),
                                                      row.first,
                                                      row.second,
                                                      row.difference,
                                                      markdown_cell(row.rest));
      }
    }
  }
  return printable(text, "\n");
}

}  // namespace demarche
