// SPDX-License-Identifier: MIT
#include "simulate/accumulate.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "simulate/sums_collector.hpp"

namespace demarche {
namespace {

/// Adds a thread's blocks to the thread's own accumulator and its own parts of observers. When the
/// thread ends, accumulator and parts are merged into those of the run.
class AccumulatingVisitor final : public BlockVisitor {
 public:
  AccumulatingVisitor(const RunPlan& plan,
                      SharedAccumulator& whole,
                      bool is_shared,
                      SharedSums* sums)
      : observers_(plan.code.observers),
        part_(is_shared ? Accumulator(plan, whole) : Accumulator(plan, &whole.total)),
        total_(whole.total) {
    for (const auto& observer : observers_) {
      observer_parts_.push_back(observer->make_part());
    }
    if (sums != nullptr) {
      collector_.emplace(plan, *sums);
    }
  }

  void visit(const BlockEngine& engine) override {
    part_.add(engine);
    if (collector_) {
      collector_->add(engine);
    }
    for (const auto& observer_part : observer_parts_) {
      observer_part->add(engine.view());
    }
  }

  void visit_batch(const CustomStage& custom) override { part_.add_custom(custom); }

  void finish() override {
    if (collector_) {
      collector_->flush();
    }
    total_.merge(std::move(part_));
    for (std::size_t i = 0; i < observer_parts_.size(); ++i) {
      observers_[i]->merge(*observer_parts_[i]);
    }
  }

 private:
  const std::vector<std::shared_ptr<BlockObserver>>& observers_;
  std::vector<std::unique_ptr<BlockObserver>> observer_parts_;
  Accumulator part_;
  Accumulator& total_;
  std::optional<SumsCollector> collector_;
};

}  // namespace

bool shares_accumulators(const RunPlan& plan, int threads) {
  // 256 MiB where metrics and options take 16 KiB each. Below, threads that never wait for each
  // other are worth the memory.
  constexpr std::size_t kMostUnshared = 16'384;
  std::size_t num_large = plan.num_metrics();
  for (const OptionSetModel& set : plan.model.option_sets) {
    num_large += set.values.size() + set.answered.size();
  }
  return num_large > kMostUnshared / static_cast<std::size_t>(threads);
}

MemoryCopies copies_of_run(const RunPlan& plan, const RunSettings& settings, BlockRange range) {
  const int threads = num_threads(settings);
  const int engines = static_cast<int>(
      std::clamp<std::uint64_t>(range.end - range.first, 1, static_cast<std::uint64_t>(threads)));
  return {.engines = engines,
          .accumulators = engines,
          .summaries = shares_accumulators(plan, threads) ? 1 : engines};
}

std::uint64_t accumulate_blocks(const RunPlan& plan,
                                const RunSettings& settings,
                                BlockRange range,
                                Accumulator& total,
                                RunSums* sums) {
  SharedAccumulator whole{.total = total};
  const bool is_shared = shares_accumulators(plan, num_threads(settings));
  std::unique_ptr<SharedSums> shared_sums;
  if (sums != nullptr && !sums->is_empty()) {
    shared_sums = std::make_unique<SharedSums>(*sums);
  }
  return for_each_block(plan, settings, range, [&] {
    return std::make_unique<AccumulatingVisitor>(plan, whole, is_shared, shared_sums.get());
  });
}

}  // namespace demarche
