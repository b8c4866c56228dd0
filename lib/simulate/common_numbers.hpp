// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// Where a number of each draw is read: one of the three.
struct Reading {
  int query = -1;                     ///< Of the model.
  int level = -1;                     ///< A row of RunPlan::first_level.
  const ClaimModel* claim = nullptr;  ///< Of the model, which has to outlive it.
};

/// A number that both scenarios have.
struct CommonNumber {
  std::string kind;   ///< "outcome", "claim", "metric", "payoff" or "lever".
  std::string id;     ///< Of the element, "actor.lever" of a lever.
  std::string level;  ///< Of a lever; else empty.
  bool is_probability = false;
  Reading first;
  Reading second;
};

/// The numbers that both scenarios have, matched by kind, id and level, in the order of the first.
[[nodiscard]] std::vector<CommonNumber> common_numbers(const RunPlan& first, const RunPlan& second);

}  // namespace demarche
