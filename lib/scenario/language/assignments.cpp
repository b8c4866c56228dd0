// SPDX-License-Identifier: MIT
#include "scenario/language/assignments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "demarche/core/closest_name.hpp"
#include "scenario/language/symbols.hpp"

namespace demarche {
namespace {

/// One "actor.lever = level".
struct Assignment {
  std::string lever;             // As written.
  std::size_t lever_offset = 0;  // Where the lever stands in the text.
  std::string level;             // As written.
  std::size_t level_offset = 0;  // Where the level stands in the text.
};

/// Assignments, or what is wrong with their text.
struct ParsedAssignments {
  std::vector<Assignment> assignments;  // The assignments that could be read.
  std::vector<ExpressionError> errors;  // In the order of the text.
};

constexpr std::string_view kSpaces = " \t\r\n";

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.';
  });
}

std::string found(const TextPart& part) {
  return part.text.empty() ? std::string("nothing") : fmt::format("'{}'", part.text);
}

void parse_one(const TextPart& part, ParsedAssignments& parsed) {
  const auto sign = part.text.find('=');
  if (sign == std::string_view::npos) {
    parsed.errors.push_back(
        {part.offset, fmt::format("found {} where \"actor.lever = level\" fits", found(part))});
    return;
  }
  const TextPart lever = trimmed(part.text.substr(0, sign), part.offset);
  const TextPart level = trimmed(part.text.substr(sign + 1), part.offset + sign + 1);
  const std::size_t num_errors = parsed.errors.size();
  if (!is_name(lever.text) || lever.text.find('.') == std::string_view::npos) {
    parsed.errors.push_back(
        {lever.offset, fmt::format("found {} where a lever, as actor.lever, fits", found(lever))});
  }
  if (!is_name(level.text)) {
    parsed.errors.push_back(
        {level.offset, fmt::format("found {} where the id of a level fits", found(level))});
  }
  if (parsed.errors.size() == num_errors) {
    parsed.assignments.push_back(
        {std::string(lever.text), lever.offset, std::string(level.text), level.offset});
  }
}

/// Parses "china.pace = patient, china.deterrence = strengthen"; at least one assignment.
ParsedAssignments parse_assignments(std::string_view text) {
  ParsedAssignments parsed;
  for (std::size_t first = 0; first <= text.size();) {
    const std::size_t end = std::min(text.find(',', first), text.size());
    parse_one(trimmed(text.substr(first, end - first), first), parsed);
    first = end + 1;
  }
  return parsed;
}

}  // namespace

TextPart trimmed(std::string_view text, std::size_t offset) {
  const auto first = text.find_first_not_of(kSpaces);
  if (first == std::string_view::npos) {
    return {text.substr(0, 0), offset};
  }
  const auto last = text.find_last_not_of(kSpaces);
  return {text.substr(first, last - first + 1), offset + first};
}

std::string_view name_assigned(std::string_view assignment) {
  return trimmed(assignment.substr(0, assignment.find('='))).text;
}

ResolvedAssignments resolve_assignments(std::string_view text, const Symbols& symbols) {
  ParsedAssignments parsed = parse_assignments(text);
  ResolvedAssignments resolved;
  resolved.errors = std::move(parsed.errors);
  std::map<int, int> levels;
  for (const Assignment& assignment : parsed.assignments) {
    const int lever = symbols.find_lever(assignment.lever);
    if (lever < 0) {
      resolved.errors.push_back({assignment.lever_offset,
                                 fmt::format("there is no lever '{}'{}",
                                             assignment.lever,
                                             close_hint(assignment.lever, symbols.lever_names()))});
      continue;
    }
    const LeverSymbol& symbol = symbols.levers()[static_cast<std::size_t>(lever)];
    const int level = symbol.find_level(assignment.level);
    if (level < 0) {
      resolved.errors.push_back({assignment.level_offset, symbol.no_level(assignment.level)});
    } else if (!levels.emplace(lever, level).second) {
      resolved.errors.push_back(
          {assignment.lever_offset, fmt::format("lever {} is assigned twice", symbol.name)});
    }
  }
  for (const auto& [lever, level] : levels) {
    resolved.levers.push_back(lever);
    resolved.levels.push_back(level);
  }
  return resolved;
}

}  // namespace demarche
