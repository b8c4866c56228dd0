// SPDX-License-Identifier: MIT
#include "demarche/report/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <set>
#include <string_view>
#include <vector>

#include "core/grouped.hpp"
#include "core/to_size.hpp"
#include "core/utf8.hpp"
#include "demarche/solve/concept.hpp"
#include "report/answer_text.hpp"
#include "report/answered_table.hpp"
#include "report/behaviour_line.hpp"
#include "report/hinges.hpp"
#include "report/option_study.hpp"
#include "report/posterior_text.hpp"
#include "report/solving_text.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::size_t kBarWidth = 10;
constexpr int kMaxProfiles = 2;

class Writer {
 public:
  /// `prior` is the result as stored if `result` has the posterior's numbers, else null.
  Writer(const v1::Result& result,
         const v1::Result* prior,
         const v1::Scenario& scenario,
         const SummarySettings& settings)
      : result_(result),
        prior_(prior),
        scenario_(scenario),
        settings_(settings),
        width_(std::max(settings.width, kLeastWidth)) {}

  std::string run() {
    heading();
    for (const v1::Question& question : scenario_.questions()) {
      answer(question);
    }
    not_asked();
    custom_metrics();
    claims();
    if (!is_impossible(result_)) {
      text_ += evidence_section(prior_ == nullptr ? result_ : *prior_, scenario_, width_);
    }
    levers();
    profiles();
    text_ += solving_text(result_, width_);
    text_ += wrapped(unsolved_finding(result_), 0, width_);
    return std::move(text_);
  }

 private:
  void heading() {
    text_ += wrapped(what_if_text(what_if_of(result_)), 0, width_);
    text_ += wrapped(name_of(scenario_), 0, width_);
    if (has_many_unsolved(result_)) {
      text_ += unsolved_text(result_, width_);
    }
    text_ += fmt::format("{} draws, seed {}, concept {}{}\n",
                         grouped(result_.draws_done()),
                         result_.options().seed(),
                         result_.options().solution_concept(),
                         result_.is_complete() ? ""
                                               : fmt::format(" (stopped; {} were asked for)",
                                                             grouped(result_.options().draws())));
    if (!result_.options().payoffs().empty()) {
      text_ += fmt::format("Payoffs of {} computed by code: {}\n",
                           fmt::join(result_.options().payoff_actors(), ", "),
                           result_.options().payoffs());
    }
    text_ += wrapped(moves(), 0, width_);
    if (prior_ != nullptr) {
      text_ += evidence_heading(*prior_, scenario_, width_);
    }
    text_ += wrapped(evidence_warning(result_, scenario_), 0, width_);
    text_ += wrapped(
        "In brackets: the 95 % interval. Behind ±: one standard error. Both say how far more draws "
        "could move a number, not whether the model is right.",
        0,
        width_);
  }

  /// Who moves when, under a concept in which players move one after the other.
  [[nodiscard]] std::string moves() const {
    const Concept* known = known_concept(result_.options().solution_concept());
    if (known == nullptr || known->order_of_moves == nullptr || result_.payoffs().empty()) {
      return "";
    }
    // Those who choose are those with a payoff. The scenario need not say who does: of a result
    // that is shown without its scenario, no more is known than ids.
    std::vector<std::string> choosers;
    for (const v1::Summary& payoff : result_.payoffs()) {
      const v1::Actor* actor = find(scenario_.actors(), payoff.id());
      choosers.push_back(actor == nullptr ? in_words(payoff.id()) : name_of(*actor));
    }
    ConceptOptions options;
    options.player = result_.options().player();
    options.order.assign(result_.options().order().begin(), result_.options().order().end());
    std::vector<std::string> names;
    for (const int k : known->order_of_moves(choosers.size(), options)) {
      if (k >= 0 && to_size(k) < choosers.size()) {
        names.push_back(choosers[to_size(k)]);
      }
    }
    return fmt::format("Moves in turn: {}.{}",
                       fmt::join(names, ", then "),
                       are_options_answered(scenario_, known->name)
                           ? " Options are answered by those who move later."
                           : "");
  }

  void line(const std::string& name, const std::string& value) {
    text_ += named_line(name, value, width_);
  }

  void answer(const v1::Question& question) {
    text_ += "\n" + wrapped(name_of(question), 0, width_);
    if (!question.text().empty()) {
      text_ += wrapped(question.text(), 2, width_);
    }
    results(question);
  }

  /// Prints the outcomes, metrics and option sets that a question names.
  void results(const v1::Question& question) {
    for (const std::string& id : question.outcomes()) {
      const auto* outcome = find(scenario_.outcomes(), id);
      const auto* estimate = find(result_.outcomes(), id);
      if (outcome != nullptr && estimate != nullptr) {
        line(name_of(*outcome),
             prior_probability(id, &v1::Result::outcomes) +
                 probability_text(*estimate, result_, settings_.words));
      }
    }
    for (const std::string& id : question.metrics()) {
      const auto* metric = find(scenario_.metrics(), id);
      const auto* summary = find(result_.metrics(), id);
      if (metric != nullptr && summary != nullptr) {
        line(name_of(*metric), metric_text(*metric, *summary));
      }
    }
    for (const std::string& id : question.option_sets()) {
      if (const auto* set = find(scenario_.option_sets(), id)) {
        options(*set);
      }
    }
  }

  void options(const v1::OptionSet& set) {
    const auto* found = find(result_.option_sets(), set.id());
    if (found != nullptr && found->answered_size() > 0) {
      text_ += answered_table(*found, name_of(set), scenario_, width_);
      text_ += wrapped(option_study_line(result_, set.id(), scenario_), 4, width_);
      return;
    }
    std::string name = name_of(set);
    for (const std::string& text : option_texts(set, result_, scenario_)) {
      line(name, text);
      name.clear();
    }
    prior_options(set);
    text_ += wrapped(option_study_line(result_, set.id(), scenario_), 4, width_);
  }

  /// The value of a metric, with the mean without evidence before an arrow if there is evidence.
  [[nodiscard]] std::string metric_text(const v1::Metric& metric,
                                        const v1::Summary& summary) const {
    std::string text = value_text(summary, metric.unit());
    const auto* prior = prior_ == nullptr ? nullptr : find(prior_->metrics(), metric.id());
    if (constexpr std::string_view kMean = "mean "; prior != nullptr && text.starts_with(kMean)) {
      text.insert(kMean.size(), rounded(prior->mean(), summary.standard_error()) + " -> ");
    }
    return text;
  }

  /// Prints which options were best without the evidence, if these are others.
  void prior_options(const v1::OptionSet& set) {
    if (prior_ == nullptr) {
      return;
    }
    const auto texts = option_texts(set, *prior_, scenario_);
    const auto now = option_texts(set, result_, scenario_);
    const auto is_same = [](const std::string& a, const std::string& b) {
      return a.substr(0, a.find("; ")) == b.substr(0, b.find("; "));
    };
    if (!std::equal(texts.begin(), texts.end(), now.begin(), now.end(), is_same)) {
      std::string prefix = "without the evidence: ";
      for (const std::string& text : texts) {
        line("", prefix + text);
        prefix = "or ";
      }
    }
  }

  /// Prints the results that the scenario's questions leave out.
  void not_asked() {
    std::set<std::string> outcomes;
    std::set<std::string> metrics;
    std::set<std::string> option_sets;
    for (const v1::Question& question : scenario_.questions()) {
      outcomes.insert(question.outcomes().begin(), question.outcomes().end());
      metrics.insert(question.metrics().begin(), question.metrics().end());
      option_sets.insert(question.option_sets().begin(), question.option_sets().end());
    }
    v1::Question rest;
    for (const v1::Outcome& outcome : scenario_.outcomes()) {
      if (!outcomes.contains(outcome.id())) {
        rest.add_outcomes(outcome.id());
      }
    }
    for (const v1::Metric& metric : scenario_.metrics()) {
      if (!metrics.contains(metric.id())) {
        rest.add_metrics(metric.id());
      }
    }
    for (const v1::OptionSet& set : scenario_.option_sets()) {
      if (!option_sets.contains(set.id())) {
        rest.add_option_sets(set.id());
      }
    }
    if (rest.ByteSizeLong() > 0) {
      text_ += "\nNot asked by a question\n";
      results(rest);
    }
  }

  void custom_metrics() {
    if (!result_.options().metrics().empty()) {
      text_ += "\nMetrics computed by code\n";
    }
    for (const std::string& name : result_.options().metrics()) {
      if (const auto* summary = find(result_.metrics(), name)) {
        line(name, value_text(*summary, ""));
      }
    }
  }

  void claims() {
    if (result_.claims().empty()) {
      return;
    }
    text_ += "\nClaims, with 95 % interval\n";
    text_ += wrapped(answered_claims(scenario_), 2, width_);
    text_ += wrapped(hinges_note(result_, prior_ != nullptr), 2, width_);
    text_ += wrapped(behaviours_note(result_, prior_ != nullptr), 2, width_);
    for (const v1::Claim& claim : scenario_.claims()) {
      if (const auto* estimate = find(result_.claims(), claim.id())) {
        add_claim(claim, *estimate);
      }
    }
  }

  void add_claim(const v1::Claim& claim, const v1::Estimate& estimate) {
    // The behaviours are of the draws without evidence, as phrases of a posterior are not.
    const bool has_evidence = prior_ != nullptr;
    const auto* range = has_evidence ? nullptr : find_range(result_, "claim", claim.id());
    line(claim.id() + " " + name_of(claim),
         prior_probability(claim.id(), &v1::Result::claims) +
             probability_text(estimate, result_, settings_.words, range));
    text_ += wrapped(behaviour_line(result_, claim), 4, width_);
    if (const auto* analysed = find_analysed(result_, "claim", claim.id())) {
      text_ += wrapped(hinge_text(*analysed), 4, width_);
    }
  }

  /// "33.4 ->", or nothing without evidence.
  template <class Estimates>
  [[nodiscard]] std::string prior_probability(const std::string& id,
                                              const Estimates& (v1::Result::*estimates)()
                                                  const) const {
    const auto* prior = prior_ == nullptr ? nullptr : find((prior_->*estimates)(), id);
    return prior == nullptr ? "" : fmt::format("{:>5.1f} -> ", 100.0 * prior->mean());
  }

  void levers() {
    text_ += "\nWhat the actors do\n";
    for (const v1::Actor& actor : scenario_.actors()) {
      for (const v1::Lever& lever : actor.levers()) {
        for (const auto& distribution : result_.levers()) {
          if (distribution.actor() == actor.id() && distribution.lever() == lever.id()) {
            lever_bars(actor, lever, distribution);
          }
        }
      }
    }
  }

  /// The levels of a lever with their probabilities, as many beside each other as fit.
  void lever_bars(const v1::Actor& actor,
                  const v1::Lever& lever,
                  const v1::LeverDistribution& distribution) {
    text_ += wrapped(name_of(actor) + ": " + name_of(lever), 2, width_);
    if (result_.solving().solved() == 0) {
      text_ += "    no draw gives a value\n";
      return;
    }
    constexpr std::size_t kIndent = 4;
    constexpr std::size_t kNumber = 9;  // " 100 %" and blanks to the next level.
    std::size_t label = 0;
    for (const v1::Level& level : lever.levels()) {
      label = std::max(label, text_width(name_of(level)));
    }
    label = std::min(label, width_ - kIndent - kBarWidth - kNumber);
    const std::size_t per_row =
        std::max<std::size_t>(1, (width_ - kIndent) / (label + kBarWidth + kNumber));
    std::size_t in_row = 0;
    std::string row;
    for (int k = 0; k < distribution.levels_size() && k < lever.levels_size(); ++k) {
      if (in_row == per_row) {
        text_ += row + "\n";
        row.clear();
        in_row = 0;
      }
      const double mean = distribution.levels(k).mean();
      row += row.empty() ? std::string(kIndent, ' ') : "  ";
      row += fmt::format("{} {}{:>4.0f} %",
                         fitted(name_of(lever.levels(k)), label),
                         bar(mean, kBarWidth),
                         100.0 * mean);
      ++in_row;
    }
    text_ += row + "\n";
  }

  /// The name of a lever's level, or the id if the scenario does not have it.
  static std::string level_name(const v1::Lever& lever, const std::string& id) {
    const auto* level = find(lever.levels(), id);
    return level == nullptr ? id : name_of(*level);
  }

  void profiles() {
    if (result_.profiles().empty()) {
      return;
    }
    text_ += fmt::format("\nMost frequent {}profiles{} (of {} seen)\n",
                         prior_ == nullptr ? "joint " : "",
                         prior_ == nullptr ? "" : " without the evidence",
                         grouped(result_.num_distinct_profiles()));
    const auto counted = static_cast<double>(std::max<std::uint64_t>(1, result_.profile_draws()));
    for (int p = 0; p < std::min(kMaxProfiles, result_.profiles_size()); ++p) {
      const v1::ProfileCount& profile = result_.profiles(p);
      std::string levels;
      int next = 0;
      for (const v1::Actor& actor : scenario_.actors()) {
        levels += (levels.empty() ? "" : "; ") + name_of(actor) + ":";
        for (int l = 0; l < actor.levers_size() && next < profile.levels_size(); ++l, ++next) {
          levels += (l == 0 ? " " : ", ") + level_name(actor.levers(l), profile.levels(next));
        }
      }
      text_ += fmt::format("  {}\n{}",
                           short_percent(static_cast<double>(profile.count()) / counted),
                           wrapped(levels, 4, width_));
    }
  }

  const v1::Result& result_;
  const v1::Result* prior_;  // Null without evidence.
  const v1::Scenario& scenario_;
  const SummarySettings& settings_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

std::string summarise(const v1::Result& result,
                      const v1::Scenario& scenario,
                      const SummarySettings& settings) {
  if (has_posterior(result)) {
    const v1::Result shown = with_posterior_numbers(result);
    return printable(Writer(shown, &result, scenario, settings).run(), "\n");
  }
  return printable(Writer(result, nullptr, scenario, settings).run(), "\n");
}

}  // namespace demarche
