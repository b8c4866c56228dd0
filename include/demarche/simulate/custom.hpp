// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/scenario/model.hpp"
#include "demarche/simulate/solved_block.hpp"

namespace demarche {

/// The parameters of a batch of draws.
struct ParameterBlock {
  const Model* model = nullptr;  ///< Of the run.
  std::uint64_t first_draw = 0;  ///< Of the run; draw d of the batch is draw first_draw + d.
  std::size_t num_draws = 0;     ///< Length of every row.
  /// [parameter][draw], in the scenario's order. A copy of this pointer keeps the numbers; without
  /// one the next batch overwrites them.
  std::shared_ptr<const AlignedArray> values;

  /// A parameter's values in all draws; parameter_index() gives its number.
  [[nodiscard]] std::span<const double> operator[](std::size_t parameter) const {
    return {values->data() + parameter * num_draws, num_draws};
  }
};

/// The cells of a model's open payoff tables for a batch of draws, which code has to fill. Cells
/// begin as NaN. A draw with a cell that is not finite counts as failed, under "not_finite".
struct PayoffBlock {
  const Model* model = nullptr;  ///< Of the run; its open_tables say what there is to fill.
  std::size_t num_draws = 0;     ///< Length of every row.
  double* values =
      nullptr;  ///< [row][draw]: cell c of table t is row open_tables[t].first_row + c.

  /// Cell number `cell` (row-major over the table's axes) of Model::open_tables[table].
  [[nodiscard]] std::span<double> cell(std::size_t table, std::size_t cell) const {
    return {values + (model->open_tables[table].first_row + cell) * num_draws, num_draws};
  }
  /// The cell with this place on each axis. @throws InvalidArgument if there is no such place.
  [[nodiscard]] std::span<double> at(std::size_t table, std::span<const int> place) const;
};

/// Computes the payoffs that a model leaves open.
struct CustomPayoffs {
  /// Results state it, and slices that were run with different names do not merge. Not empty.
  std::string name = {};
  /// Fills all cells of the second argument from the parameters in the first.
  std::function<void(const ParameterBlock&, const PayoffBlock&)> compute = {};
};

/// A batch of draws as metrics see it. Rows have num_draws entries.
struct SolvedDraws {
  ParameterBlock parameters;  ///< Of all draws, solved or not.
  std::size_t num_draws = 0;  ///< Length of every row.
  /// 1 where there is a solution. The metric's values in other draws are ignored.
  const std::uint8_t* is_solved = nullptr;
  /// [variable][draw]: the level of each lever in the sampled profile; 0 in unsolved draws.
  const std::int32_t* levels = nullptr;
  /// [level][draw]: its probability in the draw's solution, levels lever by lever; 0 in unsolved
  /// draws.
  const double* level_probabilities = nullptr;
  /// The block with its solution and payoffs, if a batch is one block; else null.
  const SolvedBlock* block = nullptr;

  /// Levels of a lever; variable_index() gives its number.
  [[nodiscard]] std::span<const std::int32_t> level(std::size_t variable) const {
    return {levels + variable * num_draws, num_draws};
  }
};

/// A metric: a value per draw, which results summarise as they do a scenario's metrics. Its
/// expectation and its value at the sampled profile are the same number, so standard error,
/// standard deviations and quantiles all describe that number.
struct CustomMetric {
  std::string name = {};  ///< Its id in results: neither empty nor a metric of the scenario.
  /// Fills `values`, one per draw. A draw whose value is not finite counts as undefined.
  std::function<void(const SolvedDraws&, std::span<double> values)> evaluate = {};
};

/// An accumulator of the modeller's own that sees every block of a run. Each thread has a part of
/// it, blocks reach the parts in any order, and the parts are merged in any order. So results
/// depend on threads unless add() and merge() are exact; ExactSum, Moments and QuantileSketch are.
class BlockObserver {
 public:
  virtual ~BlockObserver() = default;
  /// An empty one for one thread. Called from several threads at once.
  [[nodiscard]] virtual std::unique_ptr<BlockObserver> make_part() const = 0;
  /// Adds a block. Called on parts only.
  virtual void add(const SolvedBlock& block) = 0;
  /// Adds a part that make_part() of this object made. Threads take turns.
  virtual void merge(const BlockObserver& part) = 0;
};

/// What ObserverOf needs of an accumulator: copying, adding a block, merging another one.
template <class T>
concept BlockAccumulator = std::copy_constructible<T> &&
    requires(T accumulator, const T& other, const SolvedBlock& block) {
  accumulator.add(block);
  accumulator.merge(other);
};

/// Makes an observer of any accumulator. After the run total() has all blocks.
template <BlockAccumulator T>
class ObserverOf final : public BlockObserver {
 public:
  /// @param empty The accumulator that every thread begins with.
  explicit ObserverOf(T empty = T{}) : empty_(std::move(empty)), total_(empty_) {}

  /// @copydoc BlockObserver::make_part
  [[nodiscard]] std::unique_ptr<BlockObserver> make_part() const override {
    return std::make_unique<ObserverOf>(empty_);
  }
  /// @copydoc BlockObserver::add
  void add(const SolvedBlock& block) override { total_.add(block); }
  /// @copydoc BlockObserver::merge
  void merge(const BlockObserver& part) override {
    total_.merge(static_cast<const ObserverOf&>(part).total_);
  }
  /// The accumulator with all parts that were merged so far.
  [[nodiscard]] const T& total() const noexcept { return total_; }

 private:
  T empty_;
  T total_;
};

/// A modeller's own code in a run: payoffs instead of a scenario's terms, metrics beside the
/// scenario's, and accumulators.
///
/// Payoffs and metrics are called for batches of draws. A batch begins at a multiple of its length
/// and is always whole, so which draws share a call does not depend on threads, slices or the
/// number of draws. Draws beyond the last one, or of another slice, may be in a batch; their values
/// are ignored. So a result is as reproducible as with the scenario's own terms, provided that the
/// values of a draw depend on that draw alone.
///
/// Every thread calls copies of its own, so a functor may have scratch storage. Whatever the copies
/// share has to be thread-safe. An exception stops the run, and run() throws it on.
struct CustomCode {
  CustomPayoffs payoffs = {};              ///< Needed if and only if the model leaves payoffs open.
  std::vector<CustomMetric> metrics = {};  ///< Results list them after the scenario's metrics.
  /// Each thread makes a part of each observer when it begins and merges the part when it ends.
  std::vector<std::shared_ptr<BlockObserver>> observers = {};
  /// Blocks of kBlockLanes draws in a batch, in [1, 1024]. A batch has fewer blocks if a thread's
  /// open payoffs would need more than 64 MiB.
  int blocks_per_call = 1;
};

/// The number of the parameter with this id.
/// @throws InvalidArgument with the closest name if there is none.
[[nodiscard]] std::size_t parameter_index(const Model& model, std::string_view id);
/// The number of the variable for the lever with this name, "actor.lever".
/// @throws InvalidArgument with the closest name if there is none.
[[nodiscard]] std::size_t variable_index(const Model& model, std::string_view name);

}  // namespace demarche
