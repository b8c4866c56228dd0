// SPDX-License-Identifier: MIT
#include "simulate/common_numbers.hpp"

#include <cstddef>
#include <map>
#include <tuple>

namespace demarche {
namespace {

/// A number of one scenario, and where to read it.
struct Readable {
  std::string kind;
  std::string id;
  std::string level;
  Reading reading;
};

std::vector<Readable> readings(const RunPlan& plan) {
  const Model& model = plan.model;
  const v1::Scenario& scenario = model.scenario;
  std::vector<Readable> found;
  for (std::size_t i = 0; i < model.outcomes.size(); ++i) {
    found.push_back(
        {"outcome", scenario.outcomes(static_cast<int>(i)).id(), "", {.query = model.outcomes[i]}});
  }
  for (std::size_t i = 0; i < model.claims.size(); ++i) {
    found.push_back(
        {"claim", scenario.claims(static_cast<int>(i)).id(), "", {.claim = &model.claims[i]}});
  }
  for (std::size_t i = 0; i < model.metrics.size(); ++i) {
    found.push_back(
        {"metric", scenario.metrics(static_cast<int>(i)).id(), "", {.query = model.metrics[i]}});
  }
  for (std::size_t i = 0; i < model.payoffs.size(); ++i) {
    if (model.payoffs[i] >= 0) {
      found.push_back(
          {"payoff", scenario.actors(static_cast<int>(i)).id(), "", {.query = model.payoffs[i]}});
    }
  }
  for (std::size_t v = 0; v < model.variables.size(); ++v) {
    const v1::Actor& actor = scenario.actors(model.variables[v].actor);
    const v1::Lever& lever = actor.levers(model.variables[v].lever);
    for (int level = 0; level < lever.levels_size(); ++level) {
      found.push_back({"lever",
                       actor.id() + "." + lever.id(),
                       lever.levels(level).id(),
                       {.level = static_cast<int>(plan.first_level[v]) + level}});
    }
  }
  return found;
}

}  // namespace

std::vector<CommonNumber> common_numbers(const RunPlan& first, const RunPlan& second) {
  std::map<std::tuple<std::string, std::string, std::string>, Reading> others;
  for (const Readable& other : readings(second)) {
    others.emplace(std::tuple(other.kind, other.id, other.level), other.reading);
  }
  std::vector<CommonNumber> pairs;
  for (const Readable& own : readings(first)) {
    const auto other = others.find({own.kind, own.id, own.level});
    if (other != others.end()) {
      pairs.push_back({.kind = own.kind,
                       .id = own.id,
                       .level = own.level,
                       .is_probability = own.kind != "metric" && own.kind != "payoff",
                       .first = own.reading,
                       .second = other->second});
    }
  }
  return pairs;
}

}  // namespace demarche
