// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "demarche/core/closest_name.hpp"

namespace demarche {

/// A place in a file. Lines and columns count from 1; 0 means unknown (a binary or JSON scenario).
struct Position {
  int line = 0;    ///< From 1, or 0.
  int column = 0;  ///< From 1, in bytes, or 0.
};

/// One thing wrong with an input.
struct Problem {
  std::string file;     ///< As given; empty for a scenario made in memory.
  Position position;    ///< Where it begins.
  std::string path;     ///< The element, for example "actor us, payoff term thaw, value".
  std::string message;  ///< What was found and what would fit; with the closest known name.

  /// "file:line:column: path: message", without the parts that are unknown.
  [[nodiscard]] std::string to_string() const;
};

}  // namespace demarche
