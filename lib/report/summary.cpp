// SPDX-License-Identifier: MIT
#include "demarche/report/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <set>
#include <vector>

#include "core/grouped.hpp"
#include "core/to_size.hpp"
#include "core/utf8.hpp"
#include "demarche/solve/concept.hpp"
#include "report/answer_text.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::size_t kBarWidth = 10;
constexpr int kMaxProfiles = 2;

/// The concept of a result. A result file may name a concept that this version lacks, so there is
/// an entry with general words for that, too.
const Concept& concept_or_words(const std::string& concept_name) {
  static const Concept words{.name = {}, .summary = {}, .work = "steps", .reads = {}};
  const Concept* known = known_concept(concept_name);
  return known == nullptr ? words : *known;
}

/// The mean work of a draw with three digits, or in full above 1,000.
std::string work_of(double mean) {
  constexpr double kMany = 1000.0;
  return mean < kMany ? fmt::format("{:.3g}", mean)
                      : grouped(static_cast<std::uint64_t>(std::llround(mean)));
}

class Writer {
 public:
  Writer(const v1::Result& result, const v1::Scenario& scenario, const SummarySettings& settings)
      : result_(result),
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
    levers();
    profiles();
    certificate();
    return std::move(text_);
  }

 private:
  void heading() {
    text_ += wrapped(what_if_text(what_if_of(result_)), 0, width_);
    text_ += wrapped(name_of(scenario_), 0, width_);
    if (has_many_unsolved(result_)) {
      text_ += unsolved();
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

  /// How many draws have no answer, and why.
  [[nodiscard]] std::string unsolved() const {
    const std::map<std::string, std::uint64_t> failures(result_.solving().failures().begin(),
                                                        result_.solving().failures().end());
    std::string reasons;
    for (const auto& [kind, count] : failures) {
      reasons += fmt::format("{}{} in {}", reasons.empty() ? "" : ", ", kind, grouped(count));
    }
    return wrapped(
        fmt::format(
            "{} of the draws have no answer ({} of {}{}{}).{}",
            percent(static_cast<double>(unsolved_draws(result_)) /
                    static_cast<double>(result_.draws_done())),
            grouped(unsolved_draws(result_)),
            grouped(result_.draws_done()),
            reasons.empty() ? "" : ": ",
            reasons,
            result_.solving().solved() == 0
                ? ""
                : " Numbers are of the draws with an answer; \"all draws\" says what a probability "
                  "can be over all of them."),
        0,
        width_);
  }

  void line(const std::string& name, const std::string& value) {
    constexpr std::size_t kMostName = 44;
    constexpr std::size_t kLeastName = 24;
    const std::size_t name_width = std::clamp(2 * width_ / 5, kLeastName, kMostName);
    const std::size_t indent = name_width + 4;
    // A name that is too long has lines of its own.
    std::string text = text_width(name) > name_width
                           ? wrapped(name, 2, width_) + std::string(indent, ' ')
                           : "  " + fitted(name, name_width) + "  ";
    // The first line keeps the blanks that align numbers.
    std::size_t end = value.size();
    while (indent + text_width(value.substr(0, end)) > width_ && end > 0) {
      end = value.rfind(' ', end - 1);
      end = end == std::string::npos ? 0 : end;
    }
    if (end == 0) {
      end = value.size();
    }
    text += value.substr(0, end) + "\n";
    if (end < value.size()) {
      text += wrapped(value.substr(end), indent, width_);
    }
    text_ += text;
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
        line(name_of(*outcome), probability_text(*estimate, result_, settings_.words));
      }
    }
    for (const std::string& id : question.metrics()) {
      const auto* metric = find(scenario_.metrics(), id);
      const auto* summary = find(result_.metrics(), id);
      if (metric != nullptr && summary != nullptr) {
        line(name_of(*metric), value_text(*summary, metric->unit()));
      }
    }
    for (const std::string& id : question.option_sets()) {
      if (const auto* set = find(scenario_.option_sets(), id)) {
        std::string name = name_of(*set);
        for (const std::string& text : option_texts(*set, result_, scenario_)) {
          line(name, text);
          name.clear();
        }
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
    for (const v1::Claim& claim : scenario_.claims()) {
      if (const auto* estimate = find(result_.claims(), claim.id())) {
        line(claim.id() + " " + name_of(claim),
             probability_text(*estimate, result_, settings_.words));
      }
    }
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
    text_ += fmt::format("\nMost frequent joint profiles (of {} seen)\n",
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

  void certificate() {
    const v1::SolveStatistics& solving = result_.solving();
    std::string line = fmt::format(
        "{} of {} draws solved", grouped(solving.solved()), grouped(result_.draws_done()));
    // A map of Protocol Buffers has no order.
    const std::map<std::string, std::uint64_t> failures(solving.failures().begin(),
                                                        solving.failures().end());
    for (const auto& [kind, count] : failures) {
      line += fmt::format(
          "; {} {} ({})",
          grouped(count),
          kind,
          percent(static_cast<double>(count) / static_cast<double>(result_.draws_done())));
    }
    const Concept& known = concept_or_words(result_.options().solution_concept());
    if (solving.solved() > 0) {
      line += fmt::format("; largest error {:.1g}", solving.max_residual());
      line += known.residual == ResidualKind::logit_equation ? " of the logit equation"
                                                             : " (relative regret)";
    }
    line += fmt::format("; {} {} a draw", work_of(solving.mean_iterations()), known.work);
    std::uint64_t several = 0;
    for (const auto& [count, draws] : solving.multiplicity()) {
      several += count > 1 ? draws : 0;
    }
    if (several > 0) {
      const std::string share =
          percent(static_cast<double>(several) / static_cast<double>(solving.solved()));
      line += known.counts == AnswerCount::survivors
                  ? fmt::format("; more than one profile survives in {}", share)
                  : fmt::format("; more than one answer in {}, {}",
                                share,
                                result_.options().selection() == "uniform" ||
                                        result_.options().selection().empty()
                                    ? "weighted equally"
                                    : "selected as " + result_.options().selection());
    }
    if (solving.degenerate() > 0) {
      line += fmt::format("; ties among payoffs (degenerate) in {}", grouped(solving.degenerate()));
    }
    text_ += "\nFor experts: how the draws were solved\n" + wrapped(line, 2, width_) +
             fmt::format("  scenario {}\n", result_.scenario_digest());
  }

  const v1::Result& result_;
  const v1::Scenario& scenario_;
  const SummarySettings& settings_;
  std::size_t width_;
  std::string text_;
};

}  // namespace

std::string summarise(const v1::Result& result,
                      const v1::Scenario& scenario,
                      const SummarySettings& settings) {
  return printable(Writer(result, scenario, settings).run(), "\n");
}

}  // namespace demarche
