// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "demarche/game/expectation.hpp"
#include "demarche/sample/design.hpp"
#include "demarche/sample/parameter_sampler.hpp"
#include "demarche/scenario/model.hpp"
#include "demarche/simulate/custom.hpp"
#include "demarche/simulate/run.hpp"
#include "demarche/solve/concept.hpp"
#include "simulate/joint_program.hpp"

namespace demarche {

/// How much of a solution somebody looks at.
enum class SolutionDetail {
  as_needed,       ///< What statistics read, and what the settings' own code reads.
  all_equilibria,  ///< Each equilibrium besides, for a caller that shows them.
};

/// How a plan departs from its settings, to see what an assumption does to the numbers of a run.
struct Departure {
  const Concept* solution_concept = nullptr;  ///< In the place of the settings'; null: theirs.
  double precision_factor = 1.0;              ///< What every player's precision is multiplied by.
  bool skips_evidence = false;                ///< Whether no evidence is looked at.
};

/// The settings of a run, checked, with everything that its threads share and none of them changes.
/// It refers to the model, which has to outlive it.
struct RunPlan {
  /// @throws InvalidArgument if the settings are out of range, the concept refuses the game or the
  /// settings' code does not fit the model.
  RunPlan(const Model& model,
          const RunSettings& settings,
          SolutionDetail detail = SolutionDetail::as_needed,
          const Departure& departure = {});

  const Model& model;
  const Concept& solution_concept;
  ConceptOptions concept_options;  ///< With the status quo as `start` where the settings have none.
  std::uint64_t seed;
  std::uint64_t draws;
  std::vector<std::uint64_t> streams;  ///< Of the parameters' random numbers.
  ParameterSampler sampler;
  ExpectationPlan expectations;  ///< Of the model's query tables.
  std::unique_ptr<Design> parameter_design;
  std::unique_ptr<Design> profile_design;
  CustomCode code;
  std::uint64_t blocks_per_call;  ///< Blocks in a batch, which code sees at once; 1 without code.
  /// Whether solvers have to list the equilibria; else a solver may give the distribution over
  /// joint profiles alone.
  bool lists_equilibria;
  /// first_level[v]: row of variable v's first level among the levels of all variables.
  std::vector<std::size_t> first_level;
  std::size_t num_levels = 0;
  /// How solutions are read, if the game has few enough joint profiles (JointProgram::fits).
  std::optional<JointProgram> joint_program;
  double precision_factor;  ///< What every player's precision is multiplied by.
  bool reads_evidence;      ///< Whether there is any evidence, and it is looked at.

  /// Metrics of the scenario, which come first, and of code.
  [[nodiscard]] std::size_t num_metrics() const noexcept {
    return model.metrics.size() + code.metrics.size();
  }
};

}  // namespace demarche
