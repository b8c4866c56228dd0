// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "demarche/simulate/run.hpp"
#include "simulate/run_plan.hpp"

namespace demarche {

/// How many engines and accumulators a run holds at once.
struct MemoryCopies {
  int engines = 1;
  int accumulators = 1;  ///< Of what each thread has for itself: all but metrics and options.
  int summaries = 1;     ///< Of metrics and options, which threads may share.
};

/// What an element of a scenario adds to the memory of a run.
struct MemoryNeed {
  std::string element;  ///< Such as "option set 'retaliation' (4,096 options)".
  double bytes = 0.0;
};

/// An estimate of the memory that a run needs beyond its model and plan, by element. Counted are
/// the rows of an engine, sketches as kSketchBytes, and as many sampled profiles as there can be.
/// Not counted are a few rows for each actor, what the caller's code needs, and what solvers need
/// besides one mixed profile, be it of a draw's game or of one that is left to those who move
/// later: dense games are bounded by the concepts' own limits.
[[nodiscard]] std::vector<MemoryNeed> memory_needs(const RunPlan& plan, MemoryCopies copies);

/// What is counted for a sketch. One of 100,000 numbers takes 8 KiB if they lie far from zero
/// beside their spread, and 60 KiB if they lie around zero.
inline constexpr double kSketchBytes = 32.0 * 1024.0;

/// @throws InvalidArgument that names the largest needs, if all needs together are above the
/// settings' `max_memory`.
void require_memory(std::vector<MemoryNeed> needs, const RunSettings& settings);

/// The settings' `max_memory`, or its default.
[[nodiscard]] std::uint64_t memory_budget(const RunSettings& settings);

}  // namespace demarche
