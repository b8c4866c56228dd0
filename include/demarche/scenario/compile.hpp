// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/scenario/open_payoff.hpp"
#include "demarche/scenario/problem.hpp"
#include "demarche/scenario/what_if.hpp"
#include "demarche/v1/scenario.pb.h"

namespace demarche {

/// A scenario compiled, or the errors that were found in it; in both cases with its warnings.
struct CompiledScenario {
  std::optional<Model> model;     ///< With its scenario; absent if there are errors.
  std::vector<Problem> problems;  ///< Errors and warnings, in the order of the file.
  std::string file;               ///< What the scenario was read from; empty if made in memory.
  /// Where the file, or its base, names the solution concept, or the nearest element: for problems
  /// that only those who know the solvers can find (see check_concept()).
  Position concept_position = {};
  std::string concept_file = {};  ///< The file of `concept_position`.
  /// Where the file, or its base, names behaviours to compare with, or the nearest element.
  Position behaviours_position = {};
  std::string behaviours_file = {};  ///< The file of `behaviours_position`.

  /// Returns the model.
  /// @throws InvalidArgument with every problem, one a line.
  [[nodiscard]] const Model& value() const&;
  /// Moves the model out.
  /// @throws InvalidArgument with every problem, one a line.
  [[nodiscard]] Model value() &&;
};

/// The scenario with its warnings as errors, and so without a model if it has any.
[[nodiscard]] CompiledScenario strict(CompiledScenario scenario);

/// Checks and compiles a scenario made in memory; its problems carry no position. Payoffs in `open`
/// are left to code, which a run of the model then asks for. An InterruptionScope of the thread
/// ends the work, here and where a scenario is loaded; that it was interrupted is then its problem.
/// @throws InvalidArgument if `open` names an actor or lever that the scenario lacks, an actor
/// twice, an actor with a behaviour, or levers out of order, or if its tables have more than 2^20
/// cells.
[[nodiscard]] CompiledScenario compile(const v1::Scenario& scenario,
                                       std::span<const OpenPayoff> open = {});

/// Compiles changed(scenario, what_if); the model states the changes.
/// @throws InvalidArgument as changed() does.
[[nodiscard]] CompiledScenario compile_changed(const v1::Scenario& scenario, const WhatIf& what_if);

}  // namespace demarche
