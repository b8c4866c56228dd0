// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/core/closest_name.hpp"

namespace demarche {

/// A place in a file. Lines and columns count from 1; 0 means unknown.
struct Position {
  int line = 0;    ///< From 1, or 0.
  int column = 0;  ///< From 1, in bytes, or 0.
};

/// How much a problem weighs.
enum class Severity {
  error,    ///< The input cannot be used.
  warning,  ///< The input can be used, but it may say less, or something else, than was meant.
};

/// One thing wrong with an input.
struct Problem {
  std::string file;     ///< As given; empty for a scenario made in memory.
  Position position;    ///< Where it begins.
  std::string path;     ///< The element, for example "actor us, payoff term thaw, value".
  std::string message;  ///< What was found and what would fit; with the closest known name.

  Severity severity = Severity::error;  ///< Whether the input can be used all the same.
  /// The kind of a warning, as docs/scenario_format.md lists them, for example "unused"; empty for
  /// what was an error from the start.
  std::string rule = {};

  /// "file:line:column: path: message", without the parts that are unknown. A warning says
  /// "warning: " before its path. Control characters, which a name or text of the file may hold,
  /// are written as escapes.
  [[nodiscard]] std::string to_string() const;
};

}  // namespace demarche
