// SPDX-License-Identifier: MIT
#include "demarche/report/result_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "core/csv.hpp"
#include "core/grouped.hpp"
#include "core/utf8.hpp"
#include "report/answer_text.hpp"
#include "report/behaviour_line.hpp"
#include "report/posterior_text.hpp"
#include "report/table_cells.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::array<std::string_view, 26> kColumns = {"concept",
                                                       "kind",
                                                       "id",
                                                       "level",
                                                       "mean",
                                                       "standard_error",
                                                       "low",
                                                       "high",
                                                       "lowest",
                                                       "highest",
                                                       "q05",
                                                       "median",
                                                       "q95",
                                                       "minimum",
                                                       "maximum",
                                                       "worst_decile",
                                                       "mean_regret",
                                                       "share_best",
                                                       "share_unbeaten",
                                                       "count",
                                                       "undefined",
                                                       "standard_deviation",
                                                       "worst_decile_mean",
                                                       "regret_90",
                                                       "regret_99",
                                                       "largest_regret"};

/// Rows of the table by the names of their columns.
class Csv {
 public:
  /// Without a series, a variant or a width, there is no column for it.
  Csv(std::string concept_name, std::optional<std::string> series)
      : concept_(std::move(concept_name)), series_(std::move(series)) {}

  void begin(std::string_view kind, const std::string& id, const std::string& level = "") {
    cells_.clear();
    cells_["concept"] = csv_cell(concept_);
    cells_["kind"] = kind;
    cells_["id"] = csv_cell(id);
    cells_["level"] = csv_cell(level);
  }
  void set(std::string_view column, double value) { cells_[column] = csv_cell(value); }
  void count(std::uint64_t count, std::uint64_t undefined) {
    cells_["count"] = std::to_string(count);
    cells_["undefined"] = std::to_string(undefined);
  }
  void end() {
    text += series_ ? csv_cell(*series_) + "," : "";
    for (const std::string_view column : kColumns) {
      text += (column == kColumns.front() ? "" : ",") + cells_[column];
    }
    text += "\n";
  }

  std::string text;

 private:
  std::string concept_;
  std::optional<std::string> series_;
  std::map<std::string_view, std::string> cells_;
};

void add(const v1::Estimate& estimate, Csv& csv) {
  csv.set("mean", estimate.mean());
  csv.set("standard_error", estimate.standard_error());
  csv.set("low", estimate.low());
  csv.set("high", estimate.high());
  csv.set("lowest", estimate.lowest());
  csv.set("highest", estimate.highest());
  csv.count(estimate.count(), estimate.undefined());
  csv.end();
}

void add(const v1::Summary& summary, Csv& csv) {
  csv.set("mean", summary.mean());
  csv.set("standard_error", summary.standard_error());
  csv.set("minimum", summary.minimum());
  csv.set("maximum", summary.maximum());
  const std::map<double, std::string_view> shown = {{0.05, "q05"}, {0.5, "median"}, {0.95, "q95"}};
  for (const v1::Quantile& quantile : summary.quantiles()) {
    if (const auto column = shown.find(quantile.probability()); column != shown.end()) {
      csv.set(column->second, quantile.value());
    }
  }
  csv.count(summary.count(), summary.undefined());
  csv.end();
}

void add(const v1::OptionSetResult& set,
         const v1::Option& option,
         const std::string& kind,
         Csv& csv) {
  csv.begin(kind, set.id(), fmt::format("{}", fmt::join(option.levels(), " ")));
  csv.set("mean", option.mean());
  csv.set("standard_error", option.standard_error());
  csv.set("worst_decile", option.worst_decile());
  csv.set("mean_regret", option.mean_regret());
  csv.set("share_best", option.share_best());
  csv.set("share_unbeaten", option.share_unbeaten());
  csv.set("standard_deviation", option.standard_deviation());
  csv.set("worst_decile_mean", option.worst_decile_mean());
  csv.set("regret_90", option.regret_90());
  csv.set("regret_99", option.regret_99());
  csv.set("largest_regret", option.largest_regret());
}

/// Adds a row for each option, and for each commitment that the others answer.
void add(const v1::OptionSetResult& set, const std::string& prefix, Csv& csv) {
  for (const v1::Option& option : set.options()) {
    add(set, option, prefix + "option", csv);
    csv.count(set.count(), set.undefined());
    csv.end();
  }
  for (const v1::Option& option : set.answered()) {
    add(set, option, prefix + "answered_option", csv);
    csv.count(set.answered_count(), set.answered_undefined());
    csv.end();
  }
}

/// Adds the rows of a result, or of a posterior, whose kinds have `prefix` in front.
template <class Numbers>
void add_rows(const Numbers& result, const std::string& prefix, Csv& csv) {
  for (const v1::Estimate& outcome : result.outcomes()) {
    csv.begin(prefix + "outcome", outcome.id());
    add(outcome, csv);
  }
  for (const v1::Estimate& claim : result.claims()) {
    csv.begin(prefix + "claim", claim.id());
    add(claim, csv);
  }
  for (const v1::LeverDistribution& lever : result.levers()) {
    for (const v1::Estimate& level : lever.levels()) {
      csv.begin(prefix + "lever", lever.actor() + "." + lever.lever(), level.id());
      add(level, csv);
    }
  }
  for (const v1::Summary& metric : result.metrics()) {
    csv.begin(prefix + "metric", metric.id());
    add(metric, csv);
  }
  for (const v1::Summary& payoff : result.payoffs()) {
    csv.begin(prefix + "payoff", payoff.id());
    add(payoff, csv);
  }
  for (const v1::OptionSetResult& set : result.option_sets()) {
    add(set, prefix, csv);
  }
}

/// What stands in the first column; nothing without one.
std::optional<std::string> series_of(const v1::Result& result,
                                     const v1::ConceptComparison& comparison) {
  switch (compared_by(comparison)) {
    case ComparedBy::concepts:
      break;
    case ComparedBy::variants:
      return result.variant_id();
    case ComparedBy::widths:
      return fmt::format("{:g}", what_if_of(result).widen);
  }
  return std::nullopt;
}

std::string rows_of(const v1::Result& result, const v1::ConceptComparison& comparison) {
  Csv csv(result.options().solution_concept(), series_of(result, comparison));
  add_rows(result, "", csv);
  if (has_posterior(result)) {
    add_rows(result.posterior(), "posterior ", csv);
  }
  return std::move(csv.text);
}

class Markdown {
 public:
  Markdown(const v1::Scenario& scenario, WordScale words) : scenario_(scenario), words_(words) {}

  void add(const v1::Result& stored, const std::string& label) {
    const v1::Result result = with_posterior_numbers(stored);
    text += fmt::format("\n## {}\n\n{} draws, seed {}",
                        label,
                        grouped(result.draws_done()),
                        result.options().seed());
    text += result.is_complete()
                ? ""
                : fmt::format("; stopped, {} were asked for", grouped(result.options().draws()));
    text += has_many_unsolved(result)
                ? fmt::format("; **{} of the draws have no answer**\n",
                              percent(static_cast<double>(unsolved_draws(result)) /
                                      static_cast<double>(result.draws_done())))
                : "\n";
    paragraph(given_text(std::array{&stored}));
    paragraph(evidence_warning(stored, scenario_));
    begin("Outcomes", "| outcome | probability, 95 % interval, phrase |\n|---|---|\n");
    for (const v1::Outcome& outcome : scenario_.outcomes()) {
      row(outcome, find(result.outcomes(), outcome.id()), result);
    }
    begin("Claims", "| claim | probability, 95 % interval, phrase |\n|---|---|\n");
    for (const v1::Claim& claim : scenario_.claims()) {
      const auto* range = has_posterior(stored) ? nullptr : find_range(result, "claim", claim.id());
      row(claim, find(result.claims(), claim.id()), result, range);
    }
    begin("Metrics", "| metric | value |\n|---|---|\n");
    for (const v1::Metric& metric : scenario_.metrics()) {
      if (const auto* summary = find(result.metrics(), metric.id())) {
        row(markdown_cell(name_of(metric)), markdown_cell(value_text(*summary, metric.unit())));
      }
    }
    begin("Options", "| options | best |\n|---|---|\n");
    for (const v1::OptionSet& set : scenario_.option_sets()) {
      std::string name = name_of(set);
      for (const std::string& option : option_texts(set, result, scenario_)) {
        row(markdown_cell(name), markdown_cell(option));
        name.clear();
      }
    }
  }

  std::string text;

 private:
  /// Adds a paragraph, or nothing if it has no words.
  void paragraph(const std::string& words) {
    text += words.empty() ? "" : fmt::format("\n{}\n", words);
  }
  void begin(std::string_view title, std::string_view head) {
    head_ = fmt::format("\n### {}\n\n{}", title, head);
  }
  /// Adds a row, with the heading before the first one: a table without rows is left out.
  void row(const std::string& name, const std::string& value) {
    text += head_ + fmt::format("| {} | {} |\n", name, value);
    head_.clear();
  }
  template <class Element>
  void row(const Element& element,
           const v1::Estimate* estimate,
           const v1::Result& result,
           const v1::BehaviourRange* range = nullptr) {
    if (estimate != nullptr) {
      const std::string over = range == nullptr
                                   ? ""
                                   : fmt::format("; {} over {} behaviours",
                                                 range_text(range->low(), range->high()),
                                                 range->count());
      row(markdown_cell(name_of(element)),
          markdown_cell(probability_text(*estimate, result, words_, range) + over));
    }
  }

  const v1::Scenario& scenario_;
  WordScale words_;
  std::string head_;
};

/// Adds the levers of a result to a scenario that has none.
void add_levers(const v1::Result& result, v1::Scenario& scenario) {
  for (const v1::LeverDistribution& distribution : result.levers()) {
    auto& actors = *scenario.mutable_actors();
    auto actor = std::find_if(actors.begin(), actors.end(), [&](const v1::Actor& known) {
      return known.id() == distribution.actor();
    });
    v1::Actor& own = actor == actors.end() ? *scenario.add_actors() : *actor;
    own.set_id(distribution.actor());
    v1::Lever& lever = *own.add_levers();
    lever.set_id(distribution.lever());
    for (const v1::Estimate& level : distribution.levels()) {
      lever.add_levels()->set_id(level.id());
    }
  }
}

}  // namespace

std::string result_csv(const v1::ConceptComparison& comparison) {
  constexpr std::array kSeries = {"", "variant,", "widen,"};  // By ComparedBy.
  std::string text = fmt::format("{}{}\n",
                                 kSeries[static_cast<std::size_t>(compared_by(comparison))],
                                 fmt::join(kColumns, ","));
  for (const v1::Result& result : comparison.results()) {
    text += rows_of(result, comparison);
  }
  return text;
}

std::string result_markdown(const v1::ConceptComparison& comparison,
                            const v1::Scenario& scenario,
                            WordScale words) {
  Markdown markdown(scenario, words);
  markdown.text = fmt::format("# {}\n", name_of(scenario));
  if (!comparison.results().empty()) {
    WhatIf what_if = what_if_of(comparison.results(0));
    what_if.widen = compared_by(comparison) == ComparedBy::widths ? 1.0 : what_if.widen;
    const std::string changes = what_if_text(what_if);
    markdown.text += changes.empty() ? "" : fmt::format("\n{}\n", changes);
  }
  for (const v1::Result& result : comparison.results()) {
    markdown.add(result, label_of(result, comparison));
  }
  return printable(markdown.text, "\n");
}

v1::Scenario scenario_of(const v1::Result& result) {
  v1::Scenario scenario;
  scenario.set_id(result.scenario_id());
  scenario.set_name(result.scenario_name());
  add_levers(result, scenario);
  v1::Question question;
  for (const v1::Estimate& outcome : result.outcomes()) {
    scenario.add_outcomes()->set_id(outcome.id());
    question.add_outcomes(outcome.id());
  }
  const auto& own_code = result.options().metrics();
  for (const v1::Summary& metric : result.metrics()) {
    if (std::find(own_code.begin(), own_code.end(), metric.id()) == own_code.end()) {
      scenario.add_metrics()->set_id(metric.id());
      question.add_metrics(metric.id());
    }
  }
  for (const v1::OptionSetResult& set : result.option_sets()) {
    scenario.add_option_sets()->set_id(set.id());
    question.add_option_sets(set.id());
  }
  for (const v1::Estimate& claim : result.claims()) {
    scenario.add_claims()->set_id(claim.id());
  }
  if (question.ByteSizeLong() > 0) {
    question.set_id("results");
    *scenario.add_questions() = question;
  }
  return scenario;
}

}  // namespace demarche
