// SPDX-License-Identifier: MIT
#include "simulate/accumulate.hpp"

#include <memory>
#include <vector>

namespace demarche {
namespace {

/// Adds a thread's blocks to the thread's own accumulator and its own parts of observers. When the
/// thread ends, accumulator and parts are merged into those of the run.
class AccumulatingVisitor final : public BlockVisitor {
 public:
  AccumulatingVisitor(const RunPlan& plan, Accumulator& total)
      : observers_(plan.code.observers), part_(plan), total_(total) {
    for (const auto& observer : observers_) {
      observer_parts_.push_back(observer->make_part());
    }
  }

  void visit(const BlockEngine& engine) override {
    part_.add(engine);
    for (const auto& observer_part : observer_parts_) {
      observer_part->add(engine.view());
    }
  }

  void visit_batch(const CustomStage& custom) override { part_.add_custom(custom); }

  void finish() override {
    total_.merge(part_);
    for (std::size_t i = 0; i < observer_parts_.size(); ++i) {
      observers_[i]->merge(*observer_parts_[i]);
    }
  }

 private:
  const std::vector<std::shared_ptr<BlockObserver>>& observers_;
  std::vector<std::unique_ptr<BlockObserver>> observer_parts_;
  Accumulator part_;
  Accumulator& total_;
};

}  // namespace

std::uint64_t accumulate_blocks(const RunPlan& plan,
                                const RunSettings& settings,
                                BlockRange range,
                                Accumulator& total) {
  return for_each_block(
      plan, settings, range, [&] { return std::make_unique<AccumulatingVisitor>(plan, total); });
}

}  // namespace demarche
