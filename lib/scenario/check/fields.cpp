// SPDX-License-Identifier: MIT
#include "scenario/check/fields.hpp"

#include <utility>

namespace demarche {
namespace {

constexpr Allowed kCondition = {.boolean = true};
constexpr Allowed kParametersOnly = {.levers = Allowed::Levers::none};
constexpr Allowed kQuery = {.payoffs = true};
constexpr Allowed kEvent = {.payoffs = true, .boolean = true};

class Collector {
 public:
  void required(FieldPath field, const std::string& text, const Allowed& allowed) {
    fields.push_back({std::move(field), &text, allowed});
  }
  void optional(FieldPath field, const std::string& text, const Allowed& allowed) {
    if (!text.empty()) {
      required(std::move(field), text, allowed);
    }
  }

  void actor(int a, const v1::Actor& actor) {
    const FieldPath here = {{"actors", a}};
    for (int i = 0; i < actor.infeasible_size(); ++i) {
      required(extended(here, {{"infeasible", i}, {"when"}}),
               actor.infeasible(i).when(),
               {.parameters = false, .levers = Allowed::Levers::own, .actor = a, .boolean = true});
    }
    for (int t = 0; t < actor.payoff_size(); ++t) {
      const v1::PayoffTerm& term = actor.payoff(t);
      required(extended(here, {{"payoff", t}, {"value"}}), term.value(), {});
      optional(extended(here, {{"payoff", t}, {"when"}}), term.when(), kCondition);
    }
    for (int t = 0; t < actor.payoff_tables_size(); ++t) {
      for (int r = 0; r < actor.payoff_tables(t).rows_size(); ++r) {
        required(extended(here, {{"payoff_tables", t}, {"rows", r}, {"value"}}),
                 actor.payoff_tables(t).rows(r).value(),
                 kParametersOnly);
      }
    }
    optional(extended(here, {{"behaviour"}}),
             actor.behaviour(),
             {.levers = Allowed::Levers::own, .actor = a});
    optional(extended(here, {{"precision"}}), actor.precision(), kParametersOnly);
  }

  void claim(int c, const v1::Claim& claim) {
    const FieldPath here = {{"claims", c}};
    if (claim.has_event()) {
      required(extended(here, {{"event"}}), claim.event(), kEvent);
    }
    for (int k = 0; k < claim.comparisons().all_size(); ++k) {
      const v1::Comparison& comparison = claim.comparisons().all(k);
      const FieldPath inner = extended(here, {{"comparisons"}, {"all", k}});
      required(extended(inner, {{"value"}}), comparison.value(), kQuery);
      optional(extended(inner, {{"by"}}), comparison.by(), kParametersOnly);
    }
  }

  std::vector<ExpressionField> fields;
};

}  // namespace

std::vector<ExpressionField> expression_fields(const v1::Scenario& scenario) {
  Collector collector;
  for (int a = 0; a < scenario.actors_size(); ++a) {
    collector.actor(a, scenario.actors(a));
  }
  for (int q = 0; q < scenario.quantities_size(); ++q) {
    collector.required({{"quantities", q}, {"value"}}, scenario.quantities(q).value(), {});
  }
  for (int o = 0; o < scenario.outcomes_size(); ++o) {
    collector.required({{"outcomes", o}, {"event"}}, scenario.outcomes(o).event(), kEvent);
  }
  for (int m = 0; m < scenario.metrics_size(); ++m) {
    collector.required({{"metrics", m}, {"value"}}, scenario.metrics(m).value(), kQuery);
  }
  for (int s = 0; s < scenario.option_sets_size(); ++s) {
    collector.required({{"option_sets", s}, {"value"}}, scenario.option_sets(s).value(), kQuery);
  }
  for (int c = 0; c < scenario.claims_size(); ++c) {
    collector.claim(c, scenario.claims(c));
  }
  for (int e = 0; e < scenario.evidence_size(); ++e) {
    collector.required(
        {{"evidence", e}, {"likelihood"}}, scenario.evidence(e).likelihood(), kQuery);
  }
  collector.optional(
      {{"defaults"}, {"precision"}}, scenario.defaults().precision(), kParametersOnly);
  return std::move(collector.fields);
}

}  // namespace demarche
