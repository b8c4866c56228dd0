// SPDX-License-Identifier: MIT
#include "demarche/solve/concept_options.hpp"

#include <fmt/format.h>

#include <cmath>
#include <type_traits>

#include "core/require.hpp"
#include "core/unknown_name.hpp"

namespace demarche {
namespace {

constexpr OptionRange kAboveZero{.includes_low = false};

template <class Value>
std::string text_of(const Value& value) {
  if constexpr (std::is_same_v<Value, double>) {
    return std::isinf(value) ? "none" : fmt::format("{}", value);
  } else if constexpr (std::is_same_v<Value, int>) {
    return std::to_string(value);
  } else if constexpr (std::is_enum_v<Value>) {
    return std::string(to_string(value));
  } else {
    return value.empty() ? "none" : fmt::format("{}", fmt::join(value, ","));
  }
}

std::vector<OptionDescription> make_table() {
  using Options = ConceptOptions;
  return {
      {.name = "precision",
       .field = &Options::precision,
       .range = {.is_finite = true},
       .unit = "1 / unit of payoff",
       .help = "logit precision, where the game brings none of its own",
       .alias = "lambda",
       .is_of_scenario = true},
      {.name = "max_iterations",
       .field = &Options::max_iterations,
       .type = OptionType::integer,
       .help = "budget of work per game; 0: the concept's own budget"},
      {.name = "max_seconds",
       .field = &Options::max_seconds,
       .range = kAboveZero,
       .unit = "seconds",
       .help = "time budget per game"},
      {.name = "tolerance",
       .field = &Options::tolerance,
       .range = kAboveZero,
       .help =
           "largest relative residual that an answer may have; of dynamics, the largest change per "
           "step at rest, for replicators 1e-06 by default"},
      {.name = "player",
       .field = &Options::player,
       .type = OptionType::player,
       .help = "who commits (Stackelberg) or whose payoff counts (correlated play)"},
      {.name = "order",
       .field = &Options::order,
       .type = OptionType::players,
       .help = "order of moves, every player once; none: as listed"},
      {.name = "start",
       .field = &Options::start,
       .type = OptionType::strategies,
       .help = "where dynamics start, and the status quo of selection nearest; none: uniform play",
       .is_of_scenario = true},
      {.name = "level",
       .field = &Options::level,
       .type = OptionType::integer,
       .unit = "steps of reasoning",
       .help = "how far ahead every player reasons"},
      {.name = "mean_level",
       .field = &Options::mean_level,
       .range = {.high = kMostMeanLevel},
       .unit = "steps of reasoning",
       .help = "how far ahead players reason on average"},
      {.name = "objective",
       .field = &Options::objective,
       .type = OptionType::choice,
       .choices = objective_names(),
       .help = "what correlated play makes as large as it can"},
      {.name = "selection",
       .field = &Options::selection,
       .type = OptionType::choice,
       .choices = selection_names(),
       .help = "which of several equilibria counts"},
  };
}

}  // namespace

bool OptionRange::contains(double value) const {
  return (includes_low ? value >= low : value > low) && value <= high &&
         (!is_finite || std::isfinite(value));
}

std::string OptionRange::rule() const {
  if (std::isfinite(high)) {
    return fmt::format("in {}{}, {}]", includes_low ? "[" : "(", low, high);
  }
  return fmt::format(
      "{}{} {}", is_finite ? "finite and " : "", includes_low ? "at least" : "above", low);
}

bool OptionDescription::is_default(const ConceptOptions& options) const {
  static const ConceptOptions defaults;
  return std::visit([&](auto own) { return options.*own == defaults.*own; }, field);
}

std::string OptionDescription::default_text() const {
  static const ConceptOptions defaults;
  return std::visit([](auto own) { return text_of(defaults.*own); }, field);
}

std::string OptionDescription::values_text() const {
  switch (type) {
    case OptionType::number:
      return "a number " + range.rule();
    case OptionType::integer:
      return "a whole number " + range.rule();
    case OptionType::player:
      return "a player";
    case OptionType::players:
      return "players";
    case OptionType::strategies:
      return "a strategy per player";
    case OptionType::choice:
      return fmt::format("{}", fmt::join(choices, ", "));
  }
  return "";
}

const std::vector<OptionDescription>& option_table() {
  static const std::vector<OptionDescription> table = make_table();
  return table;
}

const OptionDescription& find_option(std::string_view name) {
  std::vector<std::string> names;
  for (const OptionDescription& option : option_table()) {
    if (option.name == name) {
      return option;
    }
    names.emplace_back(option.name);
  }
  throw_unknown("option", name, names);
}

void check_options(const ConceptOptions& options) {
  for (const OptionDescription& option : option_table()) {
    std::visit(
        [&](auto own) {
          const auto& value = options.*own;
          if constexpr (std::is_arithmetic_v<std::decay_t<decltype(value)>>) {
            // The rule is put into words only where it is broken: formatting the rules of all
            // options took 36 % of the time of solve_game() on a 2x2 game.
            if (!option.range.contains(value)) {
              require(false, option.name, option.range.rule(), value);
            }
          }
        },
        option.field);
  }
}

}  // namespace demarche
