// SPDX-License-Identifier: MIT
#include "simulate/block_loop.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <map>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "demarche/core/error.hpp"
#include "support/scenarios.hpp"

namespace demarche {
namespace {

TEST(BlockRange, CountsTheDrawsOfTheRun) {
  EXPECT_EQ((BlockRange{.first = 0, .end = 3}).num_draws(1'000), 3 * kBlockLanes);
  EXPECT_EQ((BlockRange{.first = 1, .end = 8}).num_draws(kBlockLanes + 5), 5U);
  EXPECT_EQ((BlockRange{.first = 4, .end = 8}).num_draws(kBlockLanes), 0U);
}

class ForEachBlock : public ::testing::Test {
 protected:
  ForEachBlock() {
    settings_.concept_name = "nash";
    settings_.draws = 40 * kBlockLanes - 1;
    settings_.threads = 3;
  }

  /// Counts visits per block; `fails_at` is a block that throws.
  std::map<std::uint64_t, int> visits(BlockRange range,
                                      std::uint64_t fails_at = ~std::uint64_t{0}) {
    class Visitor final : public BlockVisitor {
     public:
      Visitor(std::map<std::uint64_t, int>& total, std::uint64_t fails_at)
          : total_(total), fails_at_(fails_at) {}
      void visit(const BlockEngine& engine) override {
        const std::uint64_t block = engine.first_draw() / kBlockLanes;
        if (block == fails_at_) {
          throw std::runtime_error("a visitor failed");
        }
        ++own_[block];
      }
      void finish() override {
        for (const auto& [block, count] : own_) {
          total_[block] += count;
        }
      }

     private:
      std::map<std::uint64_t, int> own_;
      std::map<std::uint64_t, int>& total_;
      std::uint64_t fails_at_;
    };
    std::map<std::uint64_t, int> total;
    end_ = for_each_block(RunPlan(model_, settings_), settings_, range, [&] {
      return std::make_unique<Visitor>(total, fails_at);
    });
    return total;
  }

  Model model_ = testing::bundled("chicken");
  RunSettings settings_;
  std::uint64_t end_ = 0;
};

TEST_F(ForEachBlock, VisitsEachBlockOfTheRangeOnce) {
  std::map<std::uint64_t, int> expected;
  for (std::uint64_t block = 5; block < 40; ++block) {
    expected[block] = 1;
  }

  EXPECT_EQ(visits({.first = 5, .end = 40}), expected);
  EXPECT_EQ(end_, 40U);
}

TEST_F(ForEachBlock, RunsAPrefixIfProgressStopsIt) {
  settings_.progress = [](const Progress& /*progress*/) { return false; };
  settings_.draws = 1'000'000'000;

  const auto visited = visits(all_blocks(RunPlan(model_, settings_)));

  EXPECT_LT(end_ * kBlockLanes, settings_.draws);
  EXPECT_EQ(visited.size(), end_);
  EXPECT_EQ(visited.rbegin()->first, end_ - 1);
}

/// The second of two blocks ends the run while the report of the first is under way.
TEST(Progress, ReportsTheEndEvenIfAnotherReportIsUnderWay) {
  const Model model = testing::bundled("chicken");
  std::promise<void> is_reporting;
  std::promise<void> is_ending;
  std::vector<std::uint64_t> reports;
  RunSettings settings{.concept_name = "nash", .draws = 2 * kBlockLanes, .threads = 2};
  settings.progress = [&](const Progress& progress) {
    reports.push_back(progress.draws_done);
    if (reports.size() == 1) {
      is_reporting.set_value();
      // One thread may do all the work; then nobody is ending.
      is_ending.get_future().wait_for(std::chrono::seconds(2));
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return true;
  };
  class Visitor final : public BlockVisitor {
   public:
    Visitor(std::promise<void>& is_reporting, std::promise<void>& is_ending)
        : is_reporting_(is_reporting), is_ending_(is_ending) {}
    void visit(const BlockEngine& engine) override {
      if (engine.first_draw() == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(120));  // A report is due.
      } else {
        is_reporting_.get_future().wait();
        is_ending_.set_value();
      }
    }

   private:
    std::promise<void>& is_reporting_;
    std::promise<void>& is_ending_;
  };
  const RunPlan plan(model, settings);

  (void)for_each_block(plan, settings, all_blocks(plan), [&] {
    return std::make_unique<Visitor>(is_reporting, is_ending);
  });

  EXPECT_EQ(reports, (std::vector<std::uint64_t>{kBlockLanes, 2 * kBlockLanes}));
}

TEST_F(ForEachBlock, PassesOnWhatAVisitorThrows) {
  EXPECT_THROW(visits({.first = 0, .end = 40}, 17), std::runtime_error);
}

TEST_F(ForEachBlock, RejectsTooManyThreads) {
  settings_.threads = 1025;
  EXPECT_THROW(visits({.first = 0, .end = 1}), InvalidArgument);
}

}  // namespace
}  // namespace demarche
