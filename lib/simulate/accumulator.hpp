// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "demarche/core/types.hpp"
#include "simulate/answering.hpp"
#include "simulate/best_option.hpp"
#include "simulate/block_engine.hpp"
#include "simulate/custom_stage.hpp"
#include "simulate/posterior.hpp"
#include "simulate/profile_counts.hpp"
#include "simulate/row_queue.hpp"
#include "simulate/run_plan.hpp"
#include "simulate/statistics.hpp"

namespace demarche {

/// Joint profiles are counted in draws below this number, so that memory stays bounded and the
/// counts do not depend on the order of blocks.
inline constexpr std::uint64_t kProfileDraws = std::uint64_t{1} << 20;

/// The most different profiles that a run can count.
[[nodiscard]] std::size_t most_profiles(const RunPlan& plan);

struct SharedAccumulator;

/// Everything that a run keeps of its draws. Merging is exact, so any order of blocks gives the
/// same bits.
class Accumulator {
 public:
  /// Of no draws. The plan's model has to outlive it. A thread's part takes from the `total` of its
  /// run what is worked out once.
  explicit Accumulator(const RunPlan& plan, const Accumulator* total = nullptr);
  /// A thread's part of an accumulator, of no draws. Its metrics and options are those of the
  /// whole, to which add() goes at once.
  Accumulator(const RunPlan& plan, SharedAccumulator& whole);

  /// Adds the block that the engine ran last.
  /// @pre The engine is of the same plan.
  void add(const BlockEngine& engine);
  /// Adds the values that code's metrics gave for a batch.
  void add_custom(const CustomStage& custom);
  /// Adds the draws of another part of the same run.
  void merge(Accumulator other);

  SolveAccumulator solving;
  std::vector<ValueAccumulator> outcomes;
  std::vector<ValueAccumulator> levels;     ///< Rows as RunPlan::first_level numbers them.
  std::vector<SummaryAccumulator> metrics;  ///< The scenario's, then those of code.
  std::vector<SummaryAccumulator> payoffs;  ///< Per player; empty for a behavioural player.
  std::vector<ValueAccumulator> claims;
  std::vector<std::vector<OptionAccumulator>> option_sets;
  /// The same where the others answer; without options for sets that do not ask for that.
  std::vector<std::vector<OptionAccumulator>> answered_sets;
  std::optional<AnsweringAccumulator> answering;  ///< Of runs with commitments; never shared.
  std::optional<PosteriorAccumulator> posterior;  ///< Of runs with evidence; never shared.

  /// Calls visit(profile, count) for each joint profile that was sampled: a character per player,
  /// which is the number of its strategy.
  template <class Visit>
  void for_each_profile(const Visit& visit) const {
    for (std::size_t i = 0; i < profiles_.size(); ++i) {
      visit(profiles_.profile(i), profiles_.count(i));
    }
  }
  void count_profile(std::u16string_view profile, std::uint64_t count) {
    profiles_.add(profile, count);
  }

 private:
  template <class Add>
  void in_groups(std::size_t count, std::size_t first_group, const Add& add);
  void add_metrics(const Play& play);
  void add_summary(const Play& play, int query, SummaryAccumulator& summary);
  void add_claim(const BlockEngine& engine, std::size_t claim);
  void add_options(const Play& play, std::size_t set, bool are_answered);
  void add_option(const double* row, const BestOption& best, OptionAccumulator& option);
  void add_answering(const Model& model);
  void add_posterior(const RunPlan& plan, const Accumulator* total);

  const Model* model_;
  SharedAccumulator* whole_ = nullptr;  // Has the metrics and options; null if this has them.
  std::vector<std::size_t> solved_;     // Lanes of the block that is added.
  std::array<double, kBlockLanes> scratch_{};
  RowQueue probabilities_{true};
  RowQueue numbers_{false};
  ProfileCounts profiles_;
};

/// An accumulator whose metrics and options all threads add to, each group under its own lock.
struct SharedAccumulator {
  static constexpr std::size_t kNumLocks = 64;

  Accumulator& total;
  std::array<std::mutex, kNumLocks> locks = {};
};

}  // namespace demarche
