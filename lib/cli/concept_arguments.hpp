// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "demarche/solve/concept.hpp"

namespace demarche::cli {

/// "solution concept: qre, pure, ..."
[[nodiscard]] std::string concept_help();

/// What the command line says about solving; players go by name.
struct ConceptArguments {
  std::string selection;
  std::string objective;
  std::string player;
  std::vector<std::string> order;
  std::optional<int> level;
  std::optional<double> mean_level;
  std::optional<double> max_seconds;
  std::optional<int> max_iterations;

  void add_to(CLI::App& command);
  /// `players` are the names of those who choose.
  /// @throws InvalidArgument if a name is unknown.
  void apply(const std::vector<std::string>& players, ConceptOptions& options) const;
};

}  // namespace demarche::cli
