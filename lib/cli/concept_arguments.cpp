// SPDX-License-Identifier: MIT
#include "cli/concept_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>
#include <type_traits>

#include "demarche/core/closest_name.hpp"
#include "demarche/core/error.hpp"

namespace demarche::cli {
namespace {

/// The player of this name, or of this number from 1. A name counts first: of players "2" and "1",
/// 2 is the first one.
int find_player(const std::vector<std::string>& players, const std::string& name) {
  const auto found = std::find(players.begin(), players.end(), name);
  if (found == players.end()) {
    int number = 0;
    const char* const end = name.data() + name.size();
    const auto parsed = std::from_chars(name.data(), end, number);
    if (parsed.ec == std::errc() && parsed.ptr == end && number >= 1 &&
        number <= static_cast<int>(players.size())) {
      return number - 1;
    }
    throw InvalidArgument(
        fmt::format("there is no player '{}' who chooses; {} (or a number, 1 to {})",
                    name,
                    name_hint(name, players),
                    players.size()));
  }
  if (std::find(found + 1, players.end(), name) != players.end()) {
    throw InvalidArgument(fmt::format(
        "several players are called '{}'; give a number, 1 to {}", name, players.size()));
  }
  return static_cast<int>(found - players.begin());
}

/// Says what is wrong with a list of players as the user typed it.
/// @throws InvalidArgument unless each player is in it once.
void require_everybody_once(const std::string& option,
                            std::vector<int> numbers,
                            const std::vector<std::string>& names,
                            const std::vector<std::string>& players) {
  std::sort(numbers.begin(), numbers.end());
  bool is_fine = numbers.size() == players.size();
  for (std::size_t i = 0; is_fine && i < numbers.size(); ++i) {
    is_fine = numbers[i] == static_cast<int>(i);
  }
  if (!is_fine) {
    throw InvalidArgument(fmt::format("{} must name each player once ({}), got {}",
                                      option,
                                      fmt::join(players, ", "),
                                      fmt::join(names, ",")));
  }
}

/// "--mean-level" of mean_level.
std::string flag(std::string_view name) {
  std::string text(name);
  std::replace(text.begin(), text.end(), '_', '-');
  return "--" + text;
}

/// What an option means, what it may be and, where that tells something, who reads it.
std::string help(const OptionDescription& option) {
  constexpr std::size_t kMostReaders = 6;  // An option that more concepts read is a general one.
  std::string text(option.help);
  if (option.type == OptionType::choice) {
    text += fmt::format(": {}", option.values_text());
  } else if (option.type == OptionType::strategies) {
    text += "; strategies' numbers from 1, with commas";
  } else if (option.type == OptionType::players) {
    text += "; names, or numbers from 1, with commas";
  } else if (!option.unit.empty()) {
    text += fmt::format(", in {}", option.unit);
  }
  const auto concepts_that_read = readers(option.field);
  if (concepts_that_read.size() <= kMostReaders) {
    text += fmt::format(" ({})", fmt::join(concepts_that_read, ", "));
  }
  return text;
}

}  // namespace

std::string concept_help() {
  std::string text = "solution concept: ";
  for (const Concept& entry : concepts()) {
    text += (&entry == &concepts().front() ? "" : ", ") + std::string(entry.name);
  }
  return text;
}

void ConceptArguments::add_to(CLI::App& command, GameSource source) {
  for (const OptionDescription& option : option_table()) {
    if (source == GameSource::file || !option.is_of_scenario) {
      all_.push_back({&option, add(option, command)});
    }
  }
}

CLI::Option* ConceptArguments::add(const OptionDescription& option, CLI::App& command) {
  std::string flags = flag(option.name);
  if (!option.alias.empty()) {
    flags += "," + flag(option.alias);
  }
  switch (option.type) {
    case OptionType::number:
      return command.add_option(
          flags, numbers_.*std::get<double ConceptOptions::*>(option.field), help(option));
    case OptionType::integer:
      return command.add_option(
          flags, numbers_.*std::get<int ConceptOptions::*>(option.field), help(option));
    case OptionType::strategies:
      return command.add_option(flags, strategies_[option.name], help(option))
          ->delimiter(',')
          ->allow_extra_args(false);
    case OptionType::players:
      return command.add_option(flags, names_[option.name], help(option))
          ->delimiter(',')
          ->allow_extra_args(false);
    case OptionType::player:
    case OptionType::choice:
      break;
  }
  return command.add_option(flags, names_[option.name], help(option))
      ->expected(1)
      ->allow_extra_args(false);
}

bool ConceptArguments::is_given(const OptionField& field) const {
  return std::any_of(all_.begin(), all_.end(), [&](const Given& given) {
    return given.option->field == field && given.argument->count() > 0;
  });
}

void ConceptArguments::require_read_by(std::span<const std::string> concept_names) const {
  for (const Given& given : all_) {
    if (given.argument->count() > 0) {
      // The parser does not tell which of an option's two names was typed, so the message has both.
      const OptionDescription& option = *given.option;
      const std::string alias =
          option.alias.empty() ? "" : fmt::format(" ({})", flag(option.alias));
      require_read(option, concept_names, flag(option.name) + alias);
    }
  }
}

std::vector<int> ConceptArguments::numbers(const OptionDescription& option,
                                           const std::vector<std::string>& players) const {
  std::vector<int> numbers;
  if (option.type == OptionType::strategies) {
    for (const int strategy : strategies_.at(option.name)) {
      numbers.push_back(strategy - 1);
    }
    return numbers;
  }
  const std::vector<std::string>& names = names_.at(option.name);
  for (const std::string& name : names) {
    numbers.push_back(find_player(players, name));
  }
  if (option.type == OptionType::players) {
    require_everybody_once(flag(option.name), numbers, names, players);
  }
  return numbers;
}

void ConceptArguments::apply(const std::vector<std::string>& players,
                             ConceptOptions& options,
                             const Concept* reader) const {
  for (const Given& given : all_) {
    const bool is_read = reader == nullptr || reader->reads_option(given.option->field);
    if (given.argument->count() == 0 || !is_read) {
      continue;
    }
    const OptionDescription& option = *given.option;
    std::visit(
        [&](auto field) {
          using Value = std::remove_reference_t<decltype(options.*field)>;
          if constexpr (std::is_same_v<Value, double>) {
            options.*field = numbers_.*field;
          } else if constexpr (std::is_same_v<Value, int>) {
            options.*field = option.type == OptionType::player ? numbers(option, players).front()
                                                               : numbers_.*field;
          } else if constexpr (std::is_same_v<Value, Selection>) {
            options.*field = find_selection(names_.at(option.name).front());
          } else if constexpr (std::is_same_v<Value, CorrelatedObjective>) {
            options.*field = find_objective(names_.at(option.name).front());
          } else {
            options.*field = numbers(option, players);
          }
        },
        option.field);
  }
}

}  // namespace demarche::cli
