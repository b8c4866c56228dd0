// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "demarche/scenario/model.hpp"

namespace demarche {

/// The queries whose value at the sampled profile is wanted: those of metrics and payoffs and,
/// where there is evidence, of outcomes and of claims that are events. Ascending.
[[nodiscard]] inline std::vector<std::size_t> realised_queries(const Model& model) {
  std::set<std::size_t> wanted;
  const auto add = [&](int query) {
    if (query >= 0) {  // Behavioural players have no payoff, and comparisons are no event.
      wanted.insert(static_cast<std::size_t>(query));
    }
  };
  for (const auto* list : {&model.metrics, &model.payoffs}) {
    for (const int query : *list) {
      add(query);
    }
  }
  if (!model.evidence.empty()) {
    for (const int query : model.outcomes) {
      add(query);
    }
    for (const ClaimModel& claim : model.claims) {
      add(claim.event);
    }
  }
  return {wanted.begin(), wanted.end()};
}

}  // namespace demarche
