// SPDX-License-Identifier: MIT
#include "scenario/check/warnings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>

#include "demarche/scenario/parameters.hpp"
#include "scenario/check/fields.hpp"
#include "scenario/language/evaluate.hpp"
#include "scenario/language/expression.hpp"
#include "scenario/language/interrupted.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {
namespace {

void collect_names(const Expression& node, std::set<std::string>& names) {
  if (node.op == Operator::name) {
    names.insert(node.text);
  }
  for (const auto& argument : node.arguments) {
    collect_names(*argument, names);
  }
}

class WarningFinder {
 public:
  WarningFinder(const v1::Scenario& scenario, std::span<const OpenPayoff> open)
      : scenario_(scenario), has_code_(!open.empty()), symbols_(scenario, open) {}

  std::vector<FieldProblem> run() {
    events_that_never_hold();
    likelihoods();
    level_order();
    if (!has_code_) {
      collect_mentions();
      unused_definitions();
      for (int a = 0; a < scenario_.actors_size(); ++a) {
        effects(a);
      }
    }
    not_asked();
    return std::move(warnings_);
  }

 private:
  void warn(FieldPath field, std::string message, const char* rule) {
    warnings_.push_back({std::move(field), 0, std::move(message), Severity::warning, rule});
  }

  void events_that_never_hold() {
    const std::vector<Interval> supports = parameter_supports(scenario_, symbols_);
    const auto check = [&](FieldPath field, const std::string& event, const char* kind) {
      stop_if_interrupted();
      const Allowed allowed = {.payoffs = true, .boolean = true};
      if (!can_hold(resolve_text(event, symbols_, allowed), symbols_, supports)) {
        warn(std::move(field),
             fmt::format("this {} can never hold: its event is false in every profile, whatever "
                         "the parameters",
                         kind),
             "never");
      }
    };
    for (int o = 0; o < scenario_.outcomes_size(); ++o) {
      check({{"outcomes", o}, {"event"}}, scenario_.outcomes(o).event(), "outcome");
    }
    for (int c = 0; c < scenario_.claims_size(); ++c) {
      if (scenario_.claims(c).has_event()) {
        check({{"claims", c}, {"event"}}, scenario_.claims(c).event(), "claim");
      }
    }
  }

  void likelihoods() {
    const std::vector<Interval> supports = parameter_supports(scenario_, symbols_);
    const std::vector<int> any_levels(symbols_.levers().size(), -1);
    for (int e = 0; e < scenario_.evidence_size(); ++e) {
      stop_if_interrupted();
      const Resolution resolution =
          resolve_text(scenario_.evidence(e).likelihood(), symbols_, {.payoffs = true});
      const FieldPath field = {{"evidence", e}, {"likelihood"}};
      if (!can_hold(resolution, symbols_, supports)) {
        warn(field, "the likelihood is 0 in every profile, whatever the parameters", "never");
        continue;
      }
      if (resolution.mentions.levers.empty() && !resolution.mentions.parameters) {
        warn(field,
             "the likelihood is the same in all draws, so the item tells nothing",
             "no-effect");
      }
      const Interval bound = bound_expression(resolution.root, symbols_, supports, any_levels);
      const bool is_known = std::isfinite(bound.low) && std::isfinite(bound.high);
      constexpr double kRounding = 1e-9;
      if (is_known && (bound.low < -kRounding || bound.high > 1.0 + kRounding)) {
        warn(field,
             bound.low < -kRounding
                 ? fmt::format(
                       "the likelihood may be negative, down to {:.4g}; draws in which it is "
                       "do not count",
                       bound.low)
                 : fmt::format("the likelihood may be above 1, up to {:.4g}: a probability is not, "
                               "only a density may be",
                               bound.high),
             "likelihood");
      }
    }
  }

  void level_order() {
    for (int a = 0; a < scenario_.actors_size(); ++a) {
      for (int l = 0; l < scenario_.actors(a).levers_size(); ++l) {
        const auto& levels = scenario_.actors(a).levers(l).levels();
        const auto falls = std::adjacent_find(
            levels.begin(), levels.end(), [](const v1::Level& low, const v1::Level& high) {
              return low.has_value() && high.has_value() && high.value() < low.value();
            });
        if (falls != levels.end()) {
          const auto next = static_cast<int>(falls - levels.begin()) + 1;
          warn({{"actors", a}, {"levers", l}, {"levels", next}},
               fmt::format("the value falls from {} to {}; comparisons such as >= {} go by the "
                           "order of levels, which is from lowest to highest",
                           falls->value(),
                           levels[next].value(),
                           levels[next].id()),
               "level-order");
        }
      }
    }
  }

  /// Collects what expressions name, and the levers that they depend on.
  void collect_mentions() {
    for (const ExpressionField& field : expression_fields(scenario_)) {
      stop_if_interrupted();
      if (const ParsedExpression parsed = parse_expression(*field.text); parsed.root) {
        collect_names(*parsed.root, names_);
      }
      const Mentions mentions = resolve_text(*field.text, symbols_, field.allowed).mentions;
      levers_.insert(mentions.levers.begin(), mentions.levers.end());
      if (field.field.size() > 1 && field.field[1].field == "infeasible") {
        restricted_.insert(mentions.levers.begin(), mentions.levers.end());
      }
    }
    // Payoff tables have levers beside their expressions.
    for (int a = 0; a < scenario_.actors_size(); ++a) {
      const Mentions& mentions = symbols_.payoff_mentions(a);
      levers_.insert(mentions.levers.begin(), mentions.levers.end());
    }
  }

  void unused_definitions() {
    for (int p = 0; p < scenario_.parameters_size(); ++p) {
      const bool tells_expert =
          has_shared_experts(scenario_) && scenario_.parameters(p).id() == kExpertParameter;
      if (!names_.contains(scenario_.parameters(p).id()) && !tells_expert) {
        warn({{"parameters", p}}, "nothing uses this parameter", "unused");
      }
    }
    for (int q = 0; q < scenario_.quantities_size(); ++q) {
      if (!names_.contains(scenario_.quantities(q).id())) {
        warn({{"quantities", q}}, "nothing uses this quantity", "unused");
      }
    }
  }

  /// Warns of an actor without payoff, or else of its levers that do not bear on its payoff.
  void effects(int a) {
    const v1::Actor& actor = scenario_.actors(a);
    const bool chooses = actor.behaviour().empty();
    if (chooses && actor.payoff().empty() && actor.payoff_tables().empty()) {
      warn({{"actors", a}},
           fmt::format("actor {} has no payoff, and so no reason for what it does", actor.id()),
           "no-payoff");
      return;
    }
    const std::vector<int>& own = symbols_.payoff_mentions(a).levers;
    for (std::size_t i = 0; i < symbols_.levers().size(); ++i) {
      const LeverSymbol& lever = symbols_.levers()[i];
      const auto index = static_cast<int>(i);
      if (lever.actor != a || lever.levels.size() < 2) {
        continue;
      }
      const FieldPath field = {{"actors", a}, {"levers", lever.lever}};
      if (!levers_.contains(index)) {
        warn(field, "nothing depends on this lever", "no-effect");
      } else if (chooses && !restricted_.contains(index) &&
                 !std::binary_search(own.begin(), own.end(), index)) {
        warn(field,
             fmt::format(
                 "no payoff of actor {0} depends on this lever, and so {0} has no reason for "
                 "its choice",
                 actor.id()),
             "no-effect");
      }
    }
  }

  void not_asked() {
    const bool has_results = scenario_.outcomes_size() > 0 || scenario_.metrics_size() > 0 ||
                             scenario_.option_sets_size() > 0;
    if (scenario_.questions().empty() && has_results) {
      warn({},
           "the scenario has no question: results are shown under \"Not asked by a question\"",
           "not-asked");
      return;
    }
    std::set<std::string> outcomes;
    std::set<std::string> metrics = names_;  // A metric may serve other expressions alone.
    std::set<std::string> option_sets;
    for (const v1::Question& question : scenario_.questions()) {
      outcomes.insert(question.outcomes().begin(), question.outcomes().end());
      metrics.insert(question.metrics().begin(), question.metrics().end());
      option_sets.insert(question.option_sets().begin(), question.option_sets().end());
    }
    not_asked("outcomes", scenario_.outcomes(), outcomes);
    not_asked("metrics", scenario_.metrics(), metrics);
    not_asked("option_sets", scenario_.option_sets(), option_sets);
  }

  template <class Elements>
  void not_asked(const char* field, const Elements& elements, const std::set<std::string>& asked) {
    for (int i = 0; i < elements.size(); ++i) {
      if (!asked.contains(elements[i].id())) {
        warn({{field, i}}, "no question shows this", "not-asked");
      }
    }
  }

  const v1::Scenario& scenario_;
  bool has_code_;
  Symbols symbols_;
  std::set<std::string> names_;  // What expressions name.
  std::set<int> levers_;         // What expressions depend on.
  std::set<int> restricted_;     // Levers in conditions on feasibility.
  std::vector<FieldProblem> warnings_;
};

}  // namespace

std::vector<FieldProblem> find_warnings(const v1::Scenario& scenario,
                                        std::span<const OpenPayoff> open) {
  return WarningFinder(scenario, open).run();
}

}  // namespace demarche
