// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "demarche/core/aligned.hpp"
#include "demarche/simulate/custom.hpp"
#include "demarche/simulate/solved_block.hpp"

namespace demarche {

struct RunPlan;

/// Returns the code if it fits the model.
/// @throws InvalidArgument that names what does not fit.
[[nodiscard]] CustomCode accepted_code(const Model& model, const CustomCode& code);

/// Whether a run has to call code for payoffs or metrics; observers do not count.
[[nodiscard]] bool is_called(const CustomCode& code) noexcept;

/// Blocks in a batch, which a call of payoffs or metrics covers. It depends on nothing but the
/// model and the code, so a draw has the same batch in every run.
[[nodiscard]] std::uint64_t blocks_per_call(const Model& model, const CustomCode& code);

/// Calls the settings' payoffs and metrics for batches of blocks. Each thread has its own.
class CustomStage {
 public:
  explicit CustomStage(const RunPlan& plan);

  /// Writes a block's parameters and open payoffs to the first rows of `values`,
  /// [row][kBlockLanes]. The first block of a batch samples the parameters and has code compute the
  /// payoffs of the whole batch.
  void load(std::uint64_t block, double* values);
  /// Keeps what metrics see of a block. If a batch is one block, evaluates the metrics.
  /// @pre load() was called for the block, and no other batch since.
  void record(const SolvedBlock& block);
  /// If a batch is several blocks, evaluates the metrics for those that were recorded.
  void finish_batch();

  [[nodiscard]] std::uint64_t first_draw() const noexcept { return batch_ * num_draws_; }
  [[nodiscard]] std::size_t num_draws() const noexcept { return num_draws_; }
  /// Whether draw first_draw() + `draw` was recorded and has a solution.
  [[nodiscard]] bool is_solved(std::size_t draw) const { return is_solved_[draw] != 0; }
  /// The weight that evidence gives such a draw.
  [[nodiscard]] double weight(std::size_t draw) const { return weights_[draw]; }
  /// A metric's values, [num_draws()].
  [[nodiscard]] const double* metric(std::size_t index) const {
    return metrics_.data() + index * num_draws_;
  }
  /// A cell of the open payoffs, [num_draws()].
  [[nodiscard]] const double* open_row(std::size_t row) const {
    return payoffs_.data() + row * num_draws_;
  }

 private:
  void begin_batch(std::uint64_t batch);
  void sample(std::uint64_t batch);
  [[nodiscard]] ParameterBlock inputs(std::uint64_t batch) const;
  void evaluate(const SolvedBlock* block);  // Null if a batch has several blocks.

  static constexpr std::uint64_t kNoBatch = ~std::uint64_t{0};

  const RunPlan& plan_;
  CustomPayoffs payoff_code_;  // Copies of this thread, as functors may have storage of their own.
  std::vector<CustomMetric> metric_code_;
  std::size_t num_draws_;
  std::uint64_t batch_ = kNoBatch;
  // Shared, because code may keep the parameters of a batch; see sample().
  std::shared_ptr<AlignedArray> parameters_;  // [parameter][num_draws_]
  AlignedArray block_parameters_;             // [parameter][kBlockLanes], of one block.
  AlignedArray payoffs_;                      // [open row][num_draws_]
  std::vector<std::uint8_t> is_solved_;       // [num_draws_]
  std::vector<double> weights_;               // [num_draws_]; 1 without evidence.
  std::vector<std::int32_t> levels_;          // [variable][num_draws_]
  AlignedArray level_probabilities_;          // [level][num_draws_]
  AlignedArray metrics_;                      // [metric][num_draws_]
};

}  // namespace demarche
