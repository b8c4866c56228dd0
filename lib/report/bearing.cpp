// SPDX-License-Identifier: MIT
#include "report/bearing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/parameters.hpp"
#include "report/answer_text.hpp"
#include "scenario/language/lexer.hpp"

namespace demarche {
namespace {

using Names = std::set<std::string>;

/// The names in texts of expressions and assignments; those of functions and levels are among them.
Names names_in(const std::vector<std::string>& texts) {
  Names names;
  for (const std::string& text : texts) {
    std::vector<ExpressionError> errors;
    for (const Token& token : tokenize(text, errors)) {
      if (token.kind == TokenKind::name) {
        names.insert(std::string(token.text));
      }
    }
  }
  return names;
}

std::vector<std::string> texts_of(const v1::Claim& claim) {
  std::vector<std::string> texts = {claim.event()};
  for (const v1::Comparison& comparison : claim.comparisons().all()) {
    texts.insert(texts.end(), {comparison.value(), comparison.set(), comparison.by()});
    texts.insert(texts.end(), comparison.against().begin(), comparison.against().end());
  }
  return texts;
}

std::vector<std::string> texts_of(const v1::OptionSet& set) {
  std::vector<std::string> texts(set.levers().begin(), set.levers().end());
  texts.push_back(set.value());
  return texts;
}

/// What an actor goes by besides its payoff.
std::vector<std::string> rules_of(const v1::Actor& actor) {
  std::vector<std::string> texts = {actor.behaviour(), actor.precision()};
  for (const v1::Infeasible& rule : actor.infeasible()) {
    texts.push_back(rule.when());
  }
  return texts;
}

template <class Term>
std::string term_id(const v1::Actor& actor, const Term& term) {
  return actor.id() + "." + term.id();
}

/// Calls `visit` with every payoff term and every payoff table of the actor.
template <class Visit>
void for_each_term(const v1::Actor& actor, const Visit& visit) {
  for (const v1::PayoffTerm& term : actor.payoff()) {
    visit(term);
  }
  for (const v1::PayoffTable& table : actor.payoff_tables()) {
    visit(table);
  }
}

/// Follows names through definitions. What a definition depends on is found once.
class Dependencies {
 public:
  /// `through_payoffs`: payoff(actor) depends on what the actor's terms name.
  Dependencies(const v1::Scenario& scenario, bool through_payoffs)
      : scenario_(scenario), through_payoffs_(through_payoffs) {}

  /// The names in the texts, and the names in the definitions of those names, and so on.
  [[nodiscard]] Names of(const std::vector<std::string>& texts) {
    Names all;
    for (const std::string& name : names_in(texts)) {
      const Names& more = of_name(name);
      all.insert(more.begin(), more.end());
      all.insert(name);
    }
    return all;
  }

  [[nodiscard]] Names of(const v1::PayoffTerm& term) { return of({term.value(), term.when()}); }

  [[nodiscard]] Names of(const v1::PayoffTable& table) {
    std::vector<std::string> texts(table.levers().begin(), table.levers().end());
    for (const v1::PayoffRow& row : table.rows()) {
      texts.push_back(row.value());
    }
    return of(texts);
  }

 private:
  const Names& of_name(const std::string& name) {
    if (const auto known = known_.find(name); known != known_.end()) {
      return known->second;
    }
    known_[name];  // A scenario with a cycle does not compile; a name that is met again adds
                   // nothing.
    Names all;
    if (const auto* parameter = find(scenario_.parameters(), name)) {
      if (has_shared_experts(*parameter)) {
        all.emplace(kExpertParameter);
      }
    } else if (const auto* quantity = find(scenario_.quantities(), name)) {
      all = of({quantity->value()});
    } else if (const auto* metric = find(scenario_.metrics(), name)) {
      all = of({metric->value()});
    } else if (const auto* actor = find(scenario_.actors(), name); actor && through_payoffs_) {
      for_each_term(*actor, [&](const auto& term) { all.merge(of(term)); });
    }
    return known_[name] = std::move(all);
  }

  const v1::Scenario& scenario_;
  bool through_payoffs_;
  std::map<std::string, Names> known_;
};

/// Adds what an element's texts depend on.
class Collector {
 public:
  explicit Collector(const v1::Scenario& scenario) : scenario_(scenario), names_(scenario, false) {}

  void add(const std::vector<std::string>& texts) {
    const Names names = names_.of(texts);
    add_definitions(names);
    for (const v1::Actor& actor : scenario_.actors()) {
      if (names.contains(actor.id())) {  // payoff(actor)
        for_each_term(actor, [&](const auto& term) { add_term(actor, term); });
      }
      for (const v1::Lever& lever : actor.levers()) {
        if (names.contains(actor.id() + "." + lever.id())) {
          add_lever(actor, actor.id() + "." + lever.id());
        }
      }
    }
  }

  Bearing bearing;

 private:
  void add_definitions(const Names& names) {
    for (const std::string& name : names) {
      if (find(scenario_.parameters(), name) != nullptr) {
        bearing.parameters.insert(name);
      } else if (find(scenario_.quantities(), name) != nullptr) {
        bearing.quantities.insert(name);
      } else if (find(scenario_.metrics(), name) != nullptr) {
        bearing.metrics.insert(name);
      }
    }
  }

  /// Other actors' levers in a term are shown by name; what sets them is another question.
  template <class Term>
  void add_term(const v1::Actor& actor, const Term& term) {
    bearing.terms.insert(term_id(actor, term));
    add_definitions(names_.of(term));
  }

  void add_lever(const v1::Actor& actor, const std::string& lever) {
    bearing.levers.insert(lever);
    bearing.rules.insert(actor.id());
    add_definitions(names_.of(rules_of(actor)));
    for_each_term(actor, [&](const auto& term) {
      if (names_.of(term).contains(lever)) {
        add_term(actor, term);
      }
    });
  }

  const v1::Scenario& scenario_;
  Dependencies names_;
};

/// Adds what depends on a parameter, a quantity or a lever.
void add_users(const v1::Scenario& scenario, const std::string& id, Bearing& users) {
  Dependencies names(scenario, true);
  const auto add = [&](const auto& elements, Names& ids, const auto& texts) {
    for (const auto& element : elements) {
      if (names.of(texts(element)).contains(id)) {
        ids.insert(element.id());
      }
    }
  };
  using Texts = std::vector<std::string>;
  const auto value = [](const auto& element) { return Texts{element.value()}; };
  for (const v1::Parameter& parameter : scenario.parameters()) {
    if (id == kExpertParameter && has_shared_experts(parameter)) {
      users.parameters.insert(parameter.id());
    }
  }
  add(scenario.quantities(), users.quantities, value);
  add(scenario.metrics(), users.metrics, value);
  add(scenario.outcomes(), users.outcomes, [](const auto& x) { return Texts{x.event()}; });
  add(scenario.option_sets(), users.option_sets, [](const auto& x) { return texts_of(x); });
  add(scenario.claims(), users.claims, [](const auto& x) {
    Texts texts = texts_of(x);
    texts.push_back(x.key_parameter());
    return texts;
  });
  add(scenario.actors(), users.rules, rules_of);
  for (const v1::Actor& actor : scenario.actors()) {
    for_each_term(actor, [&](const auto& term) {
      if (names.of(term).contains(id)) {
        users.terms.insert(term_id(actor, term));
      }
    });
  }
}

std::vector<std::string> lever_names(const v1::Scenario& scenario) {
  std::vector<std::string> names;
  for (const v1::Actor& actor : scenario.actors()) {
    for (const v1::Lever& lever : actor.levers()) {
      names.push_back(actor.id() + "." + lever.id());
    }
  }
  return names;
}

[[noreturn]] void throw_no_element(const v1::Scenario& scenario, const std::string& id) {
  std::vector<std::string> known = lever_names(scenario);
  const auto add_ids = [&](const auto& elements) {
    for (const auto& element : elements) {
      known.push_back(element.id());
    }
  };
  add_ids(scenario.questions());
  add_ids(scenario.claims());
  add_ids(scenario.outcomes());
  add_ids(scenario.metrics());
  add_ids(scenario.option_sets());
  add_ids(scenario.quantities());
  add_ids(scenario.parameters());
  throw InvalidArgument(
      fmt::format("there is no question, claim, outcome, metric, option set, "
                  "quantity, parameter or lever '{}'{}",
                  id,
                  close_hint(id, known)));
}

/// Adds an outcome, a metric, an option set or a claim of this id, with all that bears on it.
void add_result(const v1::Scenario& scenario, const std::string& id, Collector& collector) {
  if (const auto* claim = find(scenario.claims(), id)) {
    collector.bearing.claims.insert(id);
    collector.add(texts_of(*claim));
    collector.add({claim->key_parameter()});
  }
  if (const auto* outcome = find(scenario.outcomes(), id)) {
    collector.bearing.outcomes.insert(id);
    collector.add({outcome->event()});
  }
  if (const auto* metric = find(scenario.metrics(), id)) {
    collector.bearing.metrics.insert(id);
    collector.add({metric->value()});
  }
  if (const auto* set = find(scenario.option_sets(), id)) {
    collector.bearing.option_sets.insert(id);
    collector.add(texts_of(*set));
  }
}

void add_question(const v1::Scenario& scenario,
                  const v1::Question& question,
                  Collector& collector) {
  collector.bearing.questions.insert(question.id());
  for (const auto* ids :
       {&question.outcomes(), &question.metrics(), &question.claims(), &question.option_sets()}) {
    for (const std::string& id : *ids) {
      add_result(scenario, id, collector);
    }
  }
  collector.add({question.levers().begin(), question.levers().end()});
}

}  // namespace

Bearing bearing_on(const v1::Scenario& scenario, const std::string& id) {
  Collector collector(scenario);
  if (const auto* question = find(scenario.questions(), id)) {
    add_question(scenario, *question, collector);
  }
  add_result(scenario, id, collector);
  Bearing bearing = std::move(collector.bearing);
  const auto levers = lever_names(scenario);
  bool is_used = true;
  if (find(scenario.parameters(), id) != nullptr) {
    bearing.parameters.insert(id);
  } else if (find(scenario.quantities(), id) != nullptr) {
    bearing.quantities.insert(id);
  } else if (std::find(levers.begin(), levers.end(), id) != levers.end()) {
    bearing.levers.insert(id);
  } else {
    is_used = false;
  }
  if (is_used) {
    add_users(scenario, id, bearing);
  } else if (bearing.questions.empty() && bearing.claims.empty() && bearing.outcomes.empty() &&
             bearing.metrics.empty() && bearing.option_sets.empty()) {
    throw_no_element(scenario, id);
  }
  return bearing;
}

}  // namespace demarche
