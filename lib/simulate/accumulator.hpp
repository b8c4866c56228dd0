// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/simulate/exact_sum.hpp"
#include "demarche/simulate/quantile_sketch.hpp"
#include "demarche/solve/solve_status.hpp"
#include "simulate/block_engine.hpp"
#include "simulate/block_loop.hpp"
#include "simulate/block_sums.hpp"
#include "simulate/profile_counts.hpp"

namespace demarche {

/// Joint profiles are counted in draws below this number, so that memory stays bounded and the
/// counts do not depend on the order of blocks.
inline constexpr std::uint64_t kProfileDraws = std::uint64_t{1} << 20;

/// Moments of a value and the solved draws in which it was not finite.
struct ValueAccumulator {
  Moments moments;
  std::uint64_t undefined = 0;

  /// A block's values of the solved draws.
  void add(std::span<const double> values) { add(values, block_sums(values)); }
  /// The same, with what they come to.
  void add(std::span<const double> values, const BlockSums& sums);
  void merge(const ValueAccumulator& other);
};

/// A block's rows on their way to accumulators, several at a time.
class RowQueue {
 public:
  /// Probabilities are moved into [0, 1]: rounding may leave one a few ulp outside.
  explicit RowQueue(bool are_probabilities) : are_probabilities_(are_probabilities) {}

  /// For a block of so many lanes with these ones solved (one at least).
  void start(std::span<const std::size_t> solved, std::size_t num_lanes) {
    solved_ = solved;
    all_solved_ = solved.size() == num_lanes;
  }
  /// Room for a row, kept until it was added and others, too.
  [[nodiscard]] double* buffer() noexcept { return buffers_[count_].data(); }
  /// Queues a row, [lanes], for `to`. Returns the values of solved lanes, good until the next call.
  std::span<const double> add(const double* row, ValueAccumulator& to);
  /// Adds what is queued.
  void flush();

 private:
  static constexpr std::size_t kMost = 8;
  bool are_probabilities_;
  bool all_solved_ = false;
  std::span<const std::size_t> solved_;
  std::size_t count_ = 0;
  std::array<const double*, kMost> rows_{};
  std::array<ValueAccumulator*, kMost> to_{};
  std::array<std::array<double, kBlockLanes>, kMost> buffers_{};
};

/// A metric or payoff: its expectation in each draw, and its value at the draw's sampled profile.
struct SummaryAccumulator {
  ValueAccumulator expected;
  ValueAccumulator realised;
  QuantileSketch sketch;

  void add(std::span<const double> expectations, std::span<const double> realisations);
  void merge(const SummaryAccumulator& other);
};

/// One option of an option set.
struct OptionAccumulator {
  ValueAccumulator value;
  QuantileSketch sketch;
  Moments regret;
  ExactSum best;  ///< Draws in which it was best; ties share.

  void merge(const OptionAccumulator& other);
};

/// Certificates of the draws.
struct SolveAccumulator {
  std::array<std::uint64_t, kNumSolveStatuses> by_status{};
  std::map<std::uint32_t, std::uint64_t> multiplicity;
  std::uint64_t degenerate = 0;
  std::uint64_t incomplete = 0;
  std::uint64_t iterations = 0;
  std::uint64_t max_iterations = 0;
  Moments residual;
  Moments regret;

  /// A block's certificates. Finds which lanes are solved.
  void add(const Certificates& certificates,
           std::size_t num_lanes,
           std::vector<std::size_t>& solved);
  void merge(const SolveAccumulator& other);

 private:
  void add_solved(const Certificates& certificates, std::size_t count);
};

/// Everything that a run keeps. merge() is exact: any order of blocks gives the same bits.
class Accumulator {
 public:
  explicit Accumulator(const RunPlan& plan);

  void add(const BlockEngine& engine);
  /// Adds what code's metrics gave for a batch.
  void add_custom(const CustomStage& custom);
  void merge(const Accumulator& other);

  SolveAccumulator solving;
  std::vector<ValueAccumulator> outcomes;
  std::vector<ValueAccumulator> levels;
  std::vector<SummaryAccumulator> metrics;  ///< The scenario's, then those of code.
  std::vector<SummaryAccumulator> payoffs;  ///< Per player; behavioural ones stay empty.
  std::vector<ValueAccumulator> claims;
  std::vector<std::vector<OptionAccumulator>> option_sets;

  /// Calls visit(profile, count) for each sampled joint profile, a character per player.
  template <class Visit>
  void for_each_profile(const Visit& visit) const {
    for (std::size_t i = 0; i < profiles_.size(); ++i) {
      if (profiles_.count(i) > 0) {
        visit(profiles_.profile(i), profiles_.count(i));
      }
    }
  }
  void count_profile(std::u16string_view profile, std::uint64_t count) {
    profiles_.add(profile, count);
  }

 private:
  void add_summary(const BlockEngine& engine, int query, SummaryAccumulator& summary);
  void add_claim(const BlockEngine& engine, std::size_t i);
  void add_options(const BlockEngine& engine, std::size_t set);
  void add_profiles(const BlockEngine& engine);

  const Model* model_;
  std::vector<std::size_t> solved_;  ///< Lanes of the block.
  std::array<double, kBlockLanes> values_{};
  RowQueue probabilities_{true};
  RowQueue numbers_{false};
  std::u16string key_;
  ProfileCounts profiles_;  ///< All, in their order, where the plan is of joint play.
  bool is_joint_;
};

/// Whether the claim holds in each lane of a block: the event's probability, or 1 or 0 for
/// comparisons; NaN where it is undefined. In lanes that are not solved it may be anything.
void claim_values(const ClaimModel& claim, const BlockEngine& engine, double* values);

/// Adds a range of blocks to `total` and returns the end of what was done, as for_each_block().
std::uint64_t accumulate_blocks(const RunPlan& plan,
                                const RunSettings& settings,
                                BlockRange range,
                                Accumulator& total);

}  // namespace demarche
