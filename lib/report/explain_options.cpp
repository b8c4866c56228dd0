// SPDX-License-Identifier: MIT
#include "report/explain_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/to_size.hpp"
#include "report/text.hpp"

namespace demarche {
namespace {

constexpr std::size_t kMostShown = 6;  // Options of a set.

std::string level_names(const Model& model, const OptionSetModel& set, std::size_t option) {
  std::string text;
  for (std::size_t k = 0; k < set.variables.size(); ++k) {
    const VariableModel& variable = model.variables[to_size(set.variables[k])];
    const v1::Lever& lever = model.scenario.actors(variable.actor).levers(variable.lever);
    text += (k == 0 ? "" : ", ") + name_of(lever.levels(set.levels[option][k]));
  }
  return text;
}

std::string value_text(double value) {
  return std::isnan(value) ? "no answer" : number(value);
}

/// The options by what they bring as commitments, the best first and those without an answer last.
std::vector<std::size_t> by_value(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::isnan(values[a]) ? false : std::isnan(values[b]) || values[a] > values[b];
  });
  return order;
}

}  // namespace

std::string explain_options(const Model& model, const Draw& draw, std::size_t width) {
  std::string text;
  for (std::size_t s = 0; s < draw.answered_options.size(); ++s) {
    const std::vector<double>& answered = draw.answered_options[s];
    if (answered.empty()) {
      continue;
    }
    text += text.empty() ? "\nOptions in this draw: if the others answer, and held\n" : "";
    const v1::OptionSet& set = model.scenario.option_sets(static_cast<int>(s));
    text += wrapped(fmt::format("{}, by {}", name_of(set), set.value()), 2, width);
    const std::vector<std::size_t> order = by_value(answered);
    for (std::size_t i = 0; i < std::min(kMostShown, order.size()); ++i) {
      const std::string numbers = fmt::format("    {:>10} {:>10}  ",
                                              value_text(answered[order[i]]),
                                              value_text(draw.option_values[s][order[i]]));
      const std::string name =
          wrapped(level_names(model, model.option_sets[s], order[i]), numbers.size(), width);
      text += numbers + name.substr(std::min(numbers.size(), name.size()));
    }
    if (order.size() > kMostShown) {
      text += fmt::format("    and {} more\n", order.size() - kMostShown);
    }
  }
  return text;
}

}  // namespace demarche
