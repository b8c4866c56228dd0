// SPDX-License-Identifier: MIT
#include "simulate/behaviour_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <system_error>

#include "demarche/core/error.hpp"
#include "demarche/simulate/check.hpp"
#include "demarche/solve/concept.hpp"

namespace demarche {
namespace {

/// What is wrong with a name; empty if nothing is.
std::string problem_of(const std::string& name) {
  const BehaviourName parsed = parse_behaviour(name);
  try {
    const Concept& found = find_concept(parsed.concept_name);
    if (!parsed.factor) {
      return fmt::format("behaviour {}: the factor must be a number above 0", name);
    }
    if (*parsed.factor != 1.0 && !found.has_precision_of_game) {
      return fmt::format("behaviour {}: {} has no precision", name, found.name);
    }
  } catch (const InvalidArgument& error) {
    return fmt::format("behaviour {}: {}", name, error.what());
  }
  return "";
}

}  // namespace

BehaviourName parse_behaviour(std::string_view name) {
  const std::size_t star = name.find('*');
  if (star == std::string_view::npos) {
    return {.concept_name = name};
  }
  const std::string_view number = name.substr(star + 1);
  double factor = 0.0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), factor);
  const bool is_number = error == std::errc() && end == number.data() + number.size() &&
                         std::isfinite(factor) && factor > 0.0;
  return {.concept_name = name.substr(0, star),
          .factor = is_number ? std::optional(factor) : std::nullopt};
}

void check_behaviours(std::span<const std::string> behaviours) {
  if (behaviours.size() == 1 && behaviours[0] == "none") {
    return;
  }
  std::string problems;
  for (std::size_t i = 0; i < behaviours.size(); ++i) {
    std::string problem = problem_of(behaviours[i]);
    const auto before = behaviours.first(i);
    if (std::find(before.begin(), before.end(), behaviours[i]) != before.end()) {
      problem = fmt::format("behaviour {} is named twice", behaviours[i]);
    }
    problems += (problems.empty() || problem.empty() ? "" : "\n") + problem;
  }
  if (!problems.empty()) {
    throw InvalidArgument(problems);
  }
}

}  // namespace demarche
