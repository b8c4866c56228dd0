// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "demarche/scenario/model.hpp"
#include "demarche/simulate/custom.hpp"
#include "demarche/solve/concept.hpp"
#include "demarche/v1/result.pb.h"

namespace demarche {

/// How far a run is.
struct Progress {
  std::uint64_t draws_done = 0;   ///< Draws that all threads have finished.
  std::uint64_t draws_total = 0;  ///< Draws that the run is to make.
  double seconds = 0.0;           ///< Since the run began.
};

/// What to run. The result depends on all of it but `threads`, `max_memory`,
/// `progress` and observers.
struct RunSettings {
  std::string concept_name = "qre";  ///< A name from concepts().
  std::uint64_t seed = 0;            ///< Seed of the parameters and of the sampled profiles.
  std::uint64_t draws = 100'000;     ///< At least 1, at most 2^48.
  int threads = 0;                   ///< At most 1024; 0: as many as the machine offers.
  /// The most bytes of memory that the run may need; 0: half of the memory of the machine, or of
  /// the container that limits it. The need is estimated before the first draw.
  std::uint64_t max_memory = 0;
  /// Options of the concept. An empty `start` becomes the scenario's status quo, if it has one.
  ConceptOptions concept_options = {};
  /// Called about ten times a second and at the end, by one thread at a time. If it returns false,
  /// the run stops after the blocks under way, and the result covers a prefix of the draws.
  std::function<bool(const Progress&)> progress = {};
  /// Whether slices hold the sums that merge_slices_with_sums() merges: up to 64 MiB more,
  /// and in each thread 8 KiB for each output that is summed.
  bool keeps_sums = false;
  /// A modeller's own payoffs, metrics and accumulators. Results state their names.
  CustomCode code = {};
};

/// The settings that a scenario asks for in its `defaults`.
[[nodiscard]] RunSettings default_settings(const v1::Scenario& scenario);

/// Samples, solves and accumulates. The result is the same to the last bit for any number of
/// threads and any order of blocks on one instruction set.
/// @throws InvalidArgument if the concept is unknown or refuses games of this shape, a setting is
/// out of range, an option differs from its default although the concept does not read it, the code
/// does not fit the model, or the run needs more memory than `max_memory` allows; the message then
/// names the elements of the scenario that need most. Exceptions of the code are thrown on.
[[nodiscard]] v1::Result run(const Model& model, const RunSettings& settings);

/// Runs the same draws under several solution concepts: does a conclusion survive another
/// assumption on behaviour? If `progress` stops the run of a concept, no other concept follows.
/// @throws InvalidArgument as run() does, before any draw is made, or if there are observers, which
/// could not tell the concepts apart. An option is refused if none of the concepts reads it; a
/// result states those that its own concept reads.
[[nodiscard]] v1::ConceptComparison compare_concepts(const Model& model,
                                                     const RunSettings& settings,
                                                     const std::vector<std::string>& concept_names);

}  // namespace demarche
