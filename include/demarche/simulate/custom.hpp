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
  /// [parameter][draw], in the scenario's order. Whoever keeps a copy of this pointer keeps the
  /// numbers; else they are overwritten by the next batch.
  std::shared_ptr<const AlignedArray> values;

  /// Of all draws; see parameter_index().
  [[nodiscard]] std::span<const double> operator[](std::size_t parameter) const {
    return {values->data() + parameter * num_draws, num_draws};
  }
};

/// The cells of a model's open payoff tables for a batch of draws, to be filled. They begin as
/// NaN: a draw with a cell that is not finite counts as failed, by the name "not_finite".
struct PayoffBlock {
  const Model* model = nullptr;  ///< Of the run; its open_tables say what there is to fill.
  std::size_t num_draws = 0;     ///< Length of every row.
  double* values =
      nullptr;  ///< [row][draw]: cell c of table t is row open_tables[t].first_row + c.

  /// Cell number `cell` (row-major over the table's axes) of Model::open_tables[table].
  [[nodiscard]] std::span<double> cell(std::size_t table, std::size_t cell) const {
    return {values + (model->open_tables[table].first_row + cell) * num_draws, num_draws};
  }
  /// The same by its place on each axis. @throws InvalidArgument if there is no such place.
  [[nodiscard]] std::span<double> at(std::size_t table, std::span<const int> place) const;
};

/// Computes the payoffs that a model leaves open.
struct CustomPayoffs {
  /// Stands in results; slices that were run with other names do not merge. Not empty.
  std::string name = {};
  /// Fills all cells of the second from the rows of the first.
  std::function<void(const ParameterBlock&, const PayoffBlock&)> compute = {};
};

/// A batch of draws as metrics see it. Rows have num_draws entries.
struct SolvedDraws {
  ParameterBlock parameters;  ///< Of all draws, solved or not.
  std::size_t num_draws = 0;  ///< Length of every row.
  /// 1 where there is a solution; values elsewhere are left out.
  const std::uint8_t* is_solved = nullptr;
  /// [variable][draw]: the level of each lever in the sampled profile; 0 in unsolved draws.
  const std::int32_t* levels = nullptr;
  /// [level][draw]: its probability in the draw's solution, levels lever by lever; 0 in unsolved
  /// draws.
  const double* level_probabilities = nullptr;
  /// The block with its solution and payoffs, if a batch is one block; else null.
  const SolvedBlock* block = nullptr;

  /// Levels of a lever; see variable_index().
  [[nodiscard]] std::span<const std::int32_t> level(std::size_t variable) const {
    return {levels + variable * num_draws, num_draws};
  }
};

/// A metric: a value per draw, which results summarise as they do a scenario's metrics. Standard
/// error, standard deviations and quantiles are all of that value.
struct CustomMetric {
  std::string name = {};  ///< Its id in results: neither empty nor a metric of the scenario.
  /// Fills `values`, one per draw. Where it is not finite the draw counts as undefined.
  std::function<void(const SolvedDraws&, std::span<double> values)> evaluate = {};
};

/// Something that sees every block of a run. Parts see blocks in any order and meet in any order,
/// so add() and merge() should be exact (see ExactSum, Moments, QuantileSketch) for results that
/// do not depend on threads.
class BlockObserver {
 public:
  virtual ~BlockObserver() = default;
  /// An empty one for one thread. Called from several threads at once.
  [[nodiscard]] virtual std::unique_ptr<BlockObserver> make_part() const = 0;
  /// Called on parts only.
  virtual void add(const SolvedBlock& block) = 0;
  /// Takes in a part that make_part() of this object made; one call at a time.
  virtual void merge(const BlockObserver& part) = 0;
};

/// What ObserverOf takes: copies of an empty one, blocks and one another.
template <class T>
concept BlockAccumulator = std::copy_constructible<T> &&
    requires(T accumulator, const T& other, const SolvedBlock& block) {
  accumulator.add(block);
  accumulator.merge(other);
};

/// Any accumulator as an observer; after the run `total()` holds what its parts saw.
template <BlockAccumulator T>
class ObserverOf final : public BlockObserver {
 public:
  /// @param empty What every thread begins with.
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
  /// What was merged so far.
  [[nodiscard]] const T& total() const noexcept { return total_; }

 private:
  T empty_;
  T total_;
};

/// A modeller's own code in a run, as three kinds of hooks: payoffs in the place of a scenario's
/// terms, metrics beside the scenario's, and accumulators of anything.
///
/// Code is called for batches of draws that begin at multiples of their length, always whole:
/// which draws share a call does not depend on threads, slices or the number of draws (draws
/// beyond the last, or of another slice, may be among them; what is computed for them is left
/// out). So a result is as reproducible as with the scenario's own terms, provided that a draw's
/// values depend on that draw alone.
///
/// Every thread works with a copy of its own of each function, so a functor may keep scratch
/// storage; what copies share has to be safe to share. An exception stops the run and comes out of
/// run() as it was thrown.
struct CustomCode {
  CustomPayoffs payoffs = {};              ///< Needed if and only if the model leaves payoffs open.
  std::vector<CustomMetric> metrics = {};  ///< They follow the scenario's in results.
  /// Asked for parts when threads begin, and given them when threads end.
  std::vector<std::shared_ptr<BlockObserver>> observers = {};
  /// Blocks of kBlockLanes draws in a call of payoffs and metrics, in [1, 1024]. Fewer are taken
  /// where a thread's open payoffs would exceed 64 MiB.
  int blocks_per_call = 1;
};

/// Number of a parameter by its id.
/// @throws InvalidArgument with the closest name if there is none.
[[nodiscard]] std::size_t parameter_index(const Model& model, std::string_view id);
/// Number of a lever as a variable by its name, "actor.lever".
/// @throws InvalidArgument with the closest name if there is none.
[[nodiscard]] std::size_t variable_index(const Model& model, std::string_view name);

}  // namespace demarche
