// SPDX-License-Identifier: MIT
#include "demarche/scenario/what_if.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string_view>

#include "core/calendar_date.hpp"
#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"
#include "demarche/scenario/parameters.hpp"
#include "scenario/check/expansion.hpp"
#include "scenario/language/assignments.hpp"
#include "scenario/language/evidence_date.hpp"
#include "scenario/language/plain_text.hpp"

namespace demarche {
namespace {

/// The number of a shared expert by its id.
std::optional<double> number_of_expert(std::string_view expert, const v1::Scenario& scenario) {
  for (const v1::Parameter& parameter : scenario.parameters()) {
    for (int k = 0; k < parameter.experts_size() && parameter.pool() != "independent"; ++k) {
      if (parameter.experts(k).id() == expert) {
        return k;
      }
    }
  }
  return std::nullopt;
}

/// Makes the parameter constant; returns what is wrong, or nothing.
std::string set_parameter(const std::string& assignment,
                          const v1::Scenario& unchanged,
                          std::set<std::string>& done,
                          v1::Scenario& scenario) {
  const std::size_t equal = assignment.find('=');
  if (equal == std::string::npos) {
    return fmt::format("'{}' must be parameter = number", assignment);
  }
  const std::string_view whole = assignment;
  const std::string id(name_assigned(assignment));
  const std::string_view text = trimmed(whole.substr(equal + 1)).text;
  auto& parameters = *scenario.mutable_parameters();
  const auto found = std::find_if(
      parameters.begin(), parameters.end(), [&](const auto& known) { return known.id() == id; });
  if (found == parameters.end()) {
    std::vector<std::string> known;
    for (const v1::Parameter& parameter : parameters) {
      known.push_back(parameter.id());
    }
    return fmt::format("there is no parameter '{}'{}", id, close_hint(id, known));
  }
  std::optional<double> value = plain_number(text);
  if (!value && id == kExpertParameter) {
    value = number_of_expert(text, unchanged);
  }
  if (!value) {
    return fmt::format("parameter {} must be set to a finite number, got '{}'", id, text);
  }
  if (!done.insert(id).second) {
    return fmt::format("parameter {} is set twice", id);
  }
  found->clear_experts();
  found->clear_pool();
  found->clear_distribution();
  found->mutable_distribution()->mutable_constant()->set_value(*value);
  return "";
}

/// What is wrong with the name of a lever, or nothing. A lever without its actor gets that of the
/// actor who has it.
std::string lever_problem(const std::string& assignment, const v1::Scenario& scenario) {
  const std::string name(name_assigned(assignment));
  if (assignment.find('=') == std::string::npos) {
    return fmt::format("'{}' must be actor.lever = level", assignment);
  }
  std::vector<std::string> known;
  std::vector<std::string> with_actor;
  for (const v1::Actor& actor : scenario.actors()) {
    for (const v1::Lever& lever : actor.levers()) {
      known.push_back(actor.id() + "." + lever.id());
      if (lever.id() == name) {
        with_actor.push_back(known.back());
      }
    }
  }
  if (std::find(known.begin(), known.end(), name) != known.end()) {
    return "";
  }
  return fmt::format("there is no lever '{}'{}",
                     name,
                     with_actor.empty()
                         ? close_hint(name, known)
                         : fmt::format("; did you mean '{}'?", fmt::join(with_actor, "' or '")));
}

/// Fixes levers, in the place of what the scenario has fixed them at.
void fix_levers(const std::vector<std::string>& assignments, v1::Scenario& scenario) {
  std::set<std::string_view> levers;
  for (const std::string& assignment : assignments) {
    levers.insert(name_assigned(assignment));
  }
  std::vector<std::string> fixed;
  for (const std::string& assignment : scenario.fixed()) {
    if (!levers.contains(name_assigned(assignment))) {
      fixed.push_back(assignment);
    }
  }
  fixed.insert(fixed.end(), assignments.begin(), assignments.end());
  scenario.mutable_fixed()->Assign(fixed.begin(), fixed.end());
}

/// Adds an item of evidence that the condition is observed; returns what is wrong, or nothing. An
/// id of an outcome or claim stands for its event.
std::string add_given(const std::string& condition, v1::Scenario& scenario) {
  const std::string id(trimmed(condition).text);
  if (id.empty()) {
    return "a condition that is given must not be empty";
  }
  std::string event = id;
  std::vector<std::string> known;
  for (const v1::Outcome& outcome : scenario.outcomes()) {
    known.push_back(outcome.id());
    event = outcome.id() == id ? outcome.event() : event;
  }
  for (const v1::Claim& claim : scenario.claims()) {
    if (claim.id() == id && !claim.has_event()) {
      return fmt::format("claim '{}' compares options, and only claims with an event can be given",
                         id);
    }
    known.push_back(claim.id());
    event = claim.id() == id ? claim.event() : event;
  }
  // A single name that is neither may be a condition: a quantity or a Bernoulli parameter.
  const auto is_named = [&](const auto& elements) {
    return std::any_of(
        elements.begin(), elements.end(), [&](const auto& element) { return element.id() == id; });
  };
  if (event == id && is_id(id) && !is_named(scenario.quantities()) &&
      !is_named(scenario.parameters()) && !is_named(scenario.metrics())) {
    return fmt::format(
        "there is no outcome, claim or condition '{}' to be given{}", id, close_hint(id, known));
  }
  const auto& items = scenario.evidence();
  std::string free = "given";
  for (int number = 2; std::any_of(
           items.begin(), items.end(), [&](const v1::Evidence& item) { return item.id() == free; });
       ++number) {
    free = fmt::format("given_{}", number);
  }
  v1::Evidence& item = *scenario.add_evidence();
  item.set_id(free);
  item.set_name(id);
  item.set_date(std::string(kAssumed));
  item.set_statement(id);
  item.set_likelihood(fmt::format("if({}, 1, 0)", event));
  item.set_rationale("Assumed for this run.");
  return "";
}

/// Leaves the items of evidence that count; returns what is wrong, or nothing.
std::string choose_evidence(std::string_view choice, v1::Scenario& scenario) {
  constexpr std::string_view kUntil = "until";
  auto& items = *scenario.mutable_evidence();
  if (choice.empty()) {
    return "evidence must be all, none, until DATE or ids with commas between";
  }
  if (choice == "all") {
    return "";
  }
  if (choice == "none") {
    items.Clear();
    return "";
  }
  if (choice == kUntil || choice.starts_with("until ")) {
    const std::string_view date = trimmed(choice.substr(kUntil.size())).text;
    if (!is_calendar_date(date)) {
      return fmt::format("evidence 'until' needs a date such as 2025-02-18, got '{}'", date);
    }
    items.erase(std::remove_if(items.begin(),
                               items.end(),
                               [&](const v1::Evidence& item) {
                                 return item.date() != kAssumed && item.date() > date;
                               }),
                items.end());
    return "";
  }
  std::set<std::string, std::less<>> wanted;
  std::vector<std::string> known;
  for (const v1::Evidence& item : items) {
    known.push_back(item.id());
  }
  for (std::string_view rest = choice; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string id(trimmed(rest.substr(0, comma)).text);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
    if (std::find(known.begin(), known.end(), id) == known.end()) {
      return fmt::format(
          "there is no item of evidence '{}'{}; \"none\" and \"until DATE\" choose, too",
          id,
          close_hint(id, known));
    }
    wanted.insert(id);
  }
  items.erase(std::remove_if(items.begin(),
                             items.end(),
                             [&](const v1::Evidence& item) {
                               return !item.date().empty() && !wanted.contains(item.id());
                             }),
              items.end());
  for (v1::Evidence& item : items) {
    if (item.date().empty() && wanted.contains(item.id())) {
      item.set_date(std::string(kAssumed));
    }
  }
  return "";
}

/// Widens a distribution if it is continuous.
void widen(double factor, v1::Distribution& distribution) {
  if (!distribution.has_constant() && !distribution.has_bernoulli() &&
      !distribution.has_discrete() && !distribution.has_empirical()) {
    distribution.set_widen((distribution.has_widen() ? distribution.widen() : 1.0) * factor);
  }
}

/// Widens all parameters.
void widen_all(double factor, v1::Scenario& scenario) {
  if (factor == 1.0) {
    return;
  }
  for (v1::Parameter& parameter : *scenario.mutable_parameters()) {
    if (parameter.has_distribution()) {
      widen(factor, *parameter.mutable_distribution());
    }
    for (v1::Expert& expert : *parameter.mutable_experts()) {
      widen(factor, *expert.mutable_distribution());
    }
  }
}

}  // namespace

v1::Scenario changed(const v1::Scenario& scenario, const WhatIf& what_if) {
  v1::Scenario result = scenario;
  // So that all parameters can be named. Compiling finds the same problems again.
  static_cast<void>(expand(result));
  std::vector<std::string> problems;
  const auto note = [&](std::string problem) {
    if (!problem.empty()) {
      problems.push_back(std::move(problem));
    }
  };
  std::set<std::string> done;
  for (const std::string& assignment : what_if.set) {
    note(set_parameter(assignment, scenario, done, result));
  }
  for (const std::string& assignment : what_if.fix) {
    note(lever_problem(assignment, scenario));
  }
  if (const auto number = plain_number(what_if.precision); number && *number < 0.0) {
    problems.push_back(fmt::format("precision must be at least 0, got {}", what_if.precision));
  }
  if (!(what_if.widen > 0.0 && std::isfinite(what_if.widen))) {
    problems.push_back(fmt::format("the factor to widen by must be a finite number above 0, got {}",
                                   what_if.widen));
  }
  if (!what_if.evidence.empty()) {
    note(choose_evidence(trimmed(what_if.evidence).text, result));
  }
  for (const std::string& condition : what_if.given) {
    note(add_given(condition, result));
  }
  if (!problems.empty()) {
    throw InvalidArgument(fmt::format("{}", fmt::join(problems, "\n")));
  }
  fix_levers(what_if.fix, result);
  widen_all(what_if.widen, result);
  if (!what_if.precision.empty()) {
    result.mutable_defaults()->set_precision(what_if.precision);
    for (v1::Actor& actor : *result.mutable_actors()) {
      actor.clear_precision();
    }
  }
  return result;
}

}  // namespace demarche
