// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "cli/concept_arguments.hpp"
#include "demarche/simulate/run.hpp"

namespace demarche::cli {

/// What the command line says about a run; what it leaves out is the scenario's.
struct RunArguments {
  std::optional<std::uint64_t> draws;
  std::optional<std::uint64_t> seed;
  ConceptArguments solving;

  /// Adds --seed and what concepts take.
  void add_to(CLI::App& command);
  [[nodiscard]] RunSettings settings(const v1::Scenario& scenario) const;
};

}  // namespace demarche::cli
