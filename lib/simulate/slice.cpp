// SPDX-License-Identifier: MIT
#include "demarche/simulate/slice.hpp"

#include <fmt/format.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>

#include "demarche/core/error.hpp"
#include "demarche/core/version.hpp"
#include "demarche/simulate/run_sums.hpp"
#include "simulate/accumulate.hpp"
#include "simulate/accumulator_state.hpp"
#include "simulate/memory.hpp"
#include "simulate/result.hpp"
#include "simulate/sums_collector.hpp"
#include "simulate/sums_state.hpp"

namespace demarche {
namespace {

/// @throws InvalidArgument unless the slice belongs to this run.
void check_slice(const RunPlan& plan, const v1::RunSlice& slice) {
  if (slice.version() != version()) {
    throw InvalidArgument(fmt::format(
        "a slice was made by version {} of demarche, this is {}", slice.version(), version()));
  }
  if (slice.scenario_digest() != plan.model.digest) {
    throw InvalidArgument(fmt::format(
        "a slice is of the scenario {}, not of {}", slice.scenario_digest(), plan.model.digest));
  }
  if (!google::protobuf::util::MessageDifferencer::Equals(slice.options(), run_options(plan))) {
    throw InvalidArgument(
        fmt::format("a slice was run with other options: {}", slice.options().ShortDebugString()));
  }
  if (slice.first_block() > slice.end_block() || slice.end_block() > all_blocks(plan).end) {
    throw InvalidArgument(fmt::format("a slice has blocks [{}, {}), the run has {}",
                                      slice.first_block(),
                                      slice.end_block(),
                                      all_blocks(plan).end));
  }
}

}  // namespace

v1::RunSlice run_slice(const Model& model, const RunSettings& settings, int index, int count) {
  if (index < 0 || index >= count) {
    throw InvalidArgument(
        fmt::format("index of a slice must be in [0, count), got {} of {}", index, count));
  }
  const RunPlan plan(model, settings);
  const std::uint64_t blocks = all_blocks(plan).end;
  const auto i = static_cast<std::uint64_t>(index);
  const auto n = static_cast<std::uint64_t>(count);
  // blocks * k / n without overflow: a run has up to 2^41 blocks and k is below 2^31, so the
  // product may need 72 bits. Quotient and remainder of blocks / n are multiplied by k instead.
  const auto bound = [&](std::uint64_t k) { return blocks / n * k + blocks % n * k / n; };
  const BlockRange range{.first = bound(i), .end = bound(i + 1)};

  require_memory(memory_needs(plan, copies_of_run(plan, settings, range)), settings);

  Accumulator total(plan);
  RunSums sums;
  sums.none_because = "they were not asked for";
  if (settings.keeps_sums) {
    sums = make_run_sums(plan, settings);
  }
  v1::RunSlice slice;
  slice.set_end_block(accumulate_blocks(plan, settings, range, total, &sums));
  slice.set_first_block(range.first);
  slice.set_scenario_digest(model.digest);
  slice.set_version(std::string(version()));
  *slice.mutable_options() = run_options(plan);
  store(total, slice);
  if (!sums.is_empty()) {
    store(sums.sums, *slice.mutable_sums());
  }
  return slice;
}

namespace {

/// Merges slices, and their sums unless `sums` is null or one of the slices has none.
v1::Result merge(const RunPlan& plan, std::span<const v1::RunSlice> slices, RunSums* sums) {
  std::vector<const v1::RunSlice*> ordered;
  for (const v1::RunSlice& slice : slices) {
    check_slice(plan, slice);
    ordered.push_back(&slice);
  }
  // In the order of blocks, because the loop below looks for overlaps and gaps between neighbours.
  // The result depends on no order: Accumulator::merge() adds exact sums, counts and extremes.
  std::sort(ordered.begin(), ordered.end(), [](const v1::RunSlice* a, const v1::RunSlice* b) {
    return std::pair(a->first_block(), a->end_block()) <
           std::pair(b->first_block(), b->end_block());
  });
  if (ordered.empty() || ordered.front()->first_block() != 0) {
    throw InvalidArgument("no slice begins at draw 0");
  }
  Accumulator total(plan);
  std::uint64_t end = 0;
  for (const v1::RunSlice* slice : ordered) {
    if (slice->first_block() < end) {
      throw InvalidArgument(fmt::format("two slices hold block {}", slice->first_block()));
    }
    if (slice->first_block() > end) {
      break;
    }
    total.merge(restored(plan, *slice));
    if (sums != nullptr && !sums->is_empty()) {
      merge(slice->sums(), sums->sums);
    }
    end = slice->end_block();
  }
  return make_result(plan, total, std::min(plan.draws, end * kBlockLanes));
}

}  // namespace

v1::Result merge_slices(const Model& model,
                        const RunSettings& settings,
                        std::span<const v1::RunSlice> slices) {
  return merge(RunPlan(model, settings), slices, nullptr);
}

SummedRun merge_slices_with_sums(const Model& model,
                                 const RunSettings& settings,
                                 std::span<const v1::RunSlice> slices) {
  const RunPlan plan(model, settings);
  SummedRun summed;
  summed.sums = make_run_sums(plan, settings);
  const bool has_gap = std::any_of(
      slices.begin(), slices.end(), [](const auto& slice) { return !slice.has_sums(); });
  if (has_gap && !summed.sums.is_empty()) {
    summed.sums = {};
    summed.sums.none_because = "a slice holds no sums";
  }
  summed.result = merge(plan, slices, &summed.sums);
  return summed;
}

}  // namespace demarche
