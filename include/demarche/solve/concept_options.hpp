// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "demarche/solve/correlated_equilibrium.hpp"
#include "demarche/solve/level_k.hpp"
#include "demarche/solve/selection.hpp"
#include "demarche/solve/solve_status.hpp"

namespace demarche {

/// What a user may set for any concept. option_table() describes each field, and Concept::reads
/// lists those that a concept takes.
struct ConceptOptions {
  double precision = 1.0;             ///< Logit precision where a game brings none of its own.
  int max_iterations = 0;             ///< Budget per game (Concept::budget); 0: the concept's own.
  double max_seconds = kNoTimeLimit;  ///< Time budget per game.
  double tolerance = 1e-9;            ///< Largest relative residual accepted, or change at rest.
  int player = 0;               ///< Who commits, or whose payoff counts: among those who choose.
  std::vector<int> order = {};  ///< Of moves: every player once; empty: as listed.
  std::vector<int> start = {};  ///< A strategy per player: the status quo; empty: uniform play.
  int level = LevelKOptions{}.level;                             ///< Steps of reasoning.
  double mean_level = CognitiveHierarchyOptions{}.mean_level;    ///< Mean steps of reasoning.
  CorrelatedObjective objective = CorrelatedObjective::welfare;  ///< Of correlated play.
  Selection selection = Selection::uniform;                      ///< Among several equilibria.
};

/// A field of ConceptOptions, which stands for the option.
using OptionField = std::variant<double ConceptOptions::*,
                                 int ConceptOptions::*,
                                 std::vector<int> ConceptOptions::*,
                                 CorrelatedObjective ConceptOptions::*,
                                 Selection ConceptOptions::*>;

/// How a user writes an option down.
enum class OptionType {
  number,      ///< A real number.
  integer,     ///< A whole number.
  player,      ///< A player: a number from 0, or a name.
  players,     ///< A list of players.
  strategies,  ///< A strategy's number for each player, from 0 (from 1 on the command line).
  choice,      ///< One of OptionDescription::choices.
};

/// Which numbers an option may be.
struct OptionRange {
  double low = 0.0;                                       ///< The least number, or its bound.
  double high = std::numeric_limits<double>::infinity();  ///< The largest number.
  bool includes_low = true;                               ///< Whether `low` itself is allowed.
  bool is_finite = false;  ///< Infinity is refused although nothing limits the number.

  /// Whether an option may have this value.
  [[nodiscard]] bool contains(double value) const;
  /// "above 0", "at least 0", "finite and at least 0", "in [0, 50]".
  [[nodiscard]] std::string rule() const;
};

/// What there is to know about an option. The default is the field's in ConceptOptions.
struct OptionDescription {
  std::string_view name;  ///< The field's name; the program takes hyphens for its underscores.
  OptionField field;      ///< Where ConceptOptions holds it.
  OptionType type = OptionType::number;            ///< What a value is.
  OptionRange range = {};                          ///< Of numbers and of a player.
  std::span<const std::string_view> choices = {};  ///< Of OptionType::choice.
  std::string_view unit = {};                      ///< Empty: a count or a pure number.
  std::string_view help;                           ///< What it means, in a line.
  std::string_view alias = {};                     ///< Another name on the command line.
  bool is_of_scenario = false;  ///< A scenario states it, so `demarche run` does not ask for it.

  /// Whether `options` have the default.
  [[nodiscard]] bool is_default(const ConceptOptions& options) const;
  /// The default as a user would type it; "none" if it is empty or has no limit.
  [[nodiscard]] std::string default_text() const;
  /// What values are allowed, in words: "a number above 0", "uniform, payoff-dominant, ...".
  [[nodiscard]] std::string values_text() const;
};

/// Every option, in the order of ConceptOptions. A new option is a field there, a row here and a
/// mention in `reads` of each concept that takes it.
[[nodiscard]] const std::vector<OptionDescription>& option_table();
/// The row of an option by its name.
/// @throws InvalidArgument with the closest name, or all of them, if there is none called so.
[[nodiscard]] const OptionDescription& find_option(std::string_view name);

/// @throws InvalidArgument naming the first option out of its range.
void check_options(const ConceptOptions& options);

}  // namespace demarche
