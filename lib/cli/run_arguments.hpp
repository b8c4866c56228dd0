// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/concept_arguments.hpp"
#include "demarche/scenario/model.hpp"
#include "demarche/simulate/run.hpp"

namespace demarche::cli {

/// What the command line says about a run; the scenario supplies what the command line does not
/// say.
struct RunArguments {
  std::optional<std::uint64_t> draws;
  std::optional<std::uint64_t> seed;
  std::uint64_t max_memory = 0;
  ConceptArguments solving;

  /// Adds --draws.
  void add_draws(CLI::App& command);
  /// Adds --seed, --max-memory and the options of concepts.
  void add_to(CLI::App& command);
  /// Asks whether more time has passed since this call than --max-seconds allows; never, if it was
  /// not given. For an InterruptionScope around what comes before the first draw.
  [[nodiscard]] std::function<bool()> is_late() const;
  /// The settings of a run under the first of `concept_names`; if there is none, the scenario's own
  /// concept becomes the first. @throws InvalidArgument for an option that none of them reads, or
  /// if the model is of a what-if about the logit precision and none of them reads that.
  [[nodiscard]] RunSettings settings(const Model& model,
                                     std::vector<std::string>& concept_names) const;
  /// The settings of a run under `concept_name` or else the scenario's own concept, in the same
  /// way.
  [[nodiscard]] RunSettings settings(const Model& model,
                                     const std::optional<std::string>& concept_name) const;
  /// The settings of runs that are compared, one for each model, under `concept_name` or else the
  /// scenario's own concept, which gets the options that it reads. Draws and seed are those of the
  /// first.
  /// @throws InvalidArgument as settings() does, for an option that none of the concepts reads.
  [[nodiscard]] std::vector<RunSettings> settings_of_all(
      std::span<const Model* const> models, const std::optional<std::string>& concept_name) const;

 private:
  // The settings under a concept, without its options.
  [[nodiscard]] RunSettings settings_under(const std::string& concept_name,
                                           const Model& model) const;
};

/// What of the machine a run uses.
struct MachineArguments {
  int threads = 0;
  std::string simd = "best";

  /// Adds --threads and --simd.
  void add_to(CLI::App& command);
  /// Has the kernels use the instruction set that was asked for.
  /// @throws InvalidArgument if the machine does not have it, or there is none of that name.
  void use_instructions() const;
};

}  // namespace demarche::cli
