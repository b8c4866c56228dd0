// SPDX-License-Identifier: MIT
#include "demarche/simulate/run.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <chrono>
#include <mutex>

#include "demarche/core/error.hpp"
#include "simulate/accumulator.hpp"
#include "simulate/block_engine.hpp"
#include "simulate/result.hpp"

namespace demarche {
namespace {

constexpr std::uint64_t kDefaultDraws = 100'000;
constexpr int kMaxThreads = 1024;
constexpr std::chrono::milliseconds kProgressInterval{100};

/// Tells how far a run is, from whichever thread finds that it is time.
class ProgressReporter {
 public:
  ProgressReporter(const RunSettings& settings)
      : settings_(settings), start_(Clock::now()), last_(start_) {}

  /// Adds finished draws; false once the run should stop.
  bool add(std::uint64_t draws) {
    const std::uint64_t done = done_.fetch_add(draws) + draws;
    if (!settings_.progress || is_stopped_.load()) {
      return !is_stopped_.load();
    }
    const std::unique_lock lock(mutex_, std::try_to_lock);
    const auto now = Clock::now();
    if (lock.owns_lock() && (now - last_ >= kProgressInterval || done == settings_.draws)) {
      last_ = now;
      const double seconds = std::chrono::duration<double>(now - start_).count();
      if (!settings_.progress(
              {.draws_done = done, .draws_total = settings_.draws, .seconds = seconds})) {
        is_stopped_.store(true);
      }
    }
    return !is_stopped_.load();
  }

 private:
  using Clock = std::chrono::steady_clock;
  const RunSettings& settings_;
  Clock::time_point start_;
  Clock::time_point last_;
  std::atomic<std::uint64_t> done_{0};
  std::atomic<bool> is_stopped_{false};
  std::mutex mutex_;
};

int num_threads(const RunSettings& settings) {
  if (settings.threads < 0 || settings.threads > kMaxThreads) {
    throw InvalidArgument(
        fmt::format("threads must be in [0, {}], got {}", kMaxThreads, settings.threads));
  }
  return settings.threads == 0 ? tbb::this_task_arena::max_concurrency() : settings.threads;
}

}  // namespace

RunSettings default_settings(const v1::Scenario& scenario) {
  RunSettings settings;
  const auto& defaults = scenario.defaults();
  if (!defaults.solution_concept().empty()) {
    settings.concept_name = defaults.solution_concept();
  }
  settings.draws = defaults.draws() == 0 ? kDefaultDraws : defaults.draws();
  settings.seed = defaults.seed();
  return settings;
}

v1::Result run(const Model& model, const RunSettings& settings) {
  const int threads = num_threads(settings);
  const RunPlan plan(model, settings);
  const std::uint64_t num_blocks = (plan.draws + kBlockLanes - 1) / kBlockLanes;
  ProgressReporter reporter(settings);
  std::atomic<std::uint64_t> next_block{0};
  std::atomic<bool> is_stopped{false};
  Accumulator total(plan);
  std::mutex merging;

  const auto work = [&](int) {
    BlockEngine engine(plan);
    Accumulator accumulator(plan);
    // Blocks are taken in order and always finished, so a stopped run covers a prefix of the draws.
    while (!is_stopped.load()) {
      const std::uint64_t block = next_block.fetch_add(1);
      if (block >= num_blocks) {
        break;
      }
      engine.run(block);
      accumulator.add(engine);
      if (!reporter.add(engine.num_lanes())) {
        is_stopped.store(true);
      }
    }
    const std::lock_guard lock(merging);
    total.merge(accumulator);
  };
  tbb::task_arena arena(threads);
  arena.execute([&] { tbb::parallel_for(0, threads, work, tbb::simple_partitioner()); });

  const std::uint64_t blocks_done = std::min(next_block.load(), num_blocks);
  return make_result(plan, total, std::min(plan.draws, blocks_done * kBlockLanes));
}

v1::ConceptComparison compare_concepts(const Model& model,
                                       const RunSettings& settings,
                                       const std::vector<std::string>& concept_names) {
  std::vector<RunSettings> each;
  for (const std::string& name : concept_names) {
    each.push_back(settings);
    each.back().concept_name = name;
    (void)RunPlan(model, each.back());  // Throws what there is to throw.
  }
  v1::ConceptComparison comparison;
  for (const RunSettings& one : each) {
    *comparison.add_results() = run(model, one);
    if (!comparison.results().rbegin()->is_complete()) {
      break;
    }
  }
  return comparison;
}

}  // namespace demarche
