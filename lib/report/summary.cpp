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

#include "core/utf8.hpp"
#include "demarche/solve/concept.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::size_t kNameWidth = 44;
constexpr std::size_t kLineWidth = 108;
constexpr std::size_t kBarWidth = 16;
constexpr int kMaxProfiles = 2;
constexpr double kTie = 1e-12;  // Relative: options nearer than that are equally good.
constexpr int kMaxTied = 5;

/// The element with this id, or nullptr.
template <class Elements>
auto find(const Elements& elements, const std::string& id) -> decltype(&elements[0]) {
  for (const auto& element : elements) {
    if (element.id() == id) {
      return &element;
    }
  }
  return nullptr;
}

/// In how many draws a number is undefined; empty if in none.
template <class Message>
std::string undefined_share(const Message& message) {
  if (message.undefined() == 0) {
    return "";
  }
  return fmt::format("; undefined in {} of {} draws",
                     grouped(message.undefined()),
                     grouped(message.count() + message.undefined()));
}

/// What a reader must know of a result's concept. A result file may name a concept that this
/// version lacks, so there are words for that, too.
struct Facts {
  std::string_view work = "steps";
  AnswerCount counts = AnswerCount::equilibria;
  ResidualKind residual = ResidualKind::relative_regret;
};

Facts facts_of(const std::string& concept_name) {
  const Concept* known = known_concept(concept_name);
  return known == nullptr ? Facts{} : Facts{known->work, known->counts, known->residual};
}

/// Where a larger share of the draws has no answer, every probability says what it can be over all
/// draws.
constexpr double kFewUnsolved = 0.001;

/// The draws without an answer; none in results that do not say how many were solved.
std::uint64_t unsolved_draws(const v1::Result& result) {
  const std::uint64_t solved = result.solving().solved();
  return result.draws_done() - std::min(result.draws_done(), solved);
}

bool has_many_unsolved(const v1::Result& result) {
  return static_cast<double>(unsolved_draws(result)) >
         kFewUnsolved * static_cast<double>(result.draws_done());
}

double quantile(const v1::Summary& summary, double probability) {
  for (const v1::Quantile& entry : summary.quantiles()) {
    if (entry.probability() == probability) {
      return entry.value();
    }
  }
  return 0.0;
}

/// The mean work of a draw with three digits, or in full above 1,000.
std::string work_of(double mean) {
  constexpr double kMany = 1000.0;
  return mean < kMany ? fmt::format("{:.3g}", mean)
                      : grouped(static_cast<std::uint64_t>(std::llround(mean)));
}

/// A number rounded by `step`, or in full if it is whole: levels and counts have no error.
std::string quantity(double value, double step) {
  constexpr double kLargest = 1e6;
  return value == std::round(value) && std::abs(value) < kLargest ? rounded(value, 0.0)
                                                                  : rounded(value, step);
}

class Writer {
 public:
  Writer(const v1::Result& result, const v1::Scenario& scenario, const SummarySettings& settings)
      : result_(result), scenario_(scenario), settings_(settings) {}

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
    text_ += name_of(scenario_) + "\n";
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
    text_ += wrapped(
        "In brackets: the 95 % interval. Behind ±: one standard error. Both say how far more draws "
        "could move a number, not whether the model is right.",
        0,
        kLineWidth);
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
            "{} of the draws have no answer ({} of {}{}{}). Numbers are of the draws with an "
            "answer; \"all draws\" says what a probability can be over all of them.",
            percent(static_cast<double>(unsolved_draws(result_)) /
                    static_cast<double>(result_.draws_done())),
            grouped(unsolved_draws(result_)),
            grouped(result_.draws_done()),
            reasons.empty() ? "" : ": ",
            reasons),
        0,
        kLineWidth);
  }

  [[nodiscard]] std::string probability(const v1::Estimate& estimate) const {
    if (estimate.count() == 0) {
      return "no draw gives a value";
    }
    double low = estimate.low();
    double high = estimate.high();
    std::string over_all;
    if (has_many_unsolved(result_)) {
      low = std::min(low, estimate.lowest());
      high = std::max(high, estimate.highest());
      over_all = fmt::format(
          "; all draws: {:.1f} to {:.1f} %", 100.0 * estimate.lowest(), 100.0 * estimate.highest());
    }
    return fmt::format("{:>7}  [{:.1f}, {:.1f}]  {}{}{}",
                       percent(estimate.mean()),
                       100.0 * estimate.low(),
                       100.0 * estimate.high(),
                       probability_words(low, high, settings_.words),
                       over_all,
                       undefined_share(estimate));
  }

  void line(const std::string& name, const std::string& value) {
    text_ += fmt::format("  {}  {}\n", fitted(name, kNameWidth), value);
  }

  void answer(const v1::Question& question) {
    text_ += "\n" + wrapped(name_of(question), 0, kLineWidth);
    if (!question.text().empty()) {
      text_ += wrapped(question.text(), 2, kLineWidth);
    }
    results(question);
  }

  /// Prints the outcomes, metrics and option sets that a question names.
  void results(const v1::Question& question) {
    for (const std::string& id : question.outcomes()) {
      const auto* outcome = find(scenario_.outcomes(), id);
      const auto* estimate = find(result_.outcomes(), id);
      if (outcome != nullptr && estimate != nullptr) {
        line(name_of(*outcome), probability(*estimate));
      }
    }
    for (const std::string& id : question.metrics()) {
      const auto* metric = find(scenario_.metrics(), id);
      const auto* summary = find(result_.metrics(), id);
      if (metric != nullptr && summary != nullptr) {
        line(name_of(*metric), value_of(*metric, *summary));
      }
    }
    for (const std::string& id : question.option_sets()) {
      options(id);
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
        line(name, value_of({}, *summary));
      }
    }
  }

  static std::string value_of(const v1::Metric& metric, const v1::Summary& summary) {
    if (summary.count() == 0) {
      return "no draw gives a value";
    }
    const double low = quantile(summary, 0.05);
    const double high = quantile(summary, 0.95);
    // Quantiles have as many digits as tell hundredths of the range between them apart.
    const double step = (high - low) / 100.0;
    return fmt::format("mean {}, 5 % to 95 %: {} to {}{}{}",
                       with_error(summary.mean(), summary.standard_error()),
                       quantity(low, step),
                       quantity(high, step),
                       metric.unit().empty() ? "" : fmt::format(" ({})", metric.unit()),
                       undefined_share(summary));
  }

  /// Prints the options of a set that are best by some criterion, with these criteria.
  void options(const std::string& id) {
    const auto* set = find(scenario_.option_sets(), id);
    const auto* found = find(result_.option_sets(), id);
    if (set == nullptr || found == nullptr || found->options().empty()) {
      return;
    }
    // Results of versions without this count have 0, whether or not draws were compared.
    if (found->count() == 0 && (found->undefined() > 0 || result_.solving().solved() == 0)) {
      line(name_of(*set), "no draw gives every option a value");
      return;
    }
    // Options that are equally good by a criterion are all named.
    std::map<int, std::vector<const char*>> criteria;
    const auto add_best = [&](const char* name, auto value) {
      const auto& options = found->options();
      double best = -std::numeric_limits<double>::infinity();
      for (const v1::Option& option : options) {
        best = std::max(best, value(option));
      }
      for (int o = 0; o < options.size(); ++o) {
        if (value(options[o]) >= best - kTie * std::abs(best)) {
          criteria[o].push_back(name);
        }
      }
    };
    add_best("mean", [](const v1::Option& option) { return option.mean(); });
    add_best("worst decile", [](const v1::Option& option) { return option.worst_decile(); });
    add_best("least regret", [](const v1::Option& option) { return -option.mean_regret(); });
    std::string name = name_of(*set);
    int num_shown = 0;
    for (const auto& [index, names] : criteria) {
      if (num_shown++ == kMaxTied) {
        line("", fmt::format("and {} more that are as good", criteria.size() - kMaxTied));
        break;
      }
      const v1::Option& option = found->options(index);
      line(name,
           fmt::format("{} (by {}; {}{})",
                       fmt::join(option.levels(), ", "),
                       fmt::join(names, ", "),
                       best_in(option),
                       undefined_share(*found)));
      name.clear();
    }
  }

  /// In how many draws an option is best, and in how many of these another is as good.
  static std::string best_in(const v1::Option& option) {
    constexpr double kVisible = 0.0005;
    const double tied = option.share_unbeaten() - option.share_best();
    // Results of versions that did not count ties have no share of draws that are unbeaten.
    return option.share_unbeaten() == 0.0 || tied < kVisible
               ? fmt::format("best in {}", percent(option.share_best()))
               : fmt::format("none better in {}, ties counted in full",
                             percent(option.share_unbeaten()));
  }

  void claims() {
    if (result_.claims().empty()) {
      return;
    }
    text_ += "\nClaims, with 95 % interval\n";
    for (const v1::Claim& claim : scenario_.claims()) {
      if (const auto* estimate = find(result_.claims(), claim.id())) {
        line(claim.id() + " " + name_of(claim), probability(*estimate));
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

  void lever_bars(const v1::Actor& actor,
                  const v1::Lever& lever,
                  const v1::LeverDistribution& distribution) {
    std::string bars;
    std::size_t column = 0;
    constexpr std::size_t kColumn = 30;
    for (int k = 0; k < distribution.levels_size() && k < lever.levels_size(); ++k) {
      if (column + kColumn > kLineWidth - 34 && column > 0) {
        bars += "\n" + std::string(34, ' ');
        column = 0;
      }
      const double mean = distribution.levels(k).mean();
      bars += fmt::format("{} {}{:>4.0f} % ",
                          fitted(lever.levels(k).id(), 12),
                          bar(mean, kBarWidth - 6),
                          100.0 * mean);
      column += kColumn;
    }
    text_ += fmt::format("  {}{}\n", fitted(actor.id() + "." + lever.id(), 32), bars);
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
        levels += (levels.empty() ? "" : "; ") + actor.id() + ":";
        for (int l = 0; l < actor.levers_size() && next < profile.levels_size(); ++l, ++next) {
          levels += (l == 0 ? " " : ", ") + profile.levels(next);
        }
      }
      text_ += fmt::format("  {}\n{}",
                           short_percent(static_cast<double>(profile.count()) / counted),
                           wrapped(levels, 4, kLineWidth));
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
    const Facts facts = facts_of(result_.options().solution_concept());
    if (solving.solved() > 0) {
      line += fmt::format("; largest error {:.1g}", solving.max_residual());
      line += facts.residual == ResidualKind::logit_equation ? " of the logit equation"
                                                             : " (relative regret)";
    }
    line += fmt::format("; {} {} a draw", work_of(solving.mean_iterations()), facts.work);
    std::uint64_t several = 0;
    for (const auto& [count, draws] : solving.multiplicity()) {
      several += count > 1 ? draws : 0;
    }
    if (several > 0) {
      const std::string share =
          percent(static_cast<double>(several) / static_cast<double>(solving.solved()));
      line += facts.counts == AnswerCount::survivors
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
    text_ += "\nFor experts: how the draws were solved\n" + wrapped(line, 2, kLineWidth) +
             fmt::format("  scenario {}\n", result_.scenario_digest());
  }

  const v1::Result& result_;
  const v1::Scenario& scenario_;
  const SummarySettings& settings_;
  std::string text_;
};

}  // namespace

std::string summarise(const v1::Result& result,
                      const v1::Scenario& scenario,
                      const SummarySettings& settings) {
  return printable(Writer(result, scenario, settings).run(), "\n");
}

}  // namespace demarche
