// SPDX-License-Identifier: MIT
#include "report/bearing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "report/answer_text.hpp"

namespace demarche {
namespace {

bool is_letter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool is_of_name(char c) {
  return is_letter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.';
}

bool names(std::string_view expression, const std::string& name) {
  const std::vector<std::string> all = names_in(expression);
  return std::find(all.begin(), all.end(), name) != all.end();
}

std::string term_id(const v1::Actor& actor, const v1::PayoffTerm& term) {
  return actor.id() + "." + term.id();
}

/// Everything that an expression of a claim says.
std::vector<std::string> expressions_of(const v1::Claim& claim) {
  std::vector<std::string> all = {claim.event()};
  for (const v1::Comparison& comparison : claim.comparisons().all()) {
    all.push_back(comparison.value());
    all.push_back(comparison.set());
    all.push_back(comparison.by());
    all.insert(all.end(), comparison.against().begin(), comparison.against().end());
  }
  return all;
}

/// Follows names from expressions to definitions.
class Closure {
 public:
  explicit Closure(const v1::Scenario& scenario) : scenario_(scenario) {}

  void follow(std::string_view expression) {
    for (const std::string& name : names_in(expression)) {
      follow_name(name);
    }
  }

  void follow_set(const v1::OptionSet& set) {
    bearing.option_sets.insert(set.id());
    follow(set.value());
    for (const std::string& lever : set.levers()) {
      follow_name(lever);
    }
  }

  void follow_claim(const v1::Claim& claim) {
    bearing.claims.insert(claim.id());
    for (const std::string& expression : expressions_of(claim)) {
      follow(expression);
    }
  }

  void follow_outcome(const v1::Outcome& outcome) {
    bearing.outcomes.insert(outcome.id());
    follow(outcome.event());
  }

  void follow_metric(const v1::Metric& metric) {
    bearing.metrics.insert(metric.id());
    follow(metric.value());
  }

  Bearing bearing;

 private:
  void follow_name(const std::string& name) {
    if (find(scenario_.parameters(), name) != nullptr) {
      bearing.parameters.insert(name);
    } else if (const auto* quantity = find(scenario_.quantities(), name)) {
      if (bearing.quantities.insert(name).second) {
        follow(quantity->value());
      }
    } else if (const auto* actor = find(scenario_.actors(), name)) {
      for (const v1::PayoffTerm& term : actor->payoff()) {  // payoff(actor)
        follow_term(*actor, term);
      }
    } else {
      follow_lever(name);
    }
  }

  void follow_lever(const std::string& name) {
    for (const v1::Actor& actor : scenario_.actors()) {
      for (const v1::Lever& lever : actor.levers()) {
        if (actor.id() + "." + lever.id() != name || !bearing.levers.insert(name).second) {
          continue;
        }
        follow(actor.behaviour());
        for (const v1::PayoffTerm& term : actor.payoff()) {
          if (depends_on(term.value(), name) || depends_on(term.when(), name)) {
            follow_term(actor, term);
          }
        }
      }
    }
  }

  /// Whether an expression names the lever, itself or through quantities.
  [[nodiscard]] bool depends_on(std::string_view expression, const std::string& lever) const {
    const std::vector<std::string> all = names_in(expression);
    return std::any_of(all.begin(), all.end(), [&](const std::string& name) {
      const auto* quantity = find(scenario_.quantities(), name);
      return name == lever || (quantity != nullptr && depends_on(quantity->value(), lever));
    });
  }

  void follow_term(const v1::Actor& actor, const v1::PayoffTerm& term) {
    if (bearing.terms.insert(term_id(actor, term)).second) {
      // Other actors' levers in the term are shown by name; what sets them is another question.
      note(term.value());
      note(term.when());
    }
  }

  /// Follows names to parameters and quantities alone.
  void note(std::string_view expression) {
    for (const std::string& name : names_in(expression)) {
      if (find(scenario_.parameters(), name) != nullptr) {
        bearing.parameters.insert(name);
      } else if (const auto* quantity = find(scenario_.quantities(), name)) {
        if (bearing.quantities.insert(name).second) {
          note(quantity->value());
        }
      }
    }
  }

  const v1::Scenario& scenario_;
};

/// What names a parameter, a quantity or a lever, directly or through quantities.
Bearing users_of(const v1::Scenario& scenario, const std::string& id) {
  Bearing users;
  std::set<std::string> wanted = {id};
  for (std::size_t before = 0; before != wanted.size();) {
    before = wanted.size();
    for (const v1::Quantity& quantity : scenario.quantities()) {
      const bool is_user = std::any_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
        return names(quantity.value(), name);
      });
      if (is_user && wanted.insert(quantity.id()).second) {
        users.quantities.insert(quantity.id());
      }
    }
  }
  const auto uses = [&](std::string_view expression) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
      return names(expression, name);
    });
  };
  for (const v1::Actor& actor : scenario.actors()) {
    for (const v1::PayoffTerm& term : actor.payoff()) {
      if (uses(term.value()) || uses(term.when())) {
        users.terms.insert(term_id(actor, term));
      }
    }
  }
  for (const v1::Outcome& outcome : scenario.outcomes()) {
    if (uses(outcome.event())) {
      users.outcomes.insert(outcome.id());
    }
  }
  for (const v1::Metric& metric : scenario.metrics()) {
    if (uses(metric.value())) {
      users.metrics.insert(metric.id());
    }
  }
  for (const v1::OptionSet& set : scenario.option_sets()) {
    const auto& levers = set.levers();
    if (uses(set.value()) || std::find(levers.begin(), levers.end(), id) != levers.end()) {
      users.option_sets.insert(set.id());
    }
  }
  for (const v1::Claim& claim : scenario.claims()) {
    const auto all = expressions_of(claim);
    if (claim.key_parameter() == id || std::any_of(all.begin(), all.end(), uses)) {
      users.claims.insert(claim.id());
    }
  }
  return users;
}

void follow_question(const v1::Scenario& scenario, const v1::Question& question, Closure& closure) {
  for (const std::string& id : question.outcomes()) {
    if (const auto* outcome = find(scenario.outcomes(), id)) {
      closure.follow_outcome(*outcome);
    }
  }
  for (const std::string& id : question.metrics()) {
    if (const auto* metric = find(scenario.metrics(), id)) {
      closure.follow_metric(*metric);
    }
  }
  for (const std::string& id : question.claims()) {
    if (const auto* claim = find(scenario.claims(), id)) {
      closure.follow_claim(*claim);
    }
  }
  for (const std::string& id : question.option_sets()) {
    if (const auto* set = find(scenario.option_sets(), id)) {
      closure.follow_set(*set);
    }
  }
}

template <class Elements>
void add_ids(const Elements& elements, std::vector<std::string>& ids) {
  for (const auto& element : elements) {
    ids.push_back(element.id());
  }
}

[[noreturn]] void throw_unknown(const v1::Scenario& scenario, const std::string& id) {
  std::vector<std::string> known;
  add_ids(scenario.questions(), known);
  add_ids(scenario.claims(), known);
  add_ids(scenario.outcomes(), known);
  add_ids(scenario.metrics(), known);
  add_ids(scenario.option_sets(), known);
  add_ids(scenario.quantities(), known);
  add_ids(scenario.parameters(), known);
  for (const v1::Actor& actor : scenario.actors()) {
    for (const v1::Lever& lever : actor.levers()) {
      known.push_back(actor.id() + "." + lever.id());
    }
  }
  throw InvalidArgument(
      fmt::format("there is no question, claim, outcome, metric, option set, "
                  "quantity, parameter or lever '{}'{}",
                  id,
                  close_hint(id, known)));
}

bool is_lever(const v1::Scenario& scenario, const std::string& id) {
  return std::any_of(
      scenario.actors().begin(), scenario.actors().end(), [&](const v1::Actor& actor) {
        return std::any_of(
            actor.levers().begin(), actor.levers().end(), [&](const v1::Lever& lever) {
              return actor.id() + "." + lever.id() == id;
            });
      });
}

}  // namespace

std::vector<std::string> names_in(std::string_view expression) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < expression.size();) {
    if (!is_of_name(expression[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < expression.size() && is_of_name(expression[end])) {
      ++end;
    }
    if (is_letter(expression[i])) {
      found.emplace_back(expression.substr(i, end - i));
    }
    i = end;
  }
  return found;
}

Bearing bearing_on(const v1::Scenario& scenario, const std::string& id) {
  Closure closure(scenario);
  if (const auto* claim = find(scenario.claims(), id)) {
    closure.follow_claim(*claim);
  } else if (const auto* outcome = find(scenario.outcomes(), id)) {
    closure.follow_outcome(*outcome);
  } else if (const auto* metric = find(scenario.metrics(), id)) {
    closure.follow_metric(*metric);
  } else if (const auto* set = find(scenario.option_sets(), id)) {
    closure.follow_set(*set);
  } else if (const auto* question = find(scenario.questions(), id)) {
    follow_question(scenario, *question, closure);
  } else if (find(scenario.parameters(), id) != nullptr) {
    Bearing users = users_of(scenario, id);
    users.parameters.insert(id);
    return users;
  } else if (find(scenario.quantities(), id) != nullptr) {
    Bearing users = users_of(scenario, id);
    users.quantities.insert(id);
    return users;
  } else if (is_lever(scenario, id)) {
    Bearing users = users_of(scenario, id);
    users.levers.insert(id);
    return users;
  } else {
    throw_unknown(scenario, id);
  }
  return closure.bearing;
}

}  // namespace demarche
