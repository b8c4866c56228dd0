// SPDX-License-Identifier: MIT
#include "scenario/layers/evidence_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "core/calendar_date.hpp"
#include "demarche/core/closest_name.hpp"
#include "scenario/language/assignments.hpp"
#include "scenario/language/evidence_date.hpp"
#include "scenario/language/plain_text.hpp"

namespace demarche {
namespace {

/// What stands before a condition in the likelihood of its item of evidence.
constexpr std::string_view kObserved = "if(";

/// The likelihood of an item of evidence that a condition is observed.
std::string observed(std::string_view condition) {
  return fmt::format("{}{}, 1, 0)", kObserved, condition);
}

}  // namespace

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
  item.set_likelihood(observed(event));
  item.set_rationale("Assumed for this run.");
  return "";
}

int given_inset(std::string_view condition, const v1::Evidence& item) {
  const std::size_t inset =
      item.likelihood() == observed(item.statement()) ? kObserved.size() : item.likelihood().size();
  return static_cast<int>(inset) - static_cast<int>(trimmed(condition).offset);
}

}  // namespace demarche
